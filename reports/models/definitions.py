from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from network.models.findable import heavy
from network.models.revised import Rows

from .reports import Report


class DefinitionQuerySet(models.QuerySet):
    def on_published(self):
        return self.filter(report__published_at__lte=timezone.now())

    def newest_first(self):
        return self.with_report().order_by("-report__happened_on", "position", "pk")

    def by_term(self):
        """Those of one term together, the oldest first."""
        return self.with_report().order_by(Lower("term"), "report__happened_on", "position", "pk")

    def with_report(self):
        return self.select_related("report").defer(*heavy("report"))


class Definition(models.Model):
    """A definition as a report gives it: a short quotation with its source, or our telling."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="definitions")
    position = models.PositiveSmallIntegerField(default=0)
    term = models.CharField(max_length=100, default="Co-production")
    text = models.TextField(max_length=2000)
    source = models.CharField(max_length=200, blank=True)
    is_paraphrase = models.BooleanField("told in our words", default=False)

    objects = DefinitionQuerySet.as_manager()

    REVISED = Rows("Definitions that it gives")

    class Meta:
        ordering = ["report", "position", "pk"]

    def __str__(self):
        return f"{self.term}: {self.text[:60]}"
