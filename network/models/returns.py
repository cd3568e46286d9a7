"""Going back to what a contribution said once."""

from collections import defaultdict

from django.db import models
from django.db.models import ProtectedError, RestrictedError

from .media import Photo
from .snapshots import fields_of, lists_of, parts_of, rows_in, targets


class Return:
    """Makes a child (locked by the caller) say what a snapshot of it says.

    Rows that are there are known again and put right; rows that are gone are made anew under the
    same key, for nothing else ever had it; others are taken away. `left` tells, a sentence each,
    what cannot go back: what others hold, and what is gone for good. Raises ValidationError when
    the fields together are not allowed any more.
    """

    def __init__(self, child, content):
        self.child, self.content = child, content
        self.left = []
        self.there = defaultdict(set)
        for model, keys in targets(type(child), content).items():
            there = model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
            self.there[model] |= set(there)
        for part, row in rows_in(type(child), content):
            self.there[part.model].add(row["id"])
        gone = Photo.objects.filter(pk__in=self.there[Photo], taken_down_at__isnull=False)
        self.there[Photo] -= set(gone.values_list("pk", flat=True))

    def make(self):
        self._put_fields()
        pairs = {}
        for part in parts_of(type(self.child)):
            # A part that the snapshot does not know was added to its kind later: it stays.
            if part.name in self.content["parts"]:
                pairs[part] = self._pairs(part, self.child, self.content["parts"][part.name])
        for part, (known, others) in pairs.items():
            pairs[part] = known, self._take_away(part, others)
        for part, (known, others) in pairs.items():
            self._put_rows(part, self.child, known, others)
        self._put_lists()

    def _put_fields(self):
        model = type(self.child)
        for field in fields_of(model):
            if field.name in self.content["fields"]:
                self._put(field, self.child, self.content["fields"][field.name])
        self.child.full_clean()
        self.child.save()

    def _put(self, field, row, value):
        """Sets a field; False when it has to point at something that is gone."""
        if isinstance(field, models.ForeignKey):
            if value is not None and value not in self.there[field.related_model]:
                if not field.null:
                    return False
                noun = field.related_model._meta.verbose_name
                self.left.append(f"“{row}” had a link to some {noun} that is not here any more.")
                value = None
            setattr(row, field.attname, value)
        else:
            setattr(row, field.name, field.to_python(value))
        return True

    def _pairs(self, part, owner, wanted):
        """Each wanted row with the stored one that it is, or None; and the stored ones left over."""
        stored = part.stored(owner)
        by_key = {part.key_of({"id": row.pk} | part.values(row)): row for row in stored}
        known = [(row, by_key.pop(part.key_of(row), None)) for row in wanted]
        return known, list(by_key.values())

    def _take_away(self, part, rows):
        """Deletes rows but those that must stay: gives these."""
        staying = []
        for row in rows:
            try:
                if part.rows.stays:
                    staying.append(row)
                elif self._is_held(part, row):
                    staying.append(row)
                    self.left.append(f"“{row}” stays, because others speak to it.")
                else:
                    row.delete()
            except (ProtectedError, RestrictedError):
                staying.append(row)
                self.left.append(f"“{row}” stays, because something else needs it.")
        return staying

    def _is_held(self, part, row):
        return any(getattr(row, name).exists() for name in part.rows.held_by) or any(
            self._is_held(below, other) for below in part.below for other in below.stored(row)
        )

    def _put_rows(self, part, owner, known, others):
        place = part.rows.first
        for wanted, row in known:
            kept = self._put_row(part, owner, wanted, row, place)
            place += kept is not None
        if part.link:
            for row in others:
                setattr(row, part.rows.order, place)
                row.save(update_fields=[part.rows.order])
                place += 1

    def _put_row(self, part, owner, wanted, row, place):
        is_new = row is None
        if is_new:
            row = self._made_anew(part, wanted)
        if row is None:
            return None
        if part.link:
            setattr(row, f"{part.link}_id", owner.pk)
            setattr(row, part.rows.order, place)
        values = wanted | (wanted.get("along", {}) if is_new else {})
        fields = [*part.fields(), *(part.along() if is_new else [])]
        for field in fields:
            if field.name in values and not self._put(field, row, values[field.name]):
                noun = field.related_model._meta.verbose_name
                self.left.append(
                    f"“{part.rows.title}” named some {noun} that is not here any more."
                )
                return None
        # What may stand in it may have become stricter; what it points at was looked up above.
        ours = {field.name for field in fields if not field.is_relation}
        row.clean_fields(exclude={field.name for field in row._meta.fields} - ours)
        row.save(force_insert=is_new)
        self._put_below(part, row, wanted)
        return row

    def _made_anew(self, part, wanted):
        """A new row under its old key; None, and told, where a file went with it."""
        if part.rows.stays:
            words = wanted.get("caption") or wanted.get("alternative_text") or wanted.get("title")
            what = f"“{words}”" if words else "a picture"
            self.left.append(f"The file of {what} is gone, so it does not come back.")
            return None
        taken = part.model._base_manager.filter(pk=wanted["id"]).exists()
        return part.model() if taken else part.model(pk=wanted["id"])

    def _put_below(self, part, row, wanted):
        for below in part.below:
            rows = wanted.get("parts", {}).get(below.name)
            if rows is not None:
                known, others = self._pairs(below, row, rows)
                self._put_rows(below, row, known, self._take_away(below, others))

    def _put_lists(self):
        for name, model in lists_of(type(self.child)).items():
            keys = self.content["fields"].get(name)
            if keys is None:
                continue
            found = model._base_manager.in_bulk(keys)
            getattr(self.child, name).set(found.values())
            if len(found) < len(keys):
                nouns = model._meta.verbose_name_plural
                self.left.append(f"Some {nouns} that it had then are not here any more.")
