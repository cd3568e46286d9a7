from django import forms
from django.utils.functional import cached_property

from events.models import Appearance, Event
from network.forms.bylines import NEW, BylineForm
from network.forms.contributions import Section
from network.forms.parts import PartFormSet, part
from network.models import Organisation, Person, SeenBy
from network.models.naming import put_name_right
from network.models.revised import CONSENT

from .pages import EventPageForm
from .rows import RowField


class AppearanceForm(BylineForm):
    """Somebody at the event: known here, new, or not named at all."""

    session = RowField(empty="The whole day", label="In which part of the day")
    witness_slot = RowField(empty="None", label="In which interview")

    class Meta:
        model = Appearance
        fields = [
            "name_as_printed", "who", "capacity", "role", "organisation_as_printed",
            "session", "witness_slot", "said", "no_recording", *CONSENT,
        ]  # fmt: skip
        labels = {
            "name_as_printed": "Name",
            "capacity": "As",
            "organisation_as_printed": "Organisation",
            "said": "What they said",
            "no_recording": "They ask not to be recorded or photographed",
        }
        help_texts = {
            "name_as_printed": "Leave it empty for somebody who is not to be named, or not known yet.",
            "said": "Shown with the write-up.",
            "no_recording": "Organisers and facilitators see who. The page says only that part of it "
            "was not recorded.",
        }

    def __init__(self, *args, sessions, slots, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("session", sessions), ("witness_slot", slots)):
            if rows:
                self.fields[name].offer(rows)
            else:
                del self.fields[name]
        if self.instance.organisation_id:
            self.initial["organisation_as_printed"] = self.instance.printed_organisation

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name_as_printed"):
            # Whoever is not to be named is not linked either.
            self.person = self.instance.person = None
        return cleaned

    def save(self, commit=True):
        name = self.cleaned_data["name_as_printed"]
        if name and self.person is None:
            self.person = self._named_above(name) or Person.objects.named(
                name, listed=SeenBy.NOBODY
            )
        self.instance.person = self.person
        if "organisation_as_printed" in self.changed_data:
            printed = self.cleaned_data["organisation_as_printed"]
            self.instance.organisation = Organisation.objects.known_as(printed)
        # Not a byline's way of saving, which makes a person of every row.
        saved = forms.ModelForm.save(self, commit)
        if saved.person and "name_as_printed" in self.changed_data:
            put_name_right(saved)
        return saved

    def _named_above(self, name):
        """The new person of another row: somebody who appears twice is one person."""
        if self.cleaned_data.get("who") == NEW:
            return None
        above = Appearance.objects.filter(event=self.instance.event, name_as_printed__iexact=name)
        return Person.objects.filter(appearances__in=above).first()


class AppearanceRows(PartFormSet):
    """Everybody at the event, some of them several times."""

    @cached_property
    def places(self):
        """The parts and interviews in which somebody may appear, read once for all rows."""
        return {
            "sessions": list(self.instance.sessions.all()),
            "slots": list(self.instance.witness_slots.all()),
        }

    def stored_rows(self):
        return super().stored_rows().select_related("person", "organisation")

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | self.places | {"by": self.by}


AppearanceFormSet = part(Event, Appearance, AppearanceForm, noun="person", formset=AppearanceRows)


class PeopleForm(EventPageForm):
    page = "appearances"
    SECTIONS = (
        Section(
            "people",
            "Who takes part",
            "Everybody who speaks, answers, hosts or facilitates, in the order in which they "
            "should stand. Note under “Consent” who agreed to take part: until then you see "
            "“Not confirmed” beside them. Their slides go with the files, on the page of the write-up.",
            part="appearances",
            example="Joan Price, expert witness, “has run the Tuesday kitchen since 2019”. Somebody who "
            "does not want to be named: leave the name empty and write “a carer from Leeds” as the role.",
        ),
    )
    PARTS = {"appearances": AppearanceFormSet}
