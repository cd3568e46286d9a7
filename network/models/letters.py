from django.db import models, transaction
from django.utils import timezone

from .members import Member


class LetterManager(models.Manager):
    @transaction.atomic
    def send_once(self, *, send, **what):
        """Calls `send` unless there is a letter of these columns. What `send` raises leaves no trace here.

        Two at once take turns at the row, so that only one sends.
        """
        _, is_new = self.get_or_create(**what)
        if is_new:
            send()


class Letter(models.Model):
    """A message that one member gets once, however often its task runs."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=100, help_text="For example “withdrawal 12”.")
    at = models.DateTimeField(default=timezone.now)

    objects = LetterManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "about"], name="letter_once"),
        ]

    def __str__(self):
        return f"{self.about} to {self.member}"
