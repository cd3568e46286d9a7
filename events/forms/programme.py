from django import forms

from events.models import Event, Session, WitnessSlot
from network.forms.contributions import Section
from network.forms.parts import part

from .clocks import ClockField
from .pages import EventPageForm


class SessionForm(forms.ModelForm):
    starts = ClockField(label="From")
    ends = ClockField(label="Until")

    class Meta:
        model = Session
        fields = ["title", "starts", "ends", "room", "summary"]
        labels = {"title": "What happens", "summary": "More about it"}


class SlotForm(forms.ModelForm):
    class Meta:
        model = WitnessSlot
        fields = ["heading"]
        labels = {"heading": "What they are asked about"}


SessionFormSet = part(Event, Session, SessionForm, noun="part")
SlotFormSet = part(Event, WitnessSlot, SlotForm, noun="interview")


class ProgrammeForm(EventPageForm):
    page = "programme"
    SECTIONS = (
        Section(
            "parts",
            "The parts of the day",
            "Breaks count: people plan by them.",
            part="sessions",
            example="10:30 to 11:15, Arriving and tea, in the hall. 11:15 to 12:30, Three kitchens: what "
            "they would do again.",
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
