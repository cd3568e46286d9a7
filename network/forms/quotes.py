from django import forms

from network.models import Contribution, Quote
from network.models.revised import CONSENT

from .consents import ConsentedForm
from .parts import part


class QuoteForm(ConsentedForm):
    class Meta:
        model = Quote
        fields = [
            "text",
            "name_as_printed",
            "role",
            "is_lived_experience",
            "is_paraphrase",
            *CONSENT,
        ]
        labels = {
            "text": "What they said",
            "name_as_printed": "Who said it",
            "role": "Who they are",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


QuoteFormSet = part(Contribution, Quote, QuoteForm, noun="quote")
