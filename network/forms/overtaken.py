"""What somebody else saved while a writer had the page open."""

from django.utils import timezone
from django.utils.formats import date_format

from network.models.prose import ProseField


def clock(moment):
    """The time of a moment as this site's clock has it: "10:42", with the day when it is another."""
    local = timezone.localtime(moment)
    time = date_format(local, "H:i")
    today = local.date() == timezone.localdate()
    return time if today else f"{time} on {date_format(local, 'j F Y')}"


def who_saved(contribution, reader):
    """A sentence that tells `reader` by whom and when what is stored was saved."""
    at, by = clock(contribution.updated_at), contribution.updated_by
    if by == reader:
        return f"You saved this in another window at {at}."
    return f"{by or 'Somebody'} saved this at {at}."


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
