from django.db import models
from django.urls import reverse

from network.models.prose import ProseField
from network.models.revised import Rows

from .reports import Report


class Chapter(models.Model):
    """A chapter of a report to read here, on a page of its own. They are counted from 1."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    body = ProseField()

    REVISED = Rows("Chapters")

    class Meta:
        ordering = ["report", "position", "pk"]

    def __str__(self):
        return self.title

    @property
    def number(self):
        return self.position + 1

    def get_absolute_url(self):
        return reverse("chapter", args=[self.report.slug, self.number])
