from django.db import models

from .contributions import Contribution


class ReadingManager(models.Manager):
    def note(self, *, contribution_id, day, reader):
        """Keeps one reading a reader and day; a second one, or of nothing, changes nothing."""
        self.bulk_create(
            [Reading(contribution_id=contribution_id, day=day, reader=reader)],
            ignore_conflicts=True,
        )


class Reading(models.Model):
    """Somebody read a contribution on a day, until it is counted and forgotten.

    `reader` is a hash with a salt of that day, so that nobody can be told from it later.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="readings"
    )
    day = models.DateField()
    reader = models.BinaryField(max_length=16)
    counted = models.BooleanField(default=False)

    objects = ReadingManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "day", "reader"], name="reading_once_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.contribution_id} on {self.day}"
