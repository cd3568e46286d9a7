"""What belongs to a row, brought along with it: one query instead of one for each relation."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject


def rows_of(queryset, foreign_key, *columns):
    """An annotation: for each owner the rows that point at it by `foreign_key`, in their order.

    Each row is a dict of `columns`; the list is empty when there are none.
    """
    rows = queryset.filter(**{foreign_key: OuterRef("pk")})
    return ArraySubquery(rows.values(_row=JSONObject(**{name: name for name in columns})))
