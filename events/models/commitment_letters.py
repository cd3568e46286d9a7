from django.db import models
from django.utils import timezone

from network.models.letters import LetterManager

from .commitments import Commitment


class CommitmentLetter(models.Model):
    """Somebody was asked by mail what came of a commitment: for which of its days, first or again.

    As `network.models.Letter`, which is for members only.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="letters")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LetterManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day", "number"], name="commitment_letter_once"
            ),
        ]

    def __str__(self):
        return f"{self.commitment}: letter {self.number} of {self.day}"
