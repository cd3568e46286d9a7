from django import forms

from network.forms.filters import ShortText
from reports.models import Recommendation, Wording
from reports.models.wordings import is_tied


class WordingForm(forms.Form):
    """Which recommendation says the same as this one, and what makes it the same."""

    other = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label="The other wording",
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose the recommendation that says the same.",
            "invalid_choice": "That recommendation is not there any more.",
        },
    )
    reason = forms.CharField(
        label="What makes it the same?",
        max_length=300,
        required=False,
        help_text="Readers see it beside the two.",
    )

    def __init__(self, data=None, *, recommendation, **kwargs):
        super().__init__(data, **kwargs)
        self.recommendation = recommendation
        others = Recommendation.objects.on_published().exclude(pk=recommendation.pk)
        self.fields["other"].queryset = others

    def clean_other(self):
        other = self.cleaned_data["other"]
        if is_tied(self.recommendation, other):
            raise forms.ValidationError("These two are tied already.")
        return other

    def save(self, *, by):
        return Wording.objects.tie(self.recommendation, by=by, **self.cleaned_data)


class AlikeForm(forms.Form):
    """Words by which organisers look for another wording."""

    q = ShortText(label="Words in it, or in the title of its report", max_length=100)
