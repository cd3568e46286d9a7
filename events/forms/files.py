from django import forms
from django.utils.functional import cached_property

from events.models import Event
from events.models.programme import show_slides
from network.forms.downloads import DownloadForm, DownloadRows
from network.forms.parts import part
from network.models import Download


class EventFileForm(DownloadForm):
    """A file of an event; slides stand at the part or the person with whom they were shown."""

    shown_with = forms.ChoiceField(label="If it is slides, whose", required=False)

    def __init__(self, *args, places, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        if not places:
            del self.fields["shown_with"]
            return
        self.fields["shown_with"].choices = [
            ("", "Nobody’s: it goes with the whole event"),
            *((key, told(place)) for key, place in places.items()),
        ]
        self.initial["shown_with"] = shown.get(self.instance.pk, "")

    def save(self, commit=True):
        saved = super().save(commit)
        if "shown_with" in self.changed_data:
            show_slides(saved, at=self.places.get(self.cleaned_data["shown_with"]))
        return saved


def told(place):
    """Somebody at the event or a part of it, as one chooses among them."""
    line = getattr(place, "line", "") or getattr(place, "room", "")
    return f"{place}, {line}" if line else str(place)


class EventFiles(DownloadRows):
    @cached_property
    def around(self):
        """The parts and people of the event by a word each, and which of them shows which file."""
        if self.instance.pk is None:
            return {"places": {}, "shown": {}}
        people = self.instance.appearances.select_related("organisation")
        rows = [("session", row) for row in self.instance.sessions.all()]
        rows += [("appearance", row) for row in people]
        places = {f"{noun}-{row.pk}": row for noun, row in rows}
        return {
            "places": places,
            "shown": {row.slides_id: key for key, row in places.items() if row.slides_id},
        }

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | self.around


EventFileFormSet = part(Event, Download, EventFileForm, noun="file", formset=EventFiles)
