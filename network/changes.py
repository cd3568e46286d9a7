"""What differs between two snapshots of a contribution, in words: field by field, row by row."""

from dataclasses import dataclass

from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.text import capfirst

from .comparison import ADDED, REMOVED, SAME, blocks_between, paragraphs, shortened
from .models import Kind
from .models.prose import ProseField
from .models.snapshots import fields_of, lists_of, parts_of, targets

CHANGED = "changed"
NOT_NAMED = "A person who is not named"
LONGEST_NAME = 70  # letters of what a row is called
# What the page calls a field, where the field has no such name of its own.
AS_ON_PAGE = {
    Kind.ARTICLE: {"body": "Text"},
    Kind.CASE_STUDY: {
        "body": "What we did together",
        "problem": "What was not working",
        "what_changed": "What changed, and how we know",
        "advice": "What we would tell others",
        "dated": "When it began",
    },
    Kind.EVENT: {"body": "What happened", "announcement": "The invitation"},
    Kind.REPORT: {"body": "The report in short", "dated": "When it appeared"},
}


@dataclass(frozen=True)
class FieldChange:
    """One field: blocks of pieces (see `comparison`). `only_form`: other links or bold, same words."""

    label: str
    blocks: list
    only_form: bool = False


@dataclass(frozen=True)
class RowChange:
    """One row: its state (ADDED, REMOVED, CHANGED, SAME), and what differs in it and below it."""

    state: str
    name: str
    fields: list
    parts: list


@dataclass(frozen=True)
class PartChange:
    title: str
    rows: list
    is_reordered: bool = False


def changes_between(model, before, after, *, sees_names):
    """What differs between two snapshots of a kind: FieldChanges, then PartChanges.

    `sees_names` says whether the reader sees also whom readers of the page do not.
    """
    return _Reader(model, before, after, sees_names=sees_names).changes()


def told(model, content, *, sees_names):
    """All that one snapshot says, in the same form."""
    return _Reader(model, content, content, sees_names=sees_names, everything=True).changes()


class _Reader:
    """Reads values as people do. What they point at is fetched once, by model."""

    def __init__(self, model, before, after, *, sees_names, everything=False):
        self.model, self.before, self.after = model, before, after
        self.sees_names, self.everything = sees_names, everything
        wanted = targets(model, before), targets(model, after)
        self.named = {
            target: {
                row.pk: str(row)
                for row in target._base_manager.filter(pk__in=wanted[0][target] | wanted[1][target])
            }
            for target in wanted[0].keys() | wanted[1].keys()
        }

    def changes(self):
        before, after = self.before["fields"], self.after["fields"]
        found = self._fields(self.model, fields_of(self.model), before, after)
        for name, target in lists_of(self.model).items():
            found += self._list(target, before.get(name, []), after.get(name, []))
        return found + self._parts(parts_of(self.model), self.before["parts"], self.after["parts"])

    def _fields(self, model, fields, before, after):
        words = AS_ON_PAGE.get(getattr(model, "KIND", None), {})
        changes = []
        for field in fields:
            old, new = before.get(field.name), after.get(field.name)
            label = words.get(field.name) or capfirst(field.verbose_name)
            # Nothing and "no" read alike.
            if field.name in after and (old or new) and (old != new or self.everything):
                changes += self._change(label, field, old, new)
        return changes

    def _change(self, label, field, old, new):
        texts = self.texts(field, old), self.texts(field, new)
        if texts[0] == texts[1] and not self.everything:
            # Nothing and "no", say, or other links, marks and headings round the same words.
            only_form = isinstance(field, ProseField) and bool(old or new)
            return [FieldChange(label, [], only_form=True)] if only_form else []
        blocks = blocks_between(*texts)
        if not self.everything:
            blocks = shortened(blocks)
        return [FieldChange(label, blocks)] if blocks else []

    def _list(self, target, old, new):
        named = self.named.get(target, {})
        old, new = ([named[pk] for pk in keys if pk in named] for keys in (old, new))
        states = [(REMOVED, name) for name in old if name not in new]
        states += [(ADDED if name not in old else SAME, name) for name in new]
        if not (self.everything or set(old) != set(new)):
            return []
        label = capfirst(target._meta.verbose_name_plural)
        return [FieldChange(label, [[each] for each in states])] if states else []

    def texts(self, field, value):
        """A value of a snapshot as paragraphs of plain text; none for nothing."""
        if isinstance(field, ProseField):
            return paragraphs(value or "")
        text = self.text(field, value)
        return [line for line in text.splitlines() if line.strip()]

    def text(self, field, value):
        if value is None or value == "":
            return ""
        if isinstance(field, models.ForeignKey):
            return self.named[field.related_model].get(value, "Somebody or something that is gone")
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        value = field.to_python(value)
        if isinstance(field, models.DateField):
            return format_date(value, "j F Y")
        if isinstance(field, models.TimeField):
            return time_format(value, "H:i")
        return str(value)

    def _parts(self, parts, before, after):
        found = (
            self._part(part, before.get(part.name, []), after[part.name])
            for part in parts
            if part.name in after
        )
        return [change for change in found if change.rows or change.is_reordered]

    def _part(self, part, before, after):
        old = {part.key_of(row): row for row in before}
        new = {part.key_of(row): row for row in after}
        rows = [self._row(part, old.get(key, {}), row) for key, row in new.items()]
        rows += [self._row(part, row, {}) for key, row in old.items() if key not in new]
        common = [key for key in old if key in new]
        return PartChange(
            "Cover" if not part.link else part.rows.title,
            [row for row in rows if self.everything or row.state != SAME],
            is_reordered=common != [key for key in new if key in old],
        )

    def _row(self, part, before, after):
        """A row that came, went or changed; an empty dict stands for none."""
        before, after = self._seen(part.rows, before), self._seen(part.rows, after)
        row = after or before
        blank = {field.name: None for field in part.fields()}
        fields = self._fields(part.model, part.fields(), before or blank, after or blank)
        parts = self._parts(
            part.below,
            before.get("parts", {}),
            after.get("parts") or dict.fromkeys(before.get("parts", {}), []),
        )
        state = ADDED if not before else REMOVED if not after else CHANGED
        if self.everything or not (fields or parts or state != CHANGED):
            state = SAME
        return RowChange(state, self._name(part, row), fields, parts)

    def _seen(self, rows, row):
        """A row of a snapshot without a name that nobody agreed to print, for who may not see that."""
        is_named = not rows.named_with or row.get("along", {}).get(rows.named_with)
        if self.sees_names or is_named or not row:
            return row
        name = NOT_NAMED if row["name_as_printed"] else ""
        return row | dict.fromkeys(rows.unnamed) | {"name_as_printed": name}

    def _name(self, part, row):
        """The first words of it."""
        texts = (self.texts(field, row.get(field.name)) for field in part.fields())
        words = next((text[0] for text in texts if text), "")
        return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rstrip()}…"
