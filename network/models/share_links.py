from django.db import models
from django.utils import timezone

from .contributions import Contribution
from .members import Member


class ShareLink(models.Model):
    """A link by which anybody who has it reads a draft. It is signed, not stored."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="share_links"
    )
    meant_for = models.CharField("who it is for", max_length=150, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Link to {self.contribution}"
