from django.db import models, transaction
from django.db.models import ForeignKey, Q
from django.utils import timezone

from .contributions import Contribution
from .kinds import Kind
from .members import Member
from .people import Person
from .snapshots import is_same, parts_of, take


class RevisionQuerySet(models.QuerySet):
    def for_list(self):
        """Who and when; what each said stays in the database."""
        return self.select_related("by__person").defer("content")

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
        child = _locked(contribution)
        return self._keep(child, by=by, note=note) if child.is_published else None

    @transaction.atomic
    def note_before(self, contribution):
        """To be called before a change: keeps what was published, should nobody have done so yet.

        So the first change of something older than its revisions, or changed behind their back,
        loses nothing.
        """
        child = _locked(contribution)
        if not child.is_published:
            return None
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
        text are for `forget_earlier`.
        """
        for revision in self.select_for_update(of=["self"]).naming(person):
            kind = _child_of(revision.contribution)
            for part, field in _personal(kind):
                rows = revision.content["parts"].get(part.name, [])
                revision.content["parts"][part.name] = [
                    row | (part.rows.unnamed or {}) if row.get(field) == person.pk else row
                    for row in rows
                    if row.get(field) != person.pk or part.rows.unnamed
                ]
            revision.save(update_fields=["content"])

    @transaction.atomic
    def forget_earlier(self, contribution):
        """Deletes all revisions but what it says now: for words that nobody may read again."""
        self.note_before(contribution)
        last = self.filter(contribution=contribution.pk).first()
        if last is not None:
            self.filter(contribution=contribution.pk).exclude(pk=last.pk).delete()


def _personal(kind):
    """The parts of a kind whose rows point at a person: (part, name of the field)."""
    for part in parts_of(kind):
        for field in part.fields():
            if isinstance(field, ForeignKey) and field.related_model is Person:
                yield part, field.name


def _child_of(contribution):
    return Contribution._meta.get_field(Kind(contribution.kind).child).related_model


def _locked(contribution):
    """The child as it is stored; nobody else changes it until this transaction ends."""
    Contribution.objects.select_for_update().only("pk").get(pk=contribution.pk)
    return _child_of(contribution)._base_manager.get(pk=contribution.pk)


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
