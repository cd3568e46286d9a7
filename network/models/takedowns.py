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

    page = models.CharField(max_length=500, help_text="The address below this site.")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="takedowns"
    )
    what = models.CharField(max_length=10, choices=What)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL)
    quote_number = models.BigIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
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
    told_at = models.DateTimeField("who asked was told", null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False),
                name="takedown_decided_wholly",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], name="takedown_waiting", condition=Q(decided_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()} on {self.page}"
