from django import forms
from django.db.models import F
from django.utils import timezone

from network.models import Byline, Person, TookPartAs
from network.models.case_studies import ToldBy

from .bylines import BylineForm
from .parts import PartForm

WROTE_IT_DOWN = "wrote it down"


class TellerForm(PartForm, BylineForm):
    """The one whose story it is, when a member writes it down for them: a part of a page.

    The teller comes first among those who made it, and the writer says in own words as what.
    """

    writer_words = forms.CharField(
        label="And you: how shall we put it?",
        max_length=150,
        required=False,
        help_text="You are named too, as the one who wrote it down.",
    )
    rows_template = "network/interview/teller.html"

    def __init__(self, data=None, files=None, *, instance, prefix, by):
        self.contribution = instance
        self.writer = instance.created_by or by
        bylines = list(instance.bylines.all()) if instance.pk else []
        # Bound only when somebody else tells it, so that else nobody is asked for.
        is_asked = data is not None and data.get("told_by") == ToldBy.SOMEBODY_ELSE
        super().__init__(
            data if is_asked else None, instance=self._teller(bylines), prefix=prefix, by=by
        )
        self.fields["name_as_printed"].label = "Their name"
        mine = next((byline for byline in bylines if self._is_writers(byline)), None)
        self.initial["writer_words"] = (mine and mine.own_words) or WROTE_IT_DOWN

    def _is_writers(self, byline):
        return byline.person.member_id == self.writer.pk

    def _teller(self, bylines):
        """Their byline, when the story was told by somebody else before."""
        told = bylines and self.contribution.told_by == ToldBy.SOMEBODY_ELSE
        return bylines[0] if told and not self._is_writers(bylines[0]) else None

    def clean(self):
        data = super().clean()
        if self.person and self.person.member_id == self.writer.pk:
            self.add_error(
                "name_as_printed", "This is who writes. Name the person who tells the story."
            )
        return data

    def stored_rows(self):
        return Byline.objects.filter(contribution=self.contribution.pk)

    def save_for(self, contribution):
        named = contribution.bylines.filter(person=self.person).first() if self.person else None
        contribution.bylines.update(position=F("position") + 1)
        if named and named != self.instance:
            # Named already, and perhaps asked: they only come first.
            contribution.bylines.filter(pk=named.pk).update(position=0)
        else:
            self.instance.contribution, self.instance.position = contribution, 0
            self.save()
        own_words = self.cleaned_data["writer_words"] or WROTE_IT_DOWN
        words = {"took_part_as": TookPartAs.OWN_WORDS, "own_words": own_words}
        name_writer(contribution, self.writer, by=self.by, **words)


def name_writer(contribution, member, *, by, **words):
    """Names who writes it, after those who are named already; `words` say how they took part."""
    person = Person.objects.of_member(member)
    if member == by:
        words["confirmed_at"] = timezone.now()
    last = {"name_as_printed": person.name, "position": contribution.bylines.count()}
    contribution.bylines.update_or_create(
        person=person, defaults=words, create_defaults=last | words
    )
