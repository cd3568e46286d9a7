import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .contributions import Contribution
from .media import Photo
from .members import Member
from .people import Person


class Takedown(models.Model):
    """Somebody asks that a thing be taken down: what and why; then who decided, when and how.

    What was hidden is kept in `kept`, so that it can be put back, until it is forgotten.
    """

    class What(models.TextChoices):
        PHOTO = "photo", "A photo"
        QUOTE = "quote", "Something that somebody is quoted as saying"
        NAME = "name", "A name"
        PAGE = "page", "The whole page"
        OTHER = "other", "Something else"

    request = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="What was asked for at once shares it."
    )
    page = models.CharField(max_length=500, help_text="The address below this site.")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="takedowns"
    )
    what = models.CharField(max_length=10, choices=What)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL)
    quote_number = models.BigIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    printed_name = models.CharField(
        max_length=150, blank=True, help_text="Of somebody who is named there and no person here."
    )
    words = models.TextField("what and why", max_length=2000)
    asked_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    is_granted = models.BooleanField(null=True, editable=False)
    decided_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(max_length=1000, blank=True)
    kept = models.JSONField(default=dict, editable=False)
    confirmed_at = models.DateTimeField("request confirmed", null=True, editable=False)
    moderators_told_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField("who asked was told", null=True, editable=False)
    authors_told_at = models.DateTimeField(null=True, editable=False)
    forgotten_at = models.DateTimeField("what was kept is forgotten", null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False),
                name="takedown_decided_wholly",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(reason=""),
                name="takedown_decided_with_reason",
                violation_error_message="Say why: who asked will read it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], name="takedown_waiting", condition=Q(decided_at__isnull=True)
            ),
            models.Index(fields=["request"], name="takedown_request"),
            models.Index(fields=["decided_at"], name="takedown_decided"),
        ]

    def __str__(self):
        return f"{self.get_what_display()} on {self.page}"


class Reversal(models.Model):
    """A moderator put back what was taken down: who, when and why."""

    takedown = models.OneToOneField(Takedown, on_delete=models.CASCADE, related_name="reversal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("all told", null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reversal_has_reason",
                violation_error_message="Say why: who asked will read it.",
            ),
        ]

    def __str__(self):
        return f"Reversal of: {self.takedown}"
