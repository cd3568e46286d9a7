from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import ForeignKey, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from .contributions import Contribution
from .kinds import Kind
from .members import Member
from .people import Person
from .returns import Return
from .snapshots import is_same, parts_of, take
from .withdrawals import recount_credits


class CannotReturnError(Exception):
    """A contribution cannot say again what it said in a revision: `reasons`, a sentence each."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = reasons


class OvertakenError(Exception):
    """Somebody saved since the one who wants to go back looked at it."""


class RevisionQuerySet(models.QuerySet):
    def for_list(self):
        """Who and when; what each said stays in the database."""
        return self.with_writer().defer("content")

    def with_writer(self):
        return self.select_related("by__person")

    def naming(self, person):
        """Those that point at this person in any of their rows."""
        naming = Q(pk__in=())
        for kind in Contribution.__subclasses__():
            for part, field in _personal(kind):
                rows = {f"content__parts__{part.name}__contains": [{field: person.pk}]}
                naming |= Q(contribution__kind=kind.KIND, **rows)
        return self.filter(naming)


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):
    @transaction.atomic
    def note(self, contribution, *, by, note=""):
        """Keeps what a published contribution says now, as a new Revision by `by`.

        Gives None, and keeps nothing, when it says the same as before or is not published.
        """
        if not contribution.is_published:
            return None
        return self._keep(_locked(contribution), by=by, note=note)

    @transaction.atomic
    def note_before(self, contribution):
        """To be called before a change: keeps what was published, should nobody have done so yet.

        So the first change of something older than its revisions, or changed behind their back,
        loses nothing.
        """
        if not contribution.is_published:
            return None
        child = _locked(contribution)
        if self.filter(contribution=child).exists():
            return self._keep(child, by=None)
        by = Member.objects.filter(pk=child.updated_by_id or child.created_by_id).first()
        return self._keep(child, by=by, at=max(child.updated_at, child.published_at))

    def _keep(self, child, *, by, note="", at=None):
        content = take(child)
        last = self.filter(contribution=child).first()
        if last is not None and is_same(last.content, content):
            return None
        return self.create(
            contribution=child,
            number=last.number + 1 if last else 1,
            by=by,
            at=at or timezone.now(),
            note=note[:200],
            content=content,
        )

    @transaction.atomic
    def go_back(self, revision, *, by, seen):
        """Makes the contribution say what it said in a revision of it.

        `seen` is the `updated_at` (ISO 8601) of the contribution that `by` looked at. What it says
        now is kept as a revision first. Gives the new Revision (None when nothing differs) and a
        list of what had to be left as it is, in words. Raises OvertakenError, CannotReturnError, or
        IntegrityError when what it was has been taken by another at this moment.
        """
        child = _locked(revision.contribution)
        if child.updated_at.isoformat() != seen:
            raise OvertakenError
        self._keep(child, by=None)
        named = set(child.named_people().values_list("pk", flat=True))
        back = Return(child, revision.content)
        try:
            back.make()
        except ValidationError as error:
            raise CannotReturnError(*error.messages) from error
        if child.is_published and (needed := child.still_needed()):
            raise CannotReturnError(*(what for _, what in needed))
        day = format_date(timezone.localtime(revision.at), "j F Y")
        made = self._keep(child, by=by, note=f"Back to revision {revision.number} of {day}")
        if made:
            child.updated_at, child.updated_by = made.at, by
            child.save(update_fields=["updated_at", "updated_by"])
        child.refresh_index()
        unnamed = named - set(child.named_people().values_list("pk", flat=True))
        recount_credits(Person.objects.filter(pk__in=unnamed))
        connection.check_constraints()  # those that wait for the end are asked now
        return made, back.left

    @transaction.atomic
    def forget_row(self, contribution, part, pk):
        """Takes one row (a quote, a photo's words, a name) out of all revisions of a contribution.

        `part` is its related name ("quotes", "photos", "bylines", "cover", "appearances"), `pk` the
        key of the row. What was forgotten comes back with no restoration. It may run twice.
        """
        for revision in self.select_for_update().filter(contribution=contribution.pk):
            parts = revision.content["parts"]
            parts[part] = [row for row in parts.get(part, []) if row["id"] != pk]
            revision.save(update_fields=["content"])

    @transaction.atomic
    def forget_person(self, person):
        """Takes a name out of all revisions of whatever names this person. It may run twice.

        Bylines go; what the person said stands there as "Name withheld". Names in the running
        text stay.
        """
        for revision in self.select_for_update(of=["self"]).naming(person):
            kind = model_of(revision.contribution)
            for part, field in _personal(kind):
                rows = revision.content["parts"].get(part.name, [])
                revision.content["parts"][part.name] = [
                    row | (part.rows.unnamed or {}) if row.get(field) == person.pk else row
                    for row in rows
                    if row.get(field) != person.pk or part.rows.unnamed
                ]
            revision.save(update_fields=["content"])

    @transaction.atomic
    def follow_person(self, before, now, *, contribution=None):
        """Whoever was `before` is `now` in all revisions, or in those of one contribution.

        Where both are named in a place for one, the first stands.
        """
        found = self.select_for_update(of=["self"]).naming(before)
        if contribution is not None:
            found = found.filter(contribution=contribution.pk)
        for revision in found:
            parts = revision.content["parts"]
            for part, field in _personal(model_of(revision.contribution)):
                rows = [
                    row | {field: now.pk} if row.get(field) == before.pk else row
                    for row in parts.get(part.name, [])
                ]
                # The last of the same key would win, so they are read from behind.
                once = {part.key_of(row): row for row in reversed(rows)}
                parts[part.name] = list(reversed(once.values()))
            revision.save(update_fields=["content"])


def _personal(kind):
    """The parts of a kind whose rows point at a person: (part, name of the field)."""
    for part in parts_of(kind):
        for field in part.fields():
            if isinstance(field, ForeignKey) and field.related_model is Person:
                yield part, field.name


def model_of(contribution):
    """The model of its kind: CaseStudy, Event …"""
    return Contribution._meta.get_field(Kind(contribution.kind).child).related_model


def _locked(contribution):
    """The child as it is stored; nobody else changes it until this transaction ends."""
    Contribution.objects.select_for_update().only("pk").get(pk=contribution.pk)
    return model_of(contribution)._base_manager.get(pk=contribution.pk)


class Revision(models.Model):
    """What a published contribution said after one change: who made it and when.

    `content` is a snapshot, see `network.models.snapshots`.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    note = models.CharField("what changed", max_length=200, blank=True)
    content = models.JSONField(editable=False)

    objects = RevisionManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="revision_number_once"),
        ]

    def __str__(self):
        return f"{self.contribution}, revision {self.number}"
