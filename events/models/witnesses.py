from django.db import models

from network.models.people import Person
from network.models.prose import ProseField
from network.models.revised import WITHHELD, Rows

from .events import Event


class LearningOutcome(models.Model):
    """What a group set out to learn at an expert-witness session, and whether it did."""

    class Met(models.TextChoices):
        YES = "yes", "Met"
        PARTLY = "partly", "Met in part"
        NO = "no", "Not met"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="learning_outcomes")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    met = models.CharField(max_length=10, blank=True, choices=Met)
    note = models.TextField(blank=True, max_length=1000)

    REVISED = Rows("What the group set out to learn")

    class Meta:
        ordering = ["event", "position", "pk"]

    def __str__(self):
        return self.text


class WitnessSlot(models.Model):
    """One interview: its witnesses are the appearances that point here, several or unnamed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="witness_slots")
    position = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(max_length=200)
    account = ProseField("what they told the group", levels=(3, 4))

    REVISED = Rows("What the witnesses said")

    class Meta:
        ordering = ["event", "position", "pk"]

    def __str__(self):
        return self.heading


class Question(models.Model):
    """A question put to the witnesses of a slot, or to the whole event, and its answer."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    witness_slot = models.ForeignKey(
        WitnessSlot,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    answer = ProseField(levels=(3, 4))

    REVISED = Rows("Questions and answers")

    class Meta:
        ordering = ["event", "position", "pk"]

    def __str__(self):
        return self.text


class Insight(models.Model):
    """Something understood at an event, and who said it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="insights")
    witness_slot = models.ForeignKey(
        WitnessSlot,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="insights",
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=1000)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="insights",
    )
    name_as_printed = models.CharField(max_length=150, blank=True)

    REVISED = Rows("What was understood", unnamed={"person": None, "name_as_printed": WITHHELD})

    class Meta:
        ordering = ["event", "position", "pk"]

    def __str__(self):
        return self.text[:60]
