from django import forms

from events.models import Event, Session, WitnessSlot
from events.models.times import days_of
from network.forms.contributions import Section
from network.forms.parts import PartFormSet, part

from .clocks import ClockField
from .pages import EventPageForm

MOST_DAYS = 60  # that one chooses among


class SessionForm(forms.ModelForm):
    """A part of an event; which day it is on is asked where the event lasts several."""

    starts = ClockField(label="From")
    ends = ClockField(label="Until")
    day = forms.TypedChoiceField(label="On which day", required=False, coerce=int, empty_value=None)

    class Meta:
        model = Session
        fields = ["title", "format", "day", "starts", "ends", "room", "summary"]
        labels = {"title": "What happens", "format": "Kind of part", "summary": "More about it"}
        help_texts = {"room": "What happens at the same time in other rooms has a row of its own."}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [("", "Not said"), *Session.Format.choices]
        self.instance.event = event  # for what the model asks of its hours
        days = days_of(event)
        if 1 < len(days) <= MOST_DAYS:
            dates = [(n, f"{day:%A %-d %B %Y}") for n, day in enumerate(days, start=1)]
            self.fields["day"].choices = [("", "Not said"), *dates]
        else:
            self.instance.day = None
            del self.fields["day"]


class SessionRows(PartFormSet):
    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"event": self.instance}


class SlotForm(forms.ModelForm):
    class Meta:
        model = WitnessSlot
        fields = ["heading"]
        labels = {"heading": "What they are asked about"}


SessionFormSet = part(Event, Session, SessionForm, noun="part", formset=SessionRows)
SlotFormSet = part(Event, WitnessSlot, SlotForm, noun="interview")


class ProgrammeForm(EventPageForm):
    page = "programme"
    SECTIONS = (
        Section(
            "parts",
            "The parts of the day",
            "Breaks count: people plan by them. What happens at the same time stands side by side "
            "on the page.",
            part="sessions",
            example="10:30 to 11:15, Arriving and tea, in the hall. 11:15 to 12:30, Three kitchens: what "
            "they would do again. 11:15 to 12:30 too, in the garden room: Who holds the keys?",
        ),
        Section(
            "interviews",
            "Interviews with expert witnesses",
            "One for each interview, if people are questioned by the group.",
            part="slots",
            example="“What happens on a day when nobody turns up?”, with two witnesses.",
        ),
    )
    PARTS = {"sessions": SessionFormSet, "slots": SlotFormSet}
