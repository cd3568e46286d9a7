from django.db import models

from .contributions import Contribution
from .organisations import Organisation
from .revised import Rows


class Partner(models.Model):
    """An organisation on a contribution, in order, and in which capacity."""

    class Capacity(models.TextChoices):
        HOST = "host", "Host"
        PARTNER = "partner", "Partner"
        PUBLISHER = "publisher", "Publisher"
        AUTHOR = "author", "Author"
        FUNDER = "funder", "Funder"

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="partners"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.PARTNER)
    position = models.PositiveSmallIntegerField(default=0)

    REVISED = Rows("Organisations", once_by=("organisation", "capacity"))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "organisation", "capacity"], name="partner_once"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_capacity_display().lower()})"
