from django import forms

from network.forms.comments import PlainTextField
from network.models import Person
from reports.models import Uptake


class UptakeForm(forms.Form):
    """How far a recommendation was taken up, and how an organiser knows."""

    state = forms.ChoiceField(
        label="How far was it taken up?", choices=Uptake.State.choices, widget=forms.RadioSelect
    )
    reason = PlainTextField(
        label="How do you know?",
        max_length=1000,
        help_text="Where and when, or what came instead. It stands on the page with your name.",
        error_messages={"required": "Say how you know: readers will ask."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, *, recommendation, by):
        person = Person.objects.of_member(by)
        return Uptake.objects.create(recommendation=recommendation, by=person, **self.cleaned_data)
