from django.db import models

from network.models.contributions import Contribution
from network.models.prose import ProseField

from .reports import Report


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

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="recommendation_list_position_once"
            ),
        ]

    def __str__(self):
        return self.title


class Recommendation(models.Model):
    """One numbered recommendation, with an anchor of its own on its report's page."""

    list = models.ForeignKey(
        RecommendationList, on_delete=models.CASCADE, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    detail = ProseField()

    class Meta:
        ordering = ["list", "number"]
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="recommendation_number_once"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def anchor(self):
        """ "recommendation-2" in its report's first list, "recommendation-b2" in the second."""
        letter = "" if self.list.position == 1 else chr(ord("a") + self.list.position - 1)
        return f"recommendation-{letter}{self.number}"
