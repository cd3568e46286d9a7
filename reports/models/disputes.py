from django.db import models
from django.db.models import Q
from django.utils import timezone

from network.models.members import Member
from network.models.people import Person

from .claims import Claim


class DisputeQuerySet(models.QuerySet):
    def standing(self):
        """Those that no moderator removed."""
        return self.filter(removed_at__isnull=True)

    def shown_to(self, member):
        """The standing ones; one's own also when it was removed, and to moderators every one."""
        if not member.is_authenticated:
            return self.standing()
        own = Q(removed_at__isnull=True) | Q(by__member=member)
        return self if member.is_moderator else self.filter(own)


class Dispute(models.Model):
    """A member does not agree with what a claim says, and says why."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="disputes")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="disputes")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_because = models.TextField(blank=True, max_length=1000)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "by"],
                condition=Q(removed_at__isnull=True),
                name="dispute_once_a_person",
                violation_error_message="You dispute this already.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_because=""),
                name="dispute_removed_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.by}: {self.reason[:60]}"

    def remove(self, *, by, reason):
        self.removed_at, self.removed_by, self.removed_because = timezone.now(), by, reason
        self.save(update_fields=["removed_at", "removed_by", "removed_because"])
