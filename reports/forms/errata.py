from django import forms
from django.utils import timezone

from network.forms.parts import part
from reports.models import Erratum, Report


class ErratumForm(forms.ModelForm):
    """Noted today, unless told otherwise."""

    noted_on = forms.DateField(
        label="Noted on",
        required=False,
        help_text="Left empty, it is today.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Erratum
        fields = ["text", "noted_on"]
        labels = {"text": "What was wrong, and what is right"}
        help_texts = {"text": "Say where: for example the page."}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def clean_noted_on(self):
        return self.cleaned_data["noted_on"] or timezone.localdate()


ErratumFormSet = part(Report, Erratum, ErratumForm, noun="correction")
