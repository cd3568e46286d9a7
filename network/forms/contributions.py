"""What every writing page asks, and how its answers are kept."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils import timezone

MOST_TOPICS = 12
LONGEST_TOPIC = 60


@dataclass(frozen=True)
class Section:
    """A part of a writing page: its heading, guidance, fields, and at most one set of rows."""

    anchor: str
    title: str
    guidance: str = ""
    fields: tuple = ()
    part: str = ""


class TopicsField(forms.CharField):
    """Topics with commas between them; clean() gives a list of names."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(str(topic) for topic in value or [])

    def clean(self, value):
        names = [" ".join(name.split()) for name in super().clean(value).split(",")]
        names = list({name.casefold(): name for name in names if name}.values())
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(f"Choose at most {MOST_TOPICS} topics.")
        if any(len(name) > LONGEST_TOPIC for name in names):
            raise forms.ValidationError("A topic is a few words, with commas between topics.")
        return names

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ContributionForm(forms.ModelForm):
    """The base of every kind's form. A kind says its model, SECTIONS and PARTS.

    PARTS names its sets of rows (formset classes); they are validated and saved with it. Only
    a title is needed to save a draft; what publication asks is `Contribution.still_needed`.
    """

    SECTIONS = ()
    PARTS = {}

    topics = TopicsField(
        required=False,
        help_text="A few words that somebody would look for, with commas between them.",
    )

    def __init__(self, data=None, files=None, *, by, instance=None):
        super().__init__(data, files, instance=instance)
        self.by = by
        self.parts = {
            name: formset(data, files, instance=self.instance, prefix=name, by=by)
            for name, formset in self.PARTS.items()
        }

    def sections(self):
        """Each Section with its bound fields and its formset, in order."""
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
        return all([super().is_valid(), *(part.is_valid() for part in self.bound_parts())])

    @transaction.atomic
    def save(self):
        """Keeps everything on the page and gives the contribution back."""
        contribution = self.instance
        if contribution.pk is None:
            contribution.created_by = self.by
            contribution.give_address()
        contribution.updated_at = timezone.now()
        super().save()
        for part in self.bound_parts():
            part.instance = contribution
            part.save()
        contribution.refresh_index()
        return contribution
