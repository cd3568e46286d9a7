from django import forms

from events.models import Event, Session, WitnessSlot
from events.models.times import is_missing
from network.forms.contributions import Section
from network.forms.parts import PartFormSet, part

from .clocks import ClockField
from .pages import EventPageForm


class SessionForm(forms.ModelForm):
    starts = ClockField(label="From")
    ends = ClockField(label="Until")

    class Meta:
        model = Session
        fields = ["title", "starts", "ends", "room", "summary"]
        labels = {"title": "What happens", "summary": "More about it"}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self):
        cleaned = super().clean()
        for name in ("starts", "ends"):
            if error := why_outside(self.event, cleaned.get(name)):
                self.add_error(name, error)
        return cleaned


def why_outside(event, time):
    """Why no part of this event can begin or end at this time of day, in words; None if one can.

    Of an event of several days only its clock is asked: a part does not say on which of them it is.
    """
    day = event.dated and event.dated.day
    if time is None:
        return None
    if day and not event.ended and is_missing(day, time, event.time_zone):
        return f"On {event.dated} the clocks go forward and there is no {time:%H:%M}."
    if event.ended:
        return None
    if event.starts and time < event.starts:
        return (
            f"The event begins at {event.starts:%H:%M}. Choose a later time, or change the event."
        )
    if event.ends and time > event.ends:
        return f"The event ends at {event.ends:%H:%M}. Choose an earlier time, or change the event."
    return None


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
