from django.db import models

from .consents import Consented
from .contributions import Contribution
from .people import Person


class QuoteQuerySet(models.QuerySet):
    def from_lived_experience(self):
        return self.filter(is_lived_experience=True)


class Quote(Consented):
    """What somebody said, in their words or, when marked so, in ours."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="quotes")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="quotes"
    )
    name_as_printed = models.CharField(max_length=150)
    role = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=2000)
    is_paraphrase = models.BooleanField("told in our words", default=False)
    is_lived_experience = models.BooleanField("speaks from lived experience", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.name_as_printed}: {self.text[:60]}"
