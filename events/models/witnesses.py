from django.db import models

from network.models.consents import Consented, ending_index
from network.models.people import Person
from network.models.prose import ProseField
from network.models.revised import CONSENT, WITHHELD, Rows

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


def person_called(event, name):
    """The number of the person who is at the event under this printed name, or None."""
    if not name:
        return None
    named = event.appearances.filter(name_as_printed__iexact=name)
    return named.values_list("person", flat=True).first()


class Question(Consented):
    """A question put to the witnesses of a slot, or to the whole event, its answer, and who gave it."""

    CALLED, PART = "text", "questions"

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
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answers",
    )
    name_as_printed = models.CharField(max_length=150, blank=True)

    REVISED = Rows(
        "Questions and answers",
        along=CONSENT,
        unnamed={"person": None, "name_as_printed": WITHHELD},
    )

    class Meta:
        ordering = ["event", "position", "pk"]
        indexes = [ending_index("question")]

    def __str__(self):
        return self.text


class Insight(Consented):
    """Something understood at an event, and who said it."""

    CALLED, PART = "text", "insights"

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

    REVISED = Rows(
        "What was understood",
        along=CONSENT,
        unnamed={"person": None, "name_as_printed": WITHHELD},
    )

    class Meta:
        ordering = ["event", "position", "pk"]
        indexes = [ending_index("insight")]

    def __str__(self):
        return self.text[:60]

    def credit(self, name, *, agrees):
        """Notes who said it; somebody who does not agree to be named is not."""
        if name and agrees:
            self.name_as_printed, self.person_id = name, person_called(self.event, name)
            self.consent_from, self.consent_for = name, "being named with it"
