"""What to read next to a contribution, and why: found behind the request, read with its page."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from .contributions import Contribution
from .people import Person
from .relating import LONGEST_WHAT, MOST_FOUND, found_for, sharings
from .topics import Topic

MOST_SHOWN = 4
RENEWED_AFTER = timedelta(hours=20)
MOST_BEHIND = 30  # contributions that are looked at again when one of them changed


class RelatedManager(models.Manager):
    def shown(self):
        """A subquery's rows: next to the contribution outside, what readers may see, with its reason.

        What is withdrawn goes at once, and so does a reason that names whom nobody may name.
        """
        now = timezone.now()
        named = Q(person=None) | Q(person__withheld_at=None)
        shown = Q(source=None) | Q(source__published_at__lte=now)
        mine = self.filter(named, shown, contribution=OuterRef("pk"), other__published_at__lte=now)
        return mine.order_by("position")[:MOST_FOUND]

    def rows(self):
        """An annotation of contributions: what `related_to` reads, as a list of dicts."""
        row = JSONObject(
            says="says",
            what="what",
            person=F("person__name"),
            topic=F("topic__name"),
            **{name: f"other__{name}" for name in ("id", "kind", "slug", "title", "dated")},
        )
        return ArraySubquery(self.shown().values(_row=row))

    @transaction.atomic
    def find(self, contribution_pk):
        """Finds anew what is next to a contribution: whether it is not what it was.

        Somebody else who does so at this moment does it for us.
        """
        turns = RelatedTurn.objects.select_for_update(skip_locked=True)
        if not turns.filter(pk=contribution_pk).first():
            return False
        contribution = Contribution.objects.published().filter(pk=contribution_pk).for_cards()
        rows = [
            self.model(contribution_id=contribution_pk, position=position, **row)
            for each in contribution
            for position, row in enumerate(found_for(each))
        ]
        standing = self.filter(contribution=contribution_pk).order_by("position")
        has_changed = [row.said for row in standing] != [row.said for row in rows]
        if has_changed:
            standing.delete()
            self.bulk_create(rows)
        RelatedTurn.objects.filter(pk=contribution_pk).update(found_at=timezone.now())
        return has_changed

    def behind(self, contribution_pk):
        """The keys of what is next to it, and of what it is next to: they may change with it."""
        there = self.filter(contribution=contribution_pk).values_list("other", flat=True)
        here = self.filter(other=contribution_pk).values_list("contribution", flat=True)
        return list(dict.fromkeys([*there, *here[:MOST_BEHIND]]))[:MOST_BEHIND]

    def ask(self, contribution):
        """Has what is next to it found anew, soon."""
        self._ask([contribution.pk])

    def follow_words(self, source):
        """Reasons in words that stand there no longer are said anew, soon."""
        saying = self.model.objects.filter(source=source)
        if saying.exists():
            said = (name[:LONGEST_WHAT] for each in sharings() for name in each.said_in(source))
            old = saying.exclude(what__in=set(said)).order_by("contribution")
            self._ask(old.values_list("contribution", flat=True).distinct())

    @transaction.atomic
    def take_back(self, source):
        """What stands there is no reason any more: it goes at once, and others are found soon."""
        saying = self.model.objects.filter(source=source)
        self._ask(saying.order_by("contribution").values_list("contribution", flat=True).distinct())
        saying.delete()

    def _ask(self, pks):
        RelatedTurn.objects.bulk_create(
            [RelatedTurn(contribution_id=pk) for pk in pks],
            update_conflicts=True,
            unique_fields=["contribution"],
            update_fields=["found_at"],
        )


class Related(models.Model):
    """Another contribution to read next to one, with the reason in words: "Same witness: Sunita Rao"."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=60)
    # What they share. People and topics are called as they are called now, and go with them.
    what = models.CharField(max_length=LONGEST_WHAT, blank=True)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="reasons_related"
    )
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(
        Contribution,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Where `what` stands: it is said only while that is published.",
    )

    objects = RelatedManager()

    class Meta:
        ordering = ["contribution", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "other"], name="related_once"),
            models.CheckConstraint(
                condition=~Q(contribution=F("other")), name="related_is_another"
            ),
        ]

    def __str__(self):
        return f"{self.says}: {self.what}"

    @property
    def said(self):
        """What makes it this one and no other."""
        return (
            *(self.other_id, self.position, self.says, self.what),
            *(self.person_id, self.topic_id, self.source_id),
        )


class RelatedTurnQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(found_at=None).order_by("found_at", "pk")  # as its index has them

    def oldest(self):
        """Those found before today, the oldest first."""
        return self.filter(found_at__lt=timezone.now() - RENEWED_AFTER).order_by("found_at", "pk")


class RelatedTurn(models.Model):
    """When what is next to a contribution was found; None when it changed since."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="related_turn"
    )
    found_at = models.DateTimeField(null=True)

    objects = RelatedTurnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("found_at", "contribution", name="related_turn_oldest"),
        ]

    def __str__(self):
        return f"What is next to {self.contribution_id}"


def related_to(contribution, *, without):
    """What to read next to one of `for_page`, each with its `reason`: no query.

    At most MOST_SHOWN, and none of which the key is in `without`.
    """
    dated = Contribution._meta.get_field("dated")
    related = []
    for row in contribution.related_rows:
        if row["id"] in without:
            continue
        other = Contribution(**{name: row[name] for name in ("id", "kind", "slug", "title")})
        other.dated = dated.to_python(row["dated"])
        shared = ", ".join(filter(None, (row["person"], row["topic"], row["what"])))
        other.reason = f"{row['says']}: {shared}" if shared else row["says"]
        related.append(other)
    return related[:MOST_SHOWN]
