"""Fields and rows from our files onto models: what a block says is set, checked and saved."""

from django.core.exceptions import FieldDoesNotExist

from network.models.prose import ProseField

from .prose import curled, html_of


def fill(thing, block, *, without=()):
    """Sets what a block says on a model's own fields, prose as HTML; raises ValueError for a word it does not know."""
    for name, value in block.items():
        if name in without:
            continue
        try:
            field = thing._meta.get_field(name)
        except FieldDoesNotExist:
            noun = thing._meta.verbose_name
            raise ValueError(f"a {noun} has nothing called “{name}”") from None
        if isinstance(field, ProseField):
            value = html_of(value)
        elif isinstance(value, str):
            value = curled(value.strip())
        setattr(thing, name, value)
    return thing


def keep_rows(manager, blocks, *, by="position"):
    """Makes the rows of a parent be those of the blocks, in their order; a row is known again by `by`."""
    parent = manager.field.name
    kept = []
    for position, block in enumerate(blocks):
        if by == "position":
            block = block | {"position": position}
        row = manager.filter(**{by: block[by]}).first()
        row = row or manager.model(**{parent: manager.instance})
        fill(row, block)
        if hasattr(row, "position"):
            row.position = position
        row.full_clean()
        row.save()
        kept.append(row)
    manager.exclude(pk__in=[row.pk for row in kept]).delete()
    return kept
