from django import forms
from django.db import transaction

from network.forms.addresses import AddressField
from network.forms.comments import PlainTextField
from network.models import Organisation, Person
from reports.models import Uptake


class UptakeForm(forms.Form):
    """How far a recommendation was taken up, and how an organiser knows."""

    state = forms.ChoiceField(
        label="How far was it taken up?",
        choices=Uptake.State.choices,
        error_messages={"required": "Choose one of these."},
        widget=forms.RadioSelect,
    )
    reason = PlainTextField(
        label="How do you know?",
        max_length=1000,
        help_text="What was done and when, or what came instead. It stands on the page with your name.",
        error_messages={"required": "Say how you know: readers will ask."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    told_in = AddressField(
        label="What tells of it",
        help_text="The address of the page here, for example of a case study.",
    )
    organisation = forms.CharField(
        label="Who took it up",
        max_length=200,
        required=False,
        help_text="An organisation.",
        widget=forms.TextInput(attrs={"data-suggestions": "organisations", "autocomplete": "off"}),
    )
    place = forms.CharField(label="Where", max_length=150, required=False)

    def clean_organisation(self):
        """The one of this name, or a new one by it; None for none."""
        name = self.cleaned_data["organisation"]
        return (Organisation.objects.known_as(name) or Organisation(name=name)) if name else None

    @transaction.atomic
    def save(self, *, recommendation, by):
        organisation = self.cleaned_data["organisation"]
        if organisation and organisation.pk is None:
            self.cleaned_data["organisation"] = Organisation.objects.make(organisation.name)
        person = Person.objects.of_member(by)
        return Uptake.objects.create(recommendation=recommendation, by=person, **self.cleaned_data)
