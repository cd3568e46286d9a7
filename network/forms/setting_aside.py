"""Saving a draft although something on its page is wrong: that waits, and the rest is kept."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst


def problems(form, parts):
    """All that is wrong on a page: where (the id of a control), its label, the field, and what.

    `parts` are its bound sets of rows by their names. The label says of which row a control is.
    """
    wrong = [
        (row, called(row, part)) for part in parts.values() for row in part.forms_with_errors()
    ]
    for each, row in [(form, ""), *wrong]:
        where = "" if each is form else each.prefix
        yield from ((where, row, None, error) for error in each.non_field_errors())
        for field in each:
            where = field.auto_id if field.use_fieldset else field.id_for_label
            label = f"{row}: {field.label}" if row else field.label
            yield from ((where, label, field.field, error) for error in field.errors)
    for name, part in parts.items():
        yield from ((name, "", None, error) for error in part.non_form_errors())


def called(row, part):
    """What the page calls a row, as “Person 2”; "" for a part that is one form, or a row inside a row."""
    rows = getattr(part, "forms", ())
    return f"{capfirst(part.noun)} {rows.index(row) + 1}" if row in rows else ""


def set_aside(form, typing=""):
    """Leaves what is wrong in a validated ModelForm as it is stored, which makes it valid.

    So it does with the field named `typing`. Gives whether anything waits.
    """
    stored = type(form.instance)._base_manager.filter(pk=form.instance.pk).first()
    stored = stored or type(form.instance)()
    names = {*form.errors, typing} & form.fields.keys()
    waits = bool(form.errors) or bool(names)
    if NON_FIELD_ERRORS in form.errors:
        names |= _that_do_not_go_together(form, stored, names)
    for name in names:
        _put_back(form, name, stored)
    form._errors = ErrorDict()
    return waits


def _that_do_not_go_together(form, stored, wrong):
    """Of the changed fields those that break a rule of the model, when taken over one by one."""
    columns = _columns(form)
    changed = [name for name in form.changed_data if name in columns and name not in wrong]
    given = {name: getattr(form.instance, columns[name]) for name in changed}
    for name in changed:
        setattr(form.instance, columns[name], getattr(stored, columns[name]))
    refused = set()
    for name, value in given.items():
        setattr(form.instance, columns[name], value)
        try:
            form.instance.clean()
            form.instance.validate_constraints(exclude=form._get_validation_exclusions())
        except ValidationError:
            setattr(form.instance, columns[name], getattr(stored, columns[name]))
            refused.add(name)
    return refused


def _put_back(form, name, stored):
    columns = _columns(form)
    if name in columns:
        setattr(form.instance, columns[name], getattr(stored, columns[name]))
        form.cleaned_data[name] = getattr(stored, name)
    elif name in {field.name for field in stored._meta.many_to_many}:
        form.cleaned_data.pop(name, None)  # so that saving leaves it alone
    else:
        form.cleaned_data[name] = form.get_initial_for_field(form.fields[name], name)


def _columns(form):
    """The attribute of the instance that holds each field of the form with a column of its own."""
    concrete = form.instance._meta.concrete_fields
    return {field.name: field.attname for field in concrete if field.name in form.fields}
