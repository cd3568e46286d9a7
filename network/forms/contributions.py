"""What every writing page asks, and how its answers are kept."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils import timezone

from network.models import Contribution, Person
from network.models.withdrawals import recount_credits

from .photos import CoverForm, GalleryFormSet
from .topics import TopicsField

LONGEST_COUNT = 6  # figures of a number of rows: far above what any part takes


@dataclass(frozen=True)
class Section:
    """A part of a writing page: its heading, guidance, fields, and at most one set of rows."""

    anchor: str
    title: str
    guidance: str = ""
    fields: tuple = ()
    part: str = ""


COVER = Section(
    "cover",
    "A picture to go with it",
    "It stands on top of the page and beside the title in lists. Pages without one are fine too.",
    part="cover",
)
PHOTOS = Section(
    "photos",
    "Photos",
    "They hang together below the story. Ask the people in them first.",
    part="photos",
)


class ContributionForm(forms.ModelForm):
    """The base of every kind's form. A kind says its model, SECTIONS and PARTS.

    PARTS names its sets of rows (formset classes); they are validated and saved with it, as
    are a cover and a gallery. Only a title is needed to save a draft; what publication asks
    is `Contribution.still_needed`. `version` is the state that the writer has seen.
    """

    SECTIONS = ()
    PARTS = {}

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    topics = TopicsField(required=False)

    def __init__(self, data=None, files=None, *, by, instance=None, initial=None):
        # A copy: what a page that comes back must know is noted in it.
        data = data.copy() if data is not None else None
        super().__init__(data, files, instance=instance, initial=initial)
        self.by = by
        self.is_new = self.instance.pk is None
        if "title" in self.fields:  # a page for one part of a kind has none
            self.fields["title"].error_messages["required"] = "Give it a title, even a first one."
        if self.instance.pk:
            self.initial["version"] = self.instance.updated_at.isoformat()
        if data is not None:
            self._add_row(data.get("add", ""))
        classes = self.PARTS | {"cover": CoverForm, "photos": GalleryFormSet}
        self.parts = {
            name: made(data, files, instance=self.instance, prefix=name, by=by)
            for name, made in classes.items()
        }

    @property
    def media(self):
        return sum((part.media for part in self.parts.values()), super().media)

    def _add_row(self, name):
        """One more empty row, for somebody who asked without JavaScript."""
        count = self.data.get(f"{name}-TOTAL_FORMS", "")
        if count.isascii() and count.isdigit() and len(count) <= LONGEST_COUNT:
            self.data[f"{name}-TOTAL_FORMS"] = int(count) + 1

    def sections(self):
        """Each Section with its bound fields and its part, in order."""
        for section in self.SECTIONS:
            yield {
                "section": section,
                "fields": [self[name] for name in section.fields],
                "part": self.parts.get(section.part),
            }

    def bound_parts(self):
        return [part for part in self.parts.values() if part.is_bound]

    def is_valid(self):
        # Each is asked, so that every error is told at once.
        return all([super().is_valid(), *[part.is_valid() for part in self.bound_parts()]])

    def problems(self):
        """All that is wrong on the page: where (the id of a control), its label, and what."""
        wrong = [form for part in self.bound_parts() for form in part.forms_with_errors()]
        for form in [self, *wrong]:
            where = "" if form is self else form.prefix
            yield from ((where, "", error) for error in form.non_field_errors())
            for field in form:
                where = field.auto_id if field.use_fieldset else field.id_for_label
                yield from ((where, field.label, error) for error in field.errors)
        for name, part in self.parts.items():
            yield from ((name, "", error) for error in part.non_form_errors())

    def to_show_again(self):
        """This form for a page that comes back: pictures that came in are not lost."""
        for name, part in self.parts.items():
            if part.is_bound:
                self.parts[name] = part.to_show_again(self.data)
        return self

    def is_overtaken(self):
        """Whether somebody saved since the writer opened the page; nobody does from now on.

        To be asked in the transaction that saves.
        """
        if self.instance.pk is None:
            return False
        rows = Contribution.objects.select_for_update().values_list("updated_at", flat=True)
        stored = rows.get(pk=self.instance.pk).isoformat()
        seen, self.data["version"] = self.data.get("version"), stored
        return bool(seen) and seen != stored

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
            named = list(contribution.named_people().values_list("pk", flat=True))
        contribution.updated_at = timezone.now()
        super().save()
        for part in self.bound_parts():
            part.save_for(contribution)
        contribution.refresh_index()
        still_named = contribution.named_people().values("pk")
        recount_credits(Person.objects.filter(pk__in=named).exclude(pk__in=still_named))
        return contribution

    def refuse_race(self):
        """Says so when `save` raised IntegrityError; the form stands as before it."""
        if self.is_new:
            # What the database took back has no number yet.
            self.instance.pk = self.instance.id = None
            self.instance._state.adding = True
        self.add_error(None, "Somebody saved the same at this moment. Look it over and save again.")
