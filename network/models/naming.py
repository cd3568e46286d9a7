"""Names that were put right in the place where they were first given."""

from .merging import pointing_at
from .organisations import Organisation
from .people import SeenBy


def put_name_right(row):
    """Lets a person who is nothing yet but the name on this row (a byline, an appearance) have the
    name that is printed there now: a draft that saves itself has kept a slip of the pen as well.

    Whoever has an account, is named in a second place, was asked or is known in public keeps
    their name, however it is printed here.
    """
    person = row.person
    is_known = person.member_id or person.is_credited or person.listed != SeenBy.NOBODY
    if is_known or person.name == row.name_as_printed or _stands_elsewhere(person, row):
        return
    person.name = row.name_as_printed
    person.save(update_fields=["name"])


def _stands_elsewhere(person, row):
    return any(
        (rows.exclude(pk=row.pk) if rows.model is type(row) else rows).exists()
        for _name, rows in pointing_at(person)
    )


def forget_slip(organisation):
    """Deletes an organisation that is nothing but a name which a draft saved before it was put right."""
    is_told = organisation.about or organisation.address or organisation.website
    used = any(
        relation.related_model._base_manager.filter(**{relation.field.name: organisation}).exists()
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.auto_created
    )
    if not (is_told or used):
        organisation.delete()
