from django.db import models

from network.models.revised import Rows

from .reports import Report


class Erratum(models.Model):
    """What was printed wrongly, what is right, and when that was noted."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="errata")
    position = models.PositiveSmallIntegerField(default=0)
    noted_on = models.DateField()
    text = models.TextField(max_length=1000)

    REVISED = Rows("Corrections")

    class Meta:
        ordering = ["report", "position", "pk"]
        verbose_name_plural = "errata"

    def __str__(self):
        return self.text[:60]
