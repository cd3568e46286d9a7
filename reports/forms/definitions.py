from django import forms

from network.forms.parts import part
from reports.models import Definition, Report


class DefinitionForm(forms.ModelForm):
    class Meta:
        model = Definition
        fields = ["term", "text", "source", "is_paraphrase"]
        labels = {"term": "What it defines", "text": "What it says"}
        help_texts = {
            "text": "As it is printed, or in your own words: then say so below.",
            "source": "For example the page.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


DefinitionFormSet = part(Report, Definition, DefinitionForm, noun="definition")
