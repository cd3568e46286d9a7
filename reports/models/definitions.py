from django.db import models

from .reports import Report


class Definition(models.Model):
    """A definition as a report gives it: a short quotation with its source, or our telling."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="definitions")
    position = models.PositiveSmallIntegerField(default=0)
    term = models.CharField(max_length=100, default="Co-production")
    text = models.TextField(max_length=2000)
    source = models.CharField(max_length=200, blank=True)
    is_paraphrase = models.BooleanField("told in our words", default=False)

    class Meta:
        ordering = ["report", "position", "pk"]

    def __str__(self):
        return f"{self.term}: {self.text[:60]}"
