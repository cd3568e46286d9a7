from django.core.validators import URLValidator
from django.db import models

from network.models.dates import ImpreciseDateField, is_imprecise_date
from network.models.revised import Rows

from .reports import Report


class Coverage(models.Model):
    """What others published about a report: where, when and under which title."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="coverage")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    outlet = models.CharField(max_length=150)
    dated = ImpreciseDateField("date")
    address = models.URLField(blank=True, validators=[URLValidator(["http", "https"])])

    REVISED = Rows("Coverage elsewhere")

    class Meta:
        ordering = ["report", "position", "pk"]
        verbose_name_plural = "coverage"
        constraints = [
            models.CheckConstraint(
                condition=is_imprecise_date("dated"), name="coverage_dated_is_edtf"
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.outlet}"
