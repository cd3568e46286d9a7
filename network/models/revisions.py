from django.db import models
from django.utils import timezone

from .contributions import Contribution
from .members import Member


class Revision(models.Model):
    """What a published contribution said after one change: who made it and when.

    `content` holds `{"fields": {name: value}, "parts": {name: [row, …]}}`; each row has its `id`.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    note = models.CharField("what changed", max_length=200, blank=True)
    content = models.JSONField(editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="revision_number_once"),
        ]

    def __str__(self):
        return f"{self.contribution}, revision {self.number}"
