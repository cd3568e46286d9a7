from django.db import models
from django.db.models import Q
from django.utils import timezone

from .case_studies import CaseStudy, Running
from .members import Member


class Confirmation(models.Model):
    """An author was asked whether the work is still running, and what they answered."""

    case_study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="confirmations"
    )
    asked = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Who was asked."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=10, blank=True, choices=Running)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "asked"],
                condition=Q(answered_at=None),
                name="confirmation_asked_once",
            ),
        ]

    def __str__(self):
        return f"{self.case_study}: {self.get_answer_display() or 'asked'}"
