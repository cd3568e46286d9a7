"""What every writing page asks, and how its answers are kept."""

from dataclasses import dataclass
from secrets import token_urlsafe

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone

from network.models import Contribution, Person, Revision
from network.models.withdrawals import recount_credits

from . import setting_aside
from .parts import FormWithParts, PartFormSet, add_row
from .photos import CoverForm, GalleryFormSet
from .topics import TopicsField


@dataclass(frozen=True)
class Section:
    """A part of a writing page: its heading, guidance with one good example, fields, and at most one
    set of rows."""

    anchor: str
    title: str
    guidance: str = ""
    fields: tuple = ()
    part: str = ""
    example: str = ""


COVER = Section(
    "cover",
    "A picture to go with it",
    "It stands on top of the page and beside the title in lists. Pages without one are fine too.",
    part="cover",
    example="Described well: “Five people round a kitchen table, one of them laughing, a pot of soup "
    "between them.” Described badly: “Picture of our group”.",
)
PHOTOS = Section(
    "photos",
    "Photos",
    "They hang together below the story. Ask the people in them first.",
    part="photos",
    example="Caption: “The first Tuesday, March 2023.” Description: “Six people hang paper hours on a "
    "wall chart.” Credit: “Bo Lee, who comes on Tuesdays”.",
)


class ContributionForm(FormWithParts):
    """The base of every kind's form. A kind says its model, SECTIONS and PARTS.

    PARTS names its sets of rows (formset classes); they are validated and saved with it, as
    are a cover and a gallery. A draft may lack everything, even a title; what publication asks
    is `Contribution.still_needed`. `version` is the state that the writer has seen, `sheet` the
    key of the page on which they write (network.models.Sheet), `number` counts its sendings.
    """

    SECTIONS = ()
    PARTS = {}
    MADE_WHEN_SENT = {"new_series"}  # half a word must not make what everybody sees

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    sheet = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(required=False, widget=forms.HiddenInput)
    topics = TopicsField(required=False)
    revision_note = forms.CharField(
        label="What did you change, in a few words?",
        max_length=200,
        required=False,
        help_text="For those who write this with you. It stands among the revisions.",
    )

    def __init__(self, data=None, files=None, *, by, instance=None, initial=None):
        # A copy: what a page that comes back must know is noted in it.
        data = data.copy() if data is not None else None
        super().__init__(data, files, instance=instance, initial=initial)
        self.by = by
        self.is_new = self.instance.pk is None
        if not self.instance.is_published:
            del self.fields["revision_note"]
        self.left_out = set()  # names of parts that are not saved
        if "title" in self.fields:  # a page for one part of a kind has none
            self.fields["title"].required = self.instance.is_published
            self.fields["title"].error_messages["required"] = "A published page needs a title."
        if self.instance.pk:
            self.initial["version"] = self.instance.updated_at.isoformat()
        self.initial |= {"sheet": token_urlsafe(12), "number": 0}
        self.is_whole = True
        if data is not None:
            add_row(data, data.get("add", ""))
        classes = self.PARTS | {"cover": CoverForm, "photos": GalleryFormSet}
        self.parts = {
            name: made(data, files, instance=self.instance, prefix=name, by=by)
            for name, made in classes.items()
        }

    @classmethod
    def written_at(cls, contribution):
        """The address of the page on which this form writes it."""
        return contribution.get_edit_url()

    @property
    def media(self):
        return sum((part.media for part in self.parts.values()), super().media)

    def sections(self):
        """Each Section with its bound fields and its part, in order."""
        for section in self.SECTIONS:
            yield {
                "section": section,
                "fields": [self[name] for name in section.fields],
                "part": self.parts.get(section.part),
            }

    def add_error(self, field, error):
        """What is wrong with what another page writes is told there, not here."""
        if field is None and hasattr(error, "error_dict"):
            told_here = {*self.fields, NON_FIELD_ERRORS}
            error = ValidationError(
                {name: errors for name, errors in error.error_dict.items() if name in told_here}
            )
        super().add_error(field, error)

    def set_aside(self, typing=""):
        """Makes what is right on the page ready to be saved; gives what is wrong, as `problems` does.

        What is wrong stays as it is stored, and so does the field or row of the control named
        `typing`: half a name must not make a person. `is_whole` says whether nothing waits. To be
        asked once `is_valid` was; for a draft only.
        """
        for name in self.MADE_WHEN_SENT & self.fields.keys():
            if self.cleaned_data.get(name):
                self.add_error(name, "This is made when you save.")
        found = list(setting_aside.problems(self, self.bound_parts()))
        waits = {name: part.set_aside(typing) for name, part in self.bound_parts().items()}
        for name, part in self.bound_parts().items():
            if not part.is_valid() or (waits[name] and not isinstance(part, PartFormSet)):
                self.left_out.add(name)
        waits["fields"] = setting_aside.set_aside(self, typing)
        self.is_whole = not any(waits.values())
        return [
            (where, label, error)
            for where, label, field, error in found
            # A file comes with the button, and nobody is corrected in the middle of a word.
            if not isinstance(field, forms.FileField) and where != f"id_{typing}"
        ]

    def row_keys(self):
        """The hidden field of each row that is stored now, with the key of the row."""
        keys = [part.row_keys() for name, part in self._saved_parts()]
        return {field: key for row in keys for field, key in row.items()}

    def _saved_parts(self):
        return [row for row in self.bound_parts().items() if row[0] not in self.left_out]

    def to_show_again(self):
        """This form for a page that comes back: pictures that came in are not lost."""
        for name, part in self.parts.items():
            if part.is_bound:
                self.parts[name] = part.to_show_again(self.data)
        return self

    def sending(self):
        """The number that its page gave this sending; 0 when it counts none."""
        number = self.data.get("number", "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0

    def is_overtaken(self, sheet=None):
        """Whether somebody saved since the writer opened the page; nobody does from now on.

        What came from the same page (`sheet`) is the writer's own, also when they were not told.
        To be asked in the transaction that saves.
        """
        if self.instance.pk is None:
            return False
        rows = Contribution.objects.select_for_update().values_list("updated_at", flat=True)
        stored = rows.get(pk=self.instance.pk)
        before = sheet.version if sheet else None
        seen = self.data.get("version") or (before and before.isoformat())
        self.data["version"] = stored.isoformat()
        return bool(seen) and stored != before and seen != stored.isoformat()

    @transaction.atomic
    def save(self):
        """Keeps everything on the page and gives the contribution back.

        Raises IntegrityError when somebody took its address or its place at the same moment.
        """
        contribution = self.instance
        named = []
        if contribution.pk is None:
            contribution.created_by = self.by
            contribution.give_address()
        elif contribution.is_published:
            Revision.objects.note_before(contribution)
            named = list(contribution.named_people().values_list("pk", flat=True))
        contribution.updated_at, contribution.updated_by = timezone.now(), self.by
        super().save()
        for _name, part in self._saved_parts():
            part.save_for(contribution)
        contribution.refresh_index()
        still_named = contribution.named_people().values("pk")
        recount_credits(Person.objects.filter(pk__in=named).exclude(pk__in=still_named))
        note = self.cleaned_data.get("revision_note", "")
        Revision.objects.note(contribution, by=self.by, note=note)
        return contribution

    def refuse_race(self):
        """Says so when `save` raised IntegrityError; the form stands as before it."""
        if self.is_new:
            # What the database took back has no number yet.
            self.instance.pk = self.instance.id = None
            self.instance._state.adding = True
        self.add_error(None, "Somebody saved the same at this moment. Look it over and save again.")
