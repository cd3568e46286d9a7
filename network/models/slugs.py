"""Slugs: the readable last part of an address."""

import unicodedata

from django.utils.text import slugify

LENGTH = 80
# Pages of ours stand at these, where a slug could.
RESERVED = {"calendars", "new", "series", "ways-in"}


def slug_of(text):
    """A slug in plain letters where the script allows ("Siân" → "sian"), else in its own script."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return (slugify(folded)[:LENGTH] or slugify(text, allow_unicode=True)[:LENGTH]).strip("-_")


def free_slug(queryset, text, *, fallback, also=None):
    """The slug of `text`, or of `fallback` when it has none, numbered until free in `queryset`.

    It is free in the queryset `also` too, if there is one.
    """
    base = slug_of(text) or fallback
    taken = set(RESERVED)
    for rows in [queryset] if also is None else [queryset, also]:
        taken.update(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
