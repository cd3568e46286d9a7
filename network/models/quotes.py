from django.db import models

from .consents import Consented, ending_index
from .contributions import Contribution
from .people import Person
from .revised import CONSENT, WITHHELD, Rows


class QuoteQuerySet(models.QuerySet):
    def from_lived_experience(self):
        return self.filter(is_lived_experience=True)


class Quote(Consented):
    """What somebody said, in their words or, when marked so, in ours."""

    CALLED = "text"
    PART = "quotes"

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

    REVISED = Rows(
        "In their words",
        along=CONSENT,
        unnamed={"person": None, "name_as_printed": WITHHELD, "role": ""},
    )

    class Meta:
        ordering = ["position", "pk"]
        indexes = [ending_index("quote")]

    def __str__(self):
        return f"{self.name_as_printed}: {self.text[:60]}"
