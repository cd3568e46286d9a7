from django.db import models
from django.utils import timezone

from .contributions import Contribution
from .members import Member


class Withdrawal(models.Model):
    """A contribution was taken back to a draft: by whom, when and why."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="withdrawals"
    )
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    was_published_at = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("authors told", null=True, editable=False)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.contribution} withdrawn {self.at:%Y-%m-%d}"
