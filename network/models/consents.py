from django.db import models


class Consented(models.Model):
    """A photo, quote or name that may hold its consent: from whom, for what, until when."""

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

    class Meta:
        abstract = True
