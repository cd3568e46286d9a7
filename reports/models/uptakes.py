from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from network.models.contributions import Contribution
from network.models.findable import heavy
from network.models.organisations import Organisation
from network.models.people import Person

from .recommendations import Recommendation


class UptakeQuerySet(models.QuerySet):
    def for_page(self):
        """The newest first, each with who said so and where it was."""
        return self.select_related("by", "told_in", "organisation").defer(*heavy("told_in"))

    def newest(self):
        """A subquery's rows: of the recommendation outside, what was said last."""
        return self.filter(recommendation=OuterRef("pk")).order_by("-at", "-pk")

    def state_of(self):
        """An annotation of recommendations: the state that stands, None where nobody has said one."""
        return Subquery(self.newest().values("state")[:1])

    def newest_row(self):
        """An annotation of recommendations: what was said last, as a list of one dict or none."""
        told = Q(told_in__published_at__lte=timezone.now())
        row = JSONObject(
            **{name: name for name in ("state", "reason", "at", "place")},
            organisation=F("organisation__name"),
            told_in=Case(When(told, F("told_in__title"))),
        )
        return ArraySubquery(self.newest().values(_row=row)[:1])


class Uptake(models.Model):
    """How far a recommendation was taken up, and where, as an organiser told it; the newest stands."""

    class State(models.TextChoices):
        NOT_YET = "not-yet", "Not taken up yet"
        PARTLY = "partly", "Taken up in part"
        TAKEN_UP = "taken-up", "Taken up"
        OVERTAKEN = "overtaken", "Overtaken by events"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="uptakes"
    )
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(max_length=1000)
    told_in = models.ForeignKey(
        Contribution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uptakes",
        help_text="What tells of it, for example a case study.",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uptakes",
        help_text="Who took it up.",
    )
    place = models.CharField(max_length=150, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="uptakes"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UptakeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="uptake_has_a_reason")
        ]

    @property
    def tells(self):
        """The contribution that tells of it, once everybody may read that."""
        return self.told_in if self.told_in and self.told_in.is_published else None

    def __str__(self):
        return f"{self.get_state_display()}: {self.reason[:60]}"
