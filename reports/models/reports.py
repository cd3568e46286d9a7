from django.db import models
from django.db.models import Q

from network.models.contributions import Contribution, ContributionQuerySet
from network.models.kinds import Kind
from network.models.prose import ProseField

from .series import ReportSeries


class ReportQuerySet(ContributionQuerySet):
    def for_page(self):
        return self.select_related("cover", "series").prefetch_related(
            "topics",
            "downloads",
            "quotes",
            "bylines__person__photo",
            "partners__organisation",
        )


class Report(Contribution):
    """A publication: `dated` is when it appeared, its body the summary in HTML."""

    KIND = Kind.REPORT

    also_printed_as = models.CharField(
        max_length=200, blank=True, help_text="Another title under which it is cited."
    )
    series = models.ForeignKey(
        ReportSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    place_in_series = models.PositiveSmallIntegerField(null=True, blank=True)
    elsewhere = models.URLField("where else it can be read", blank=True)
    press_notes = ProseField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "place_in_series"],
                name="report_place_once",
                violation_error_message="Another report has this place in the series already.",
            ),
            models.CheckConstraint(
                condition=Q(place_in_series__isnull=True) | Q(series__isnull=False),
                name="report_place_has_series",
                violation_error_message="Say in which series it has this place.",
            ),
        ]

    def readable_parts(self):
        recommendations = self.recommendation_lists.values_list(
            "recommendations__text", "recommendations__detail"
        )
        return [
            *super().readable_parts(),
            self.also_printed_as,
            self.press_notes,
            *self.definitions.values_list("text", flat=True),
            *self.principles.values_list("name", flat=True),
            *(part for row in recommendations for part in row),
        ]

    def earlier(self):
        """The published report before this one in its series, or None."""
        place = self.place_in_series or 0
        return self._neighbours().filter(place_in_series__lt=place).last()

    def later(self):
        place = self.place_in_series or 0
        return self._neighbours().filter(place_in_series__gt=place).first()

    def _neighbours(self):
        if self.series_id is None or self.place_in_series is None:
            return Report.objects.none()
        return Report.objects.published().filter(series=self.series_id).order_by("place_in_series")
