from django.db import models
from django.db.models import Q


class Consented(models.Model):
    """A photo, quote or name that may hold its consent: from whom, for what, until when.

    It is for the authors and, once it runs out, the moderators; no page shows it to others.
    CALLED is the column by which people know a row again, PART the rows of the writing page on
    which it stands.
    """

    CALLED = "name_as_printed"
    PART = ""

    consent_from = models.CharField(
        "who agreed", max_length=150, blank=True, help_text="In person, or on behalf of a child."
    )
    consent_for = models.CharField(
        "to what",
        max_length=200,
        blank=True,
        help_text="For example “this site and its printouts”.",
    )
    consent_until = models.DateField(
        "until when", null=True, blank=True, help_text="Leave it empty when no end was agreed."
    )
    consent_told_of = models.DateField(
        null=True, editable=False, help_text="The end of which the authors were told."
    )

    class Meta:
        abstract = True


def ending_index(name):
    """For what runs out soon, which is little of all there is."""
    return models.Index(
        fields=["consent_until"],
        name=f"{name}_consent_ends",
        condition=Q(consent_until__isnull=False),
    )
