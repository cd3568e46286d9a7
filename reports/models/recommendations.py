from django.db import models
from django.utils import timezone

from network.models.contributions import Contribution
from network.models.findable import heavy
from network.models.prose import ProseField
from network.models.revised import Rows

from .claimed import Claimed, ClaimedQuerySet
from .reports import Report

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class RecommendationList(models.Model):
    """A report's recommendations as one source lists them; another may word them otherwise."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="recommendation_lists"
    )
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200, default="Recommendations")
    source = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    REVISED = Rows("What it recommends", first=1, below=("recommendations",))

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            # Deferred, so that lists can change places.
            models.UniqueConstraint(
                fields=["report", "position"],
                name="recommendation_list_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, len(LETTERS))),
                name="recommendation_list_has_a_letter",
            ),
        ]

    def __str__(self):
        return self.title


class RecommendationQuerySet(ClaimedQuerySet):
    def on_published(self):
        return self.filter(list__report__published_at__lte=timezone.now())

    def of_report(self, report):
        """In the order of its page, each with its list and the source of that."""
        mine = self.filter(list__report=report).select_related("list__source")
        return mine.defer(*heavy("list__source")).order_by("list__position", "number")

    def with_report(self):
        return self.select_related("list__report").defer(*heavy("list__report"))

    def for_overview(self):
        """The published ones, those of the newest report first, each with its report."""
        found = self.on_published().with_report()
        return found.order_by(
            "-list__report__happened_on", "list__report", "list__position", "number"
        )


class Recommendation(Claimed, models.Model):
    """One numbered recommendation, with an anchor of its own on its report's page."""

    list = models.ForeignKey(
        RecommendationList, on_delete=models.CASCADE, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    detail = ProseField()

    objects = RecommendationQuerySet.as_manager()

    REVISED = Rows(
        "Recommendations",
        order="number",
        first=1,
        held_by=("claims", "uptakes", "wordings", "remarks"),
    )

    class Meta:
        ordering = ["list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "number"],
                name="recommendation_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def anchor(self):
        """ "recommendation-2" in its report's first list, "recommendation-b2" in the second."""
        letter = "" if self.list.position == 1 else LETTERS[self.list.position - 1]
        return f"recommendation-{letter}{self.number}"

    @property
    def called(self):
        """In a sentence: "recommendation 2", "recommendation 2 of list 2"."""
        of_list = f" of list {self.list.position}" if self.list.position > 1 else ""
        return f"recommendation {self.number}{of_list}"

    @property
    def word(self):
        """By which forms name it."""
        return f"recommendation-{self.pk}"

    def note(self, comment):
        """A comment on its report is about it."""
        self.remarks.get_or_create(comment=comment)

    def get_absolute_url(self):
        return f"{self.list.report.get_absolute_url()}#{self.anchor}"
