"""What somebody else saved while a writer had the page open."""

from network.models.prose import ProseField


def theirs(form):
    """What is stored wherever a bound ContributionForm says something else.

    Gives label, text, and whether the text is sanitised HTML.
    """
    stored = type(form.instance).objects.get(pk=form.instance.pk)
    for name in form.changed_data:
        if name in form._meta.fields:
            yield form[name].label, *_shown(stored, name)
    for name, part in form.parts.items():
        if part.is_bound and part.has_changed():
            yield name.capitalize(), "\n".join(str(row) for row in part.stored_rows()), False


def _shown(stored, name):
    display = getattr(stored, f"get_{name}_display", None)
    if display:
        return display(), False
    field = stored._meta.get_field(name)
    value = getattr(stored, name) if field.many_to_one else field.value_from_object(stored)
    if isinstance(field, ProseField):
        return value, True
    if isinstance(value, bool):
        return ("Yes" if value else "No"), False
    if isinstance(value, list):
        return ", ".join(str(topic) for topic in value), False
    return str(value or ""), False
