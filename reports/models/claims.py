from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from network.models.case_studies import Stage
from network.models.contributions import Contribution
from network.models.findable import heavy
from network.models.people import Person
from network.models.places import Region, Sector
from network.models.prose import plain_text
from network.models.rows import rows_of
from network.models.shares import Shares

from .principles import Principle
from .recommendations import Recommendation

MOST_BESIDE = 10  # claims shown beside what they are about; the rest has a page
PUBLIC = (("published_at__isnull", False),)


class ClaimQuerySet(models.QuerySet):
    def on_published(self):
        """Those of published contributions."""
        return self.filter(published_at__lte=timezone.now())

    def about_published(self):
        """Those about a principle or a recommendation that readers can see."""
        return self.filter(target_is_published())

    def about_report(self, slug):
        """Those about a principle or a recommendation of this report."""
        return self.filter(
            Q(principle__report__slug=slug) | Q(recommendation__list__report__slug=slug)
        )

    def visible_to(self, member):
        return self.filter(contribution__in=Contribution.objects.visible_to(member))

    def with_target(self):
        """Each with its principle, or its recommendation and the report of that."""
        found = self.select_related("principle", "recommendation__list__report")
        return found.defer(*heavy("recommendation__list__report"))

    def for_list(self):
        """Each with the contribution that makes it, who noted it, and `dispute_rows`: who disputes it."""
        found = self.select_related("contribution", "made_by").defer(*heavy("contribution"))
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
            "disputed": dispute_rows(),
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

    def with_state(self):
        """Each with `about_published`, which `is_shown` asks."""
        return self.annotate(
            about_published=Case(When(target_is_published(), then=True), default=False)
        )

    def beside(self):
        """An annotation of contributions: their claims as dicts, for `claims_beside`; no query more.

        Those whose target or passage is gone are among them, for their authors.
        """
        target = {
            "principle_name": F("principle__name"),
            "principle_slug": F("principle__slug"),
            "number": F("recommendation__number"),
            "text": F("recommendation__text"),
            "list_position": F("recommendation__list__position"),
            "report_slug": F("recommendation__list__report__slug"),
            "about_published": Case(When(target_is_published(), then=True), default=False),
        }
        own = ("pk", "stance", "kind_of_evidence", "passage", "has_lost_passage")
        ids = ("principle_id", "recommendation_id")
        row = JSONObject(**{name: name for name in own + ids}, **target, disputes=dispute_rows())
        mine = Claim.objects.filter(contribution=OuterRef("pk")).order_by("pk")
        return ArraySubquery(mine.values(_row=row))

    def follow_text(self, contribution):
        """Of the claims of one, when its text changed: notes whose passage left it, or came back."""
        quoted = list(self.filter(is_quoted=True))
        said = plain_words(" ".join(contribution.readable_parts())) if quoted else ""
        for is_lost in (True, False):
            changed = [
                claim.pk
                for claim in quoted
                if (plain_words(claim.passage) not in said) == is_lost != claim.has_lost_passage
            ]
            Claim.objects.filter(pk__in=changed).update(has_lost_passage=is_lost)

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
    has_lost_passage = models.BooleanField(
        default=False, editable=False, help_text="Whether it stands there no longer."
    )
    kind_of_evidence = models.CharField(max_length=10, choices=Evidence, default=Evidence.AUTHOR)
    passage = models.TextField(max_length=1000, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims"
    )

    # Copies of what the contribution says, kept true by the database itself (decision 99): the
    # evidence map counts them without a look at the contributions. A claim that lost its passage
    # has no `published_at`, and so is neither shown nor counted.
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
            only=PUBLIC,
            name="text",
            shown_by="recommendation__list__report",
        ),
        Shares(
            by="principle",
            says="Speaks to the same principle",
            weight=75,
            only=PUBLIC,
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

    def look_for_passage(self):
        """Notes anew, not to be saved, whether its words stand in the text; words of its own need not."""
        self.is_quoted, self.has_lost_passage = self.rests_on_text(), False

    @property
    def is_shown(self):
        """Of one `with_state`, or from `claims_beside`: whether readers of its contribution see it."""
        return self.about_published and not self.has_lost_passage

    @classmethod
    def from_row(cls, row):
        """A claim, with its contribution as far as a link needs it, of a row of `claim_rows`."""
        columns = ("pk", "kind", "slug", "title", "sector")
        about = {name: row.pop(f"contribution_{name}") for name in columns}
        disputes = row.pop("dispute_rows")
        claim = cls(contribution=Contribution(**about), **row)
        claim.dispute_rows = disputes
        return claim


def target_is_published(to=""):
    """A Q: that readers see what a claim is about; `to` leads to the claim ("claim__")."""
    now = timezone.now()
    return (
        Q(**{f"{to}recommendation__list__report__published_at__lte": now})
        | Q(**{f"{to}principle__report__published_at__lte": now})
        | Q(**{f"{to}principle__isnull": False, f"{to}principle__report__isnull": True})
    )


def plain_words(text):
    """Prose or text as words, for comparison: as it is read, single spaces, straight quotes."""
    text = plain_text(text or "").translate(
        {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'}
    )
    return " ".join(text.split()).strip(" '\".").casefold()


def dispute_rows():
    """An annotation: who disputes each claim and why, as a list of dicts (`by__name`, `reason`)."""
    disputes = Claim._meta.get_field("disputes").related_model.objects.standing()
    return rows_of(disputes.order_by("at", "pk"), "claim", "by__name", "reason")


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
