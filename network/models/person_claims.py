from django.db import models
from django.db.models import Q
from django.utils import timezone

from .members import Member
from .people import Person


class PersonClaim(models.Model):
    """A member says that a person without an account is themselves; a moderator decides."""

    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="person_claims"
    )
    name = models.CharField(max_length=150, help_text="The person's name when it was asked.")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="person_claims")
    why = models.TextField("how we can tell", max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    is_granted = models.BooleanField(null=True, editable=False)
    decided_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(max_length=1000, blank=True)
    told_at = models.DateTimeField("member told", null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "member"],
                condition=Q(decided_at=None),
                name="person_claim_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False),
                name="person_claim_decided_wholly",
            ),
        ]

    def __str__(self):
        return f"{self.member} as {self.name}"
