from django import forms

from network.forms.parts import part
from reports.models import Coverage, Report


class CoverageForm(forms.ModelForm):
    class Meta:
        model = Coverage
        fields = ["title", "outlet", "dated", "address"]
        labels = {
            "title": "Its title",
            "outlet": "Where it appeared",
            "dated": "When",
            "address": "Its address",
        }
        help_texts = {"outlet": "The newspaper, programme or site."}


CoverageFormSet = part(Report, Coverage, CoverageForm, noun="mention")
