"""Keyset pages: a cursor names the last row seen, so that page 10,000 costs what the first does.

The cursor is opaque to readers: URL-safe base64 of a JSON list of the row's ordering values.
"""

import base64
import binascii
import datetime
import json
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.http import Http404

LONGEST_CURSOR = 300
FIRST_YEAR, LAST_YEAR = 1000, 9000  # far from the ends, where a change of zone overflows


@dataclass(frozen=True)
class KeysetPage:
    """Some rows in order, and the cursors of the pages on either side (None at an end)."""

    rows: list
    next: str | None
    previous: str | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def previous_href(self):
        return f"?page={self.previous}" if self.previous else ""

    @property
    def next_href(self):
        return f"?page={self.next}" if self.next else ""


def keyset_page(queryset, order, cursor, size):
    """The page of `queryset` that `cursor` names; one query.

    `order` lists names of fields or annotations, each with "-" for descending, all in the same
    direction, the last unique; `cursor` is "" for the first page. A page before a row begins with "-".
    Raises Http404 when the cursor is not one of ours.
    """
    backwards = cursor.startswith("-")
    names = [name.removeprefix("-") for name in order]
    descending = order[0].startswith("-") != backwards
    if cursor:
        fields = [_field(queryset, name) for name in names]
        values = read_cursor(cursor.removeprefix("-"), fields)
        queryset = queryset.filter(_beyond(names, values, "lt" if descending else "gt"))
    rows = list(queryset.order_by(*(f"-{n}" if descending else n for n in names))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return KeysetPage([], None, None)
    first, last = (cursor_after(row, names) for row in (rows[0], rows[-1]))
    return KeysetPage(
        rows,
        next=last if more or backwards else None,
        previous=f"-{first}" if (more if backwards else cursor) else None,
    )


def _field(queryset, name):
    annotation = queryset.all().query.annotations.get(name)
    return annotation.output_field if annotation else queryset.model._meta.get_field(name)


def counted_page(queryset, cursor, size, most):
    """A page of the first `most` rows of a list that no index has in order, such as by rank.

    The cursor holds how many rows stand before it. Raises Http404 as `keyset_page` does.
    """
    start = read_cursor(cursor, [models.PositiveIntegerField()])[0] if cursor else 0
    if not 0 <= start < most:
        raise Http404("There is no such page of this list.")
    end = min(start + size, most)
    rows = list(queryset[start : end + 1 if end < most else end])
    return KeysetPage(
        rows[:size],
        next=_write([start + size]) if len(rows) > size else None,
        previous=_write([max(start - size, 0)]) if start else None,
    )


def _beyond(names, values, lookup):
    condition = Q()
    for depth, (name, value) in enumerate(zip(names, values, strict=True)):
        equal = dict(zip(names[:depth], values[:depth], strict=True))
        condition |= Q(**equal, **{f"{name}__{lookup}": value})
    # The first column alone too, so that the planner walks its index from here.
    return condition & Q(**{f"{names[0]}__{lookup}e": values[0]})


def cursor_after(row, names):
    """The cursor of the page that begins after a row, an object or a dict."""
    values = [row[name] if isinstance(row, dict) else getattr(row, name) for name in names]
    return _write(values)


def _write(values):
    text = json.dumps(values, default=lambda value: value.isoformat())
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor, fields):
    """The values that `cursor_after` wrote, as those of these model fields. Raises Http404 for any other."""
    try:
        if len(cursor) > LONGEST_CURSOR:
            raise ValueError
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = json.loads(text)
        if not isinstance(values, list) or not all(type(v) in (str, int) for v in values):
            raise ValueError
        return [_value(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, binascii.Error, OverflowError, RecursionError):
        raise Http404("There is no such page of this list.") from None


def _value(field, value):
    kind = field.get_internal_type()
    if kind == "GeneratedField":
        kind = field.output_field.get_internal_type()
    if kind == "DateTimeField":
        moment = datetime.datetime.fromisoformat(str(value))
        if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError
        return moment.astimezone(datetime.UTC)  # PostgreSQL knows no zone 16 hours away
    if kind == "DateField":
        return datetime.date.fromisoformat(str(value))
    if kind in ("CharField", "TextField", "SlugField"):
        if not isinstance(value, str):
            raise ValueError
        value.encode()  # half a surrogate pair is an error here, and would be one in PostgreSQL
        if "\x00" in value:
            raise ValueError
        return value
    number = int(value)
    if abs(number) >= 2**63:
        raise ValueError
    return number
