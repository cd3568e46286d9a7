from datetime import timedelta

from django.db import connection, models
from django.utils import timezone

from .contributions import Contribution

KEPT = timedelta(days=2)
# One statement, so that a worker that dies has counted a reading and marked it, or neither.
COUNT_UP = """
WITH fresh AS (
    UPDATE network_reading SET counted = true WHERE NOT counted RETURNING contribution_id
), sums AS (
    SELECT contribution_id, count(*) AS times FROM fresh GROUP BY contribution_id
)
UPDATE network_contribution SET view_count = view_count + sums.times
FROM sums WHERE network_contribution.id = sums.contribution_id
"""


class ReadingManager(models.Manager):
    def note(self, *, contribution_id, day, reader):
        """Keeps one reading a reader and day; a second one, or of nothing, changes nothing."""
        self.bulk_create(
            [Reading(contribution_id=contribution_id, day=day, reader=reader)],
            ignore_conflicts=True,
        )

    def count_up(self):
        """Adds what was not yet counted to the contributions; twice at once or again adds nothing."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT_UP)

    def forget(self):
        """Deletes the counted readings of the days before yesterday."""
        today = timezone.localdate()
        self.filter(counted=True, day__lte=today - KEPT).delete()


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
