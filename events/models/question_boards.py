import secrets
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone

from .events import Event

# Nothing that looks like another letter or a number, and no vowels, so that a code spells no word.
LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 5  # 2.4 million codes
OPEN_FOR = timedelta(days=14)


def new_code():
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


class QuestionBoardManager(models.Manager):
    def for_event(self, event):
        """The board of an event, made when it has none yet."""
        board = self.filter(event=event).first()
        if board is not None:
            return board
        code = new_code()
        while self.filter(code=code).exists():
            code = new_code()
        return self.get_or_create(event=event, defaults={"code": code})[0]


class QuestionBoard(models.Model):
    """Where people ask during an event: a short address, open for as long as its facilitators want."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="question_board")
    code = models.CharField(max_length=8, unique=True, editable=False)
    holds_first = models.BooleanField(
        "Hold every question until one of us has read it",
        default=True,
        help_text="Otherwise each is shown at once, and you can hide it.",
    )
    opened_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it is closed.")

    objects = QuestionBoardManager()

    def __str__(self):
        return f"Questions at {self.event}"

    def get_absolute_url(self):
        return reverse("question-board", args=[self.code])

    @property
    def is_open(self):
        """One that nobody closed closes by itself, once its event is over and it was open for long."""
        if self.opened_at is None:
            return False
        return self.opened_at > timezone.now() - OPEN_FOR or not self.event.is_over

    def open(self):
        if not self.is_open:
            self.opened_at = timezone.now()
        self.save(update_fields=["opened_at"])

    def close(self):
        self.opened_at = None
        self.save(update_fields=["opened_at"])
