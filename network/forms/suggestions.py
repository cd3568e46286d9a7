from django import forms


class WordsForm(forms.Form):
    """What somebody has typed so far."""

    q = forms.CharField(min_length=2, max_length=200)
