"""The same recommendation in other words: each stays where it stands, and they are tied."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from network.models.people import Person

from .claims import Claim
from .recommendations import Recommendation, RecommendationList
from .reports import Report
from .uptakes import Uptake

MOST_ALIKE = 8  # candidates that organisers see at once


class Tie(models.Model):
    """Recommendations of which somebody said that they are one, worded differently."""

    def __str__(self):
        return " = ".join(str(each.recommendation) for each in self.wordings.all())


class WordingManager(models.Manager):
    def others(self):
        """A subquery's rows: of the recommendation outside, the other published wordings."""
        now = timezone.now()
        return (
            self.filter(tie__wordings__recommendation=OuterRef("pk"))
            .filter(recommendation__list__report__published_at__lte=now)
            .exclude(recommendation=OuterRef("pk"))
            .order_by("recommendation__list__report__happened_on", "recommendation")
        )

    @transaction.atomic
    def tie(self, one, other, *, by, reason=""):
        """Two recommendations, and what is tied to either of them, are one in other words."""
        one_at_a_time()
        named = Tie.objects.filter(wordings__recommendation__in=[one, other])
        ties = list(named.order_by("pk").distinct())
        tie = ties[0] if ties else Tie.objects.create()
        for each in ties[1:]:
            each.wordings.update(tie=tie)
            each.delete()
        for recommendation in (one, other):
            said = {"tie": tie, "by": by, "reason": reason}
            self.get_or_create(recommendation=recommendation, defaults=said)
        return tie


class Wording(models.Model):
    """A recommendation as one of the wordings of a tie: who tied it, when and why."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="wordings")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="wordings"
    )
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="wordings"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WordingManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            # So it is never tied to itself, nor to another one twice.
            models.UniqueConstraint(
                fields=["recommendation"],
                name="wording_once",
                violation_error_message="It is tied already.",
            )
        ]

    def __str__(self):
        return str(self.recommendation)

    @transaction.atomic
    def untie(self):
        """It stands alone again; so does the last one that is left."""
        one_at_a_time()
        tie = Tie.objects.filter(wordings=self).first()
        self.delete()
        if tie and tie.wordings.count() < 2:
            tie.delete()


def one_at_a_time():
    """Whoever else ties or unties waits until this transaction ends: ties that meet become one."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE reports_tie IN SHARE ROW EXCLUSIVE MODE")


def wording_rows():
    """An annotation of recommendations: the other wordings of each, as a list of dicts.

    `other_wordings` reads them.
    """
    path = "recommendation__"
    claims = Claim.objects.on_published().filter(recommendation=OuterRef("recommendation"))
    counted = claims.order_by().values("recommendation").annotate(count=Count("*"))
    told = Uptake.objects.filter(recommendation=OuterRef("recommendation"))
    row = JSONObject(
        wording="pk",
        state=Subquery(told.order_by("-at", "-pk").values("state")[:1]),
        reason="reason",
        by=F("by__name"),
        claim_count=Coalesce(Subquery(counted.values("count")), 0),
        **{name: f"{path}{name}" for name in ("id", "number", "text")},
        **{f"list_{name}": f"{path}list__{name}" for name in ("id", "position", "title")},
        **{
            f"report_{name}": f"{path}list__report__{name}"
            for name in ("id", "kind", "slug", "title", "dated")
        },
    )
    return ArraySubquery(Wording.objects.others().values(_row=row))


def other_wordings(rows):
    """Recommendations with list and report as far as a link needs them, of `wording_rows`.

    Each has its `claim_count`, how far it was `taken_up` in words (or ""), and of its tie
    `wording` (a key), `reason` and `tied_by`.
    """
    return [_recommendation(dict(row)) for row in rows]


def _recommendation(row):
    dated = Report._meta.get_field("dated")
    report = {name: row[f"report_{name}"] for name in ("id", "kind", "slug", "title")}
    report["contribution_ptr_id"] = report["id"]
    listed = {name: row[f"list_{name}"] for name in ("id", "position", "title")}
    found = Recommendation(
        list=RecommendationList(
            report=Report(**report, dated=dated.to_python(row["report_dated"])), **listed
        ),
        **{name: row[name] for name in ("id", "number", "text")},
    )
    found.claim_count, found.wording = row["claim_count"], row["wording"]
    found.reason, found.tied_by = row["reason"], row["by"]
    found.taken_up = Uptake.State(row["state"]).label if row["state"] else ""
    return found


def alike(recommendation, words=""):
    """Published recommendations that may say the same, those with the most like words first.

    Without those tied to it already; with `words`, those that hold each of them only.
    """
    found = Recommendation.objects.on_published().with_report().exclude(pk=recommendation.pk)
    found = found.exclude(wordings__tie__wordings__recommendation=recommendation)
    for word in words.split():
        found = found.filter(Q(text__icontains=word) | Q(list__report__title__icontains=word))
    likeness = TrigramSimilarity("text", recommendation.text)
    return found.annotate(likeness=likeness).order_by("-likeness", "pk")[:MOST_ALIKE]


def is_tied(one, other):
    return Wording.objects.filter(recommendation=one, tie__wordings__recommendation=other).exists()
