from django.db import models, transaction
from django.utils import timezone

from network.models.people import Person

from .open_questions import OpenQuestion

LONGEST_REASON = 1000


class Change(models.TextChoices):
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


class QuestionChangeManager(models.Manager):
    def close(self, question, *, by, reason):
        """Closes an open question; None when somebody was faster."""
        return self._note(question, Change.CLOSED, by=by, reason=reason)

    def reopen(self, question, *, by, reason):
        """Opens a closed question again; None when somebody was faster."""
        return self._note(question, Change.REOPENED, by=by, reason=reason)

    @transaction.atomic
    def _note(self, question, what, *, by, reason):
        at, closes = timezone.now(), what == Change.CLOSED
        before = OpenQuestion.objects.filter(pk=question.pk, closed_at__isnull=closes)
        if not before.update(closed_at=at if closes else None):
            return None
        return self.create(question=question, what=what, by=by, reason=reason, at=at)


class QuestionChange(models.Model):
    """An open question was closed or opened again: by whom, when and why. `by` is a person."""

    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=Change)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(max_length=LONGEST_REASON)

    objects = QuestionChangeManager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=Change.values), name="question_change_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="question_change_has_reason",
                violation_error_message="Say why: everybody who reads the question will see it.",
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.get_what_display().lower()}"
