"""Rows on a writing page: people, organisations, quotes and whatever else a kind lists."""

from django import forms

from .setting_aside import problems

MOST_ROWS = 60


class FormWithParts(forms.ModelForm):
    """A form whose page has `parts` too, by their names: sets of rows, or forms of one thing."""

    def bound_parts(self):
        """The parts that the request has."""
        return {name: part for name, part in self.parts.items() if part.is_bound}

    def is_valid(self):
        # Each is asked, so that every error is told at once.
        parts = [part.is_valid() for part in self.bound_parts().values()]
        return all([super().is_valid(), *parts])

    def problems(self):
        """All that is wrong on the page: where (the id of a control), its label, and what."""
        for where, label, _field, error in problems(self, self.bound_parts()):
            yield where, label, error


class PartForm:
    """What a part that is one form, and no set of rows, has in common with them."""

    def set_aside(self, typing=""):
        """As that of PartFormSet: wrong or being typed, it waits as a whole."""
        return bool(self.errors) or typing.startswith(f"{self.prefix}-")

    def row_keys(self):
        return {}

    def forms_with_errors(self):
        return [self] if self.errors else []

    def non_form_errors(self):
        return []

    def to_show_again(self, data):
        return self


class PartFormSet(forms.BaseFormSet):
    """Rows of a model below one `instance`, in the order the writer gives them.

    It is bound only when the request has its rows: what a page did not show is left alone. A
    row is known again by its hidden field; one whose object is gone meanwhile is kept anew,
    one left empty is not kept. Made by `part`, which sets model, fk and noun.
    """

    model = None
    fk = ""
    noun = "row"
    rows_template = "network/writing/rows.html"

    def __init__(self, data=None, files=None, *, instance, prefix, by=None):
        sent = data is not None and f"{prefix}-TOTAL_FORMS" in data
        self.instance = instance
        self.by = by
        self.existing = list(self.stored_rows())
        super().__init__(data if sent else None, files if sent else None, prefix=prefix)
        if self.existing:
            self.extra = 0

    def stored_rows(self):
        if self.instance.pk is None:
            return self.model.objects.none()
        return self.model.objects.filter(**{self.fk: self.instance.pk})

    def initial_form_count(self):
        # What has an object is decided row by row, so a bound form has no "initial" ones.
        return 0 if self.is_bound else len(self.existing)

    def get_form_kwargs(self, index):
        return {"instance": self.instance_at(index) or self.model()}

    def instance_at(self, index):
        """The stored row that stands at this place of the page, or None for a new one."""
        if index is None:
            return None
        if not self.is_bound:
            return self.existing[index] if index < len(self.existing) else None
        known = {str(row.pk): row for row in self.existing}
        return known.get(self.data.get(f"{self.add_prefix(index)}-row"))

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and not any(key.startswith(f"{form.prefix}-") for key in self.data):
            _begin(form)
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["row"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=form.instance.pk
        )
        form.fields["ORDER"].label = "Place in the order"
        form.fields["ORDER"].widget.attrs = {"min": 1, "data-order": True}
        if form.instance.pk is None:
            form.fields["ORDER"].has_changed = _place_alone_is_nothing
        form.fields["DELETE"].label = f"Remove this {self.noun}"
        form.fields["DELETE"].widget.attrs = {"data-remove": True}

    def has_changed(self):
        """Whether a row says something else than what is stored; their order does not count."""
        return any(set(form.changed_data) - {"ORDER", "row"} for form in self.forms)

    def forms_with_errors(self):
        """Every row whose errors count."""
        return [form for form in self.forms if form.errors and not self._should_delete_form(form)]

    def set_aside(self, typing=""):
        """Lets rows that cannot be saved wait, so that the others can; gives whether any does.

        So does the row of the control named `typing`, and one to remove that holds a file: nobody
        gets that back. What is wrong with the rows together (an error of the part) is for the page
        to tell, which then leaves out the whole part.
        """
        waits = [form for form in self.forms if self._waits(form, typing)]
        self.forms = [form for form in self.forms if form not in waits]
        for counted in ("_deleted_form_indexes", "_ordering"):  # by places that are others now
            vars(self).pop(counted, None)
        return bool(waits)

    def _waits(self, form, typing):
        if typing.startswith(f"{form.prefix}-"):
            return True
        if self._should_delete_form(form):
            return form.instance.pk is not None and "kept" in form.fields
        return bool(form.errors)

    def row_keys(self):
        """The hidden field of each row that is stored, with its key."""
        return {form.add_prefix("row"): str(form.instance.pk) for form in self.stored_forms()}

    def stored_forms(self):
        return [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]

    def save_for(self, contribution):
        self.instance = contribution
        self.save()

    def save(self):
        """Writes the rows below `instance` in their order, each with its `position` from 0."""
        for form in self.deleted_forms:
            if form.instance.pk:
                self.take_away(form.instance)
        for position, form in enumerate(self.ordered_forms):
            form.instance.position = position
            setattr(form.instance, self.fk, self.instance)
            form.save()

    def take_away(self, row):
        row.delete()

    def to_show_again(self, data):
        """The part for a page that comes back; pictures that came in are kept, and noted in `data`."""
        return self


def add_row(data, name):
    """One more empty row of the part `name` in what was sent, for somebody who asked without JavaScript."""
    counted = f"{name}-TOTAL_FORMS"
    count = data.get(counted, "")
    if count.isascii() and count.isdigit() and len(count) < 4:
        data[counted] = int(count) + 1


def _begin(form):
    """A row that was added for somebody who asked for it has what an empty one has on a new page."""
    form.data = form.data.copy()
    for name, field in form.fields.items():
        if value := form.get_initial_for_field(field, name):
            form.data[form.add_prefix(name)] = field.prepare_value(value)


def _place_alone_is_nothing(initial, data):
    """A new row left empty stays so, wherever the others were moved."""
    return False


def part(parent, model, form, *, noun, formset=PartFormSet, extra=1):
    """The formset class for the rows `model` of a `parent`; `noun` names one row ("person").

    `form` is a ModelForm of it. `extra` empty rows stand there while there are no others.
    """
    made = forms.formset_factory(
        form,
        formset=formset,
        extra=extra,
        can_order=True,
        can_delete=True,
        max_num=MOST_ROWS,
        validate_max=True,
        absolute_max=MOST_ROWS + 20,
    )
    made.model, made.noun, made.fk = model, noun, _key_to(parent, model)
    return made


def _key_to(parent, model):
    """The name of the foreign key from `model` to `parent` or to a class that it extends."""
    return next(
        field.name
        for field in model._meta.fields
        if field.many_to_one and issubclass(parent, field.related_model)
    )
