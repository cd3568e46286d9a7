from django.db import models
from django.db.models import Q
from django.utils import timezone

from .members import Member
from .withdrawals import Withdrawal


class Appeal(models.Model):
    """An author asks the moderators to look again at what they hold: who, when and in which words."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="appeals")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="appeal_has_words",
                violation_error_message="Say what you changed, or why they should look again.",
            ),
        ]

    def __str__(self):
        return f"Appeal about {self.withdrawal}"
