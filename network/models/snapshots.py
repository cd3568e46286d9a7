"""What a contribution says, whatever its kind, as a value that JSON holds.

A snapshot is `{"fields": {name: value}, "parts": {name: [row, …]}}`, rows in their order. A row
is `{"id": …, field: value, …}`, with `parts` when rows hang on it, and `along` (see `Rows`). A
foreign key is a key; topics and the like are lists of keys.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.db import models

PLAIN = (str, int, bool, type(None))


@dataclass(frozen=True)
class Part:
    """Rows of `model` on an owner: `name` leads to them; `link` leads back, or is "" for the cover."""

    name: str
    model: type
    link: str

    @property
    def rows(self):
        return self.model.REVISED

    @property
    def below(self):
        return [
            Part(name, relation.related_model, relation.field.name)
            for name in self.rows.below
            for relation in [self.model._meta.get_field(name)]
        ]

    def stored(self, owner):
        """The rows that an owner (an instance) has now, in their order."""
        keys = {self.link: owner.pk} if self.link else {"pk": getattr(owner, f"{self.name}_id")}
        return list(self.model._base_manager.filter(**keys))

    def fields(self):
        if self.rows.fields:
            return [self.model._meta.get_field(name) for name in self.rows.fields]
        without = {self.link, self.rows.order, *self.rows.along}
        return [field for field in editable(self.model) if field.name not in without]

    def along(self):
        return [self.model._meta.get_field(name) for name in self.rows.along]

    def key_of(self, row):
        """What a row of a snapshot is known by."""
        return tuple(row[name] for name in self.rows.once_by) or row["id"]

    def taken(self, owner):
        return [self.row_of(row) for row in self.stored(owner)]

    def values(self, row):
        return {field.name: plain(field, row) for field in self.fields()}

    def row_of(self, row):
        taken = {"id": row.pk} | self.values(row)
        if self.rows.along:
            taken["along"] = {field.name: plain(field, row) for field in self.along()}
        if self.rows.below:
            taken["parts"] = {below.name: below.taken(row) for below in self.below}
        return taken


def editable(model):
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key]


@cache
def parts_of(model):
    """The parts of a kind: whatever hangs on it and says that it belongs to its revisions."""
    parts = []
    for field in model._meta.get_fields():
        if hasattr(field.related_model, "REVISED"):
            if field.one_to_many:
                parts.append(Part(field.get_accessor_name(), field.related_model, field.field.name))
            elif field.many_to_one:
                parts.append(Part(field.name, field.related_model, ""))
    return parts


@cache
def fields_of(model):
    """The fields of a kind that its authors write."""
    return [f for f in editable(model) if not hasattr(f.related_model, "REVISED")]


def lists_of(model):
    """What a kind points at by lists of keys: {name: model}."""
    return {name: model._meta.get_field(name).related_model for name in model.REVISED_LISTS}


def plain(field, row):
    """The value of a field as JSON holds it; `field.to_python` reads it again."""
    value = field.value_from_object(row)
    return value if isinstance(value, PLAIN) else field.value_to_string(row)


def take(written):
    """The snapshot of a child (a case study, an event) as the database has it now."""
    written = type(written)._base_manager.get(pk=written.pk)
    fields = {field.name: plain(field, written) for field in fields_of(type(written))}
    for name in lists_of(type(written)):
        fields[name] = sorted(getattr(written, name).values_list("pk", flat=True))
    parts = {part.name: part.taken(written) for part in parts_of(type(written))}
    return {"fields": fields, "parts": parts}


def is_same(before, after):
    """Whether two snapshots say the same to readers. What only one of them knows does not count."""
    if not _agree(before["fields"], after["fields"]):
        return False
    return _same_parts(before["parts"], after["parts"])


def _same_parts(before, after):
    return all(
        len(before[name]) == len(after[name])
        and all(_same_row(*rows) for rows in zip(before[name], after[name], strict=True))
        for name in before.keys() & after.keys()
    )


def _same_row(before, after):
    return _agree(before, after) and _same_parts(before.get("parts", {}), after.get("parts", {}))


def _agree(before, after):
    names = (before.keys() & after.keys()) - {"along", "parts"}
    return all(before[name] == after[name] for name in names)


def rows_in(model, content):
    """Every row of a snapshot of this kind, also those that hang on rows: (part, row)."""
    for part in parts_of(model):
        yield from _rows(part, content["parts"].get(part.name, ()))


def _rows(part, rows):
    for row in rows:
        yield part, row
        for below in part.below:
            yield from _rows(below, row.get("parts", {}).get(below.name, ()))


def targets(model, content):
    """Keys of all that a snapshot of this kind points at, by model: {Person: {1, 2}, …}."""
    found = defaultdict(set)

    def note(fields, values):
        for field in fields:
            if isinstance(field, models.ForeignKey) and values.get(field.name) is not None:
                found[field.related_model].add(values[field.name])

    note(fields_of(model), content["fields"])
    for name, target in lists_of(model).items():
        found[target].update(content["fields"].get(name, ()))
    for part, row in rows_in(model, content):
        note(part.fields(), row)
        note(part.along(), row.get("along", {}))
    return found
