from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from network.models.prose import ProseField
from network.models.slugs import free_slug


class ReportSeriesQuerySet(models.QuerySet):
    def with_report_counts(self):
        """Those with published reports, and how many."""
        published = Q(reports__published_at__lte=timezone.now())
        counted = self.annotate(report_count=Count("reports", filter=published))
        return counted.filter(report_count__gt=0).defer("body")


class ReportSeriesManager(models.Manager.from_queryset(ReportSeriesQuerySet)):
    def titled(self, title):
        """The series with this title, made when there is none yet."""
        found = self.filter(title__iexact=title).first()
        return found or self.create(
            title=title, slug=free_slug(self.all(), title, fallback="series")
        )


class ReportSeries(models.Model):
    """Reports that belong together, in order."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    summary = models.CharField(max_length=400, blank=True)
    body = ProseField()
    planned_reports = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many there are in all, if that is known."
    )

    objects = ReportSeriesManager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "report series"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report-series", args=[self.slug])
