from django.db import models
from django.utils import timezone

from network.models.people import Person

from .recommendations import Recommendation


class Uptake(models.Model):
    """How far a recommendation was taken up, as an organiser told it; the newest of them stands."""

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
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="uptakes"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="uptake_has_a_reason")
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.reason[:60]}"
