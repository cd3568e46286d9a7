from django.db import models, transaction
from django.utils import timezone

from network.models.members import Member

from .events import Event


class WriteUpWithdrawalManager(models.Manager):
    @transaction.atomic
    def make(self, *, event, by, reason):
        """Takes a write-up back and leaves the announcement; None when somebody was faster."""
        event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        if not event.is_written_up:
            return None
        was = event.written_up_at
        event.take_back_write_up()
        return self.create(event=event, by=by, reason=reason, was_written_up_at=was)


class WriteUpWithdrawal(models.Model):
    """A published write-up was taken back alone: by whom, when and why. Its text is kept."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="write_up_withdrawals")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    was_written_up_at = models.DateTimeField()

    objects = WriteUpWithdrawalManager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="write_up_withdrawal_has_reason",
                violation_error_message="Say why: other organisers will read it.",
            ),
        ]

    def __str__(self):
        return f"Write-up of {self.event} taken back {self.at:%Y-%m-%d}"
