import re
from html import unescape

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from network.models.case_studies import Stage
from network.models.contributions import Contribution
from network.models.people import Person
from network.models.places import Region, Sector
from network.models.rows import rows_of
from network.models.shares import Shares

from .principles import Principle
from .recommendations import Recommendation
from .reports import LONG

MOST_BESIDE = 10  # claims shown beside what they are about; the rest has a page


class ClaimQuerySet(models.QuerySet):
    def on_published(self):
        """Those of published contributions."""
        return self.filter(published_at__lte=timezone.now())

    def about_published(self):
        """Those about a principle or a recommendation that readers can see."""
        now = timezone.now()
        return self.filter(
            Q(recommendation__list__report__published_at__lte=now)
            | Q(principle__report__published_at__lte=now)
            | Q(principle__isnull=False, principle__report__isnull=True)
        )

    def about_report(self, slug):
        """Those about a principle or a recommendation of this report."""
        return self.filter(
            Q(principle__report__slug=slug) | Q(recommendation__list__report__slug=slug)
        )

    def visible_to(self, member):
        return self.filter(contribution__in=Contribution.objects.visible_to(member))

    def with_target(self):
        """Each with its principle, or its recommendation and the report of that."""
        heavy = (f"recommendation__list__report__{name}" for name in LONG)
        return self.select_related("principle", "recommendation__list__report").defer(*heavy)

    def for_list(self):
        """Each with the contribution that makes it, who noted it, and `dispute_rows`: who disputes it."""
        heavy = (f"contribution__{name}" for name in LONG)
        found = self.select_related("contribution", "made_by").defer(*heavy)
        return found.annotate(dispute_rows=dispute_rows())

    def for_export(self):
        """Dicts of plain columns, the newest claim first."""
        columns = {
            "principle_name": F("principle__name"),
            "principle_slug": F("principle__slug"),
            "recommendation_text": F("recommendation__text"),
            "recommendation_number": F("recommendation__number"),
            "principle_report": F("principle__report__title"),
            "recommendation_report": F("recommendation__list__report__title"),
            "kind": F("contribution__kind"),
            "slug": F("contribution__slug"),
            "title": F("contribution__title"),
            "noted_by": F("made_by__name"),
            "disputed": dispute_count(),
        }
        plain = (
            "pk",
            "sector",
            "region",
            "stage",
            "stance",
            "kind_of_evidence",
            "passage",
            "recommendation_id",
        )
        return self.order_by("-pk").values(*plain, **columns)

    def stances(self):
        """How many there are of each stance: {"supports": 3}; one query."""
        counted = self.order_by().values_list("stance").annotate(Count("pk"))
        return dict(counted)


class Claim(models.Model):
    """A contribution supports, challenges or qualifies a principle or a recommendation."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        CHALLENGES = "challenges", "Challenges"
        QUALIFIES = "qualifies", "Qualifies"

    class Evidence(models.TextChoices):
        TESTIMONY = "testimony", "Testimony"
        EVALUATION = "evaluation", "Evaluation"
        AUTHOR = "author", "Author's claim"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="claims")
    principle = models.ForeignKey(
        Principle,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.SUPPORTS)
    is_quoted = models.BooleanField(
        default=False, editable=False, help_text="Whether the passage stood in the text."
    )
    kind_of_evidence = models.CharField(max_length=10, choices=Evidence, default=Evidence.AUTHOR)
    passage = models.TextField(max_length=1000, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims"
    )

    # Copies of what the contribution says, kept true by the database itself (decision 96): the
    # evidence map counts them without a look at the contributions.
    published_at = models.DateTimeField(null=True, editable=False)
    sector = models.CharField(max_length=30, blank=True, editable=False, choices=Sector)
    region = models.CharField(max_length=30, blank=True, editable=False, choices=Region)
    stage = models.CharField(max_length=10, blank=True, editable=False, choices=Stage)

    objects = ClaimQuerySet.as_manager()

    SHARES = (
        Shares(
            by="recommendation",
            says="Speaks to the same recommendation",
            weight=100,
            name="text",
            shown_by="recommendation__list__report",
        ),
        Shares(
            by="principle",
            says="Speaks to the same principle",
            weight=75,
            name="name",
            shown_by="principle__report",
        ),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                name=f"claim_{idea}_counted",
                fields=[idea, "stance"],
                include=["published_at", "sector", "region", "stage", "kind_of_evidence"],
                condition=Q(**{f"{idea}__isnull": False}),
            )
            for idea in ("principle", "recommendation")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(principle__isnull=False, recommendation__isnull=True)
                | Q(principle__isnull=True, recommendation__isnull=False),
                name="claim_has_one_target",
                violation_error_message="Choose a principle or a recommendation, not both.",
            ),
        ]

    def __str__(self):
        return f"{self.get_stance_display()} {self.target}"

    @property
    def target(self):
        return self.principle or self.recommendation

    def rests_on_text(self):
        """Whether the passage stands in what its contribution says, whatever its spaces and quotes."""
        passage = plain_words(self.passage)
        said = plain_words(" ".join(self.contribution.child.readable_parts()))
        return bool(passage) and passage in said

    def passage_is_gone(self):
        """Whether the text said it when this claim was made, and does not any more."""
        return self.is_quoted and not self.rests_on_text()

    @classmethod
    def from_row(cls, row):
        """A claim, with its contribution as far as a link needs it, of a row of `claim_rows`."""
        columns = ("pk", "kind", "slug", "title", "sector")
        about = {name: row.pop(f"contribution_{name}") for name in columns}
        disputes = row.pop("dispute_rows")
        claim = cls(contribution=Contribution(**about), **row)
        claim.dispute_rows = disputes
        return claim


def plain_words(text):
    """Prose or text as words, for comparison: no tags, single spaces, straight quotes."""
    text = unescape(re.sub(r"<[^>]*>", " ", text or ""))
    text = text.translate({ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'})
    return " ".join(text.split()).strip(" '\".").casefold()


def dispute_rows():
    """An annotation: who disputes each claim and why, as a list of dicts (`by__name`, `reason`)."""
    disputes = Claim._meta.get_field("disputes").related_model.objects.standing()
    return rows_of(disputes.order_by("at", "pk"), "claim", "by__name", "reason")


def dispute_count():
    """An expression: how many dispute each claim."""
    disputes = Claim._meta.get_field("disputes").related_model.objects.standing()
    counted = disputes.filter(claim=OuterRef("pk")).order_by().values("claim")
    return Coalesce(Subquery(counted.annotate(count=Count("*")).values("count")), 0)


def claim_rows(target):
    """An annotation: the newest published claims about each `target`, as a list of dicts.

    `target` is "principle" or "recommendation"; `Claim.from_row` reads a dict.
    """
    about = Claim.objects.on_published().filter(**{target: OuterRef("pk")}).order_by("-pk")
    columns = {name: f"contribution__{name}" for name in ("kind", "slug", "title", "sector")}
    row = JSONObject(
        pk="pk",
        stance="stance",
        kind_of_evidence="kind_of_evidence",
        passage="passage",
        dispute_rows=dispute_rows(),
        contribution_pk=F("contribution_id"),
        **{f"contribution_{name}": path for name, path in columns.items()},
    )
    return ArraySubquery(about.values(_row=row)[:MOST_BESIDE])
