from django.db import models, transaction
from django.utils import timezone

from .commitments import Commitment


class CommitmentLetterManager(models.Manager):
    def send_once(self, *, commitment, day, number, send):
        """Calls `send` unless this was asked before. What `send` raises leaves no trace here.

        As `network.models.Letter`, which is for members only.
        """
        with transaction.atomic():
            _, is_new = self.get_or_create(commitment=commitment, day=day, number=number)
            if is_new:
                send()


class CommitmentLetter(models.Model):
    """Somebody was asked by mail what came of a commitment: for which of its days, first or again."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="letters")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommitmentLetterManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day", "number"], name="commitment_letter_once"
            ),
        ]

    def __str__(self):
        return f"{self.commitment}: letter {self.number} of {self.day}"
