"""The newest of very many rows that say something, without reading all of them.

PostgreSQL would walk from the newest and read each until enough match, or take all that match and
sort them: of a million rows either costs 100 ms and more for some words. Here the newest hundredth
is looked through first, and how many it has tells how much further back to look. For that the index
of words holds the day of publication as well (`published_day`), and the table has no index that
leads from the newest to the oldest: what is looked for is always taken from the index of words.
"""

import datetime

from django.db import connection, models
from django.db.models import F

FEW = 20_000  # rows of which all are looked through at once
TOO_FEW = 20  # found in the newest hundredth: what matches is rare enough to take all of it
MARGIN = 1.3  # so much further than the rate of the newest says, which is seldom true of all
BOUNDS = """
    SELECT ARRAY(
        SELECT (bound AT TIME ZONE 'UTC')::date
        FROM unnest(histogram_bounds::text::timestamptz[]) AS bound ORDER BY bound DESC
    )
    FROM pg_stats, pg_class
    WHERE tablename = %s AND schemaname = ANY (current_schemas(false)) AND attname = 'published_at'
    AND pg_class.oid = to_regclass(quote_ident(tablename)) AND reltuples >= %s
"""


def published_day():
    """As the index has it."""
    return models.Func(
        F("published_at"),
        template="(%(expressions)s AT TIME ZONE 'UTC')::date",
        output_field=models.DateField(),
    )


class NewestQuerySet(models.QuerySet):
    """For a table with `published_at`, and an index of `published_day` and of what is looked for."""

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def newest(self, most):
        """The newest rows as a list, `most` at most; four queries at most, two of a small table."""
        days = self._hundredths()
        if not days:
            return list(self.newest_first()[:most])
        since = days[1]
        rows = self._of_days(most, since=since)
        further = int(MARGIN * most / max(len(rows), 1)) + 1
        if TOO_FEW <= len(rows) < most and further < len(days) // 2:
            rows += self._of_days(most - len(rows), since=days[further], before=since)
            since = days[further]
        if len(rows) < most:
            rows += self._of_days(most - len(rows), before=since)
        return rows

    def newest_hundredth(self):
        """Those of the newest hundredth of the table; all of a small one."""
        days = self._hundredths()
        return self._since(days[1]) if days else self

    def _since(self, day):
        return self.alias(published_day=published_day()).filter(published_day__gte=day)

    def _of_days(self, most, *, since=None, before=None):
        rows = self._since(since) if since else self
        if before:
            # Said of the moment, so that no index is asked for all the days that went before.
            midnight = datetime.datetime.combine(before, datetime.time.min, datetime.UTC)
            rows = rows.filter(published_at__lt=midnight)
        return list(rows.newest_first()[:most])

    def _hundredths(self):
        """The days between which a hundredth of all rows was published each, the newest first.

        From PostgreSQL's own statistics, which may be old: only how quick it is depends on them.
        Empty for a table of few rows, or one that was never analysed.
        """
        with connection.cursor() as cursor:
            cursor.execute(BOUNDS, [self.model._meta.db_table, FEW])
            found = cursor.fetchone()
        return found[0] if found else []
