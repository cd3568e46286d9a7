from django.db import models
from django.urls import reverse

from network.models.prose import ProseField


class ReportSeries(models.Model):
    """Reports that belong together, in order."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    summary = models.CharField(max_length=400, blank=True)
    body = ProseField()
    planned_reports = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many there are in all, if that is known."
    )

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "report series"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report-series", args=[self.slug])
