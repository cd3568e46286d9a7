from django.db import models
from django.db.models import Q
from django.utils import timezone

from .bylines import Byline
from .contributions import Contribution
from .members import Member


class Invitation(models.Model):
    """Somebody named on a contribution is asked by mail to read it and say what they think.

    Its link is signed, not stored. It stays as a log when the byline is gone.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="invitations"
    )
    byline = models.ForeignKey(
        Byline, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    name = models.CharField(max_length=150, help_text="Whom it asks, as named when it was sent.")
    email = models.EmailField(blank=True, help_text="Forgotten once it has run out.")
    message = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name} on {self.contribution}"


class InvitationAnswer(models.Model):
    """What somebody who was invited said or did, in order: a log that nobody changes."""

    class Answer(models.TextChoices):
        OPENED = "opened", "Opened it"
        APPROVED = "approved", "Agreed to be named"
        CHANGE_ASKED = "change", "Asked for a change"
        NAME_WITHDRAWN = "name", "Took their name off"
        QUOTE_WITHDRAWN = "quote", "Took their words off"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("authors told", null=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="change") | ~Q(words=""),
                name="invitation_change_in_words",
                violation_error_message="Say what should be changed.",
            ),
        ]

    def __str__(self):
        return f"{self.invitation}: {self.get_answer_display()}"
