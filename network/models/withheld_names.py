"""Taking a name down: whatever names somebody as printed says "Name withheld", in every app."""

from itertools import chain

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from .contributions import Contribution, key_to_contribution
from .hidden_photos import hide_photo, show_photo
from .media import Photo
from .people import Person
from .revised import WITHHELD
from .revisions import Revision
from .slugs import free_slug

MOST_SAYING = 10
# What a profile says of somebody, and is empty once their name is withheld.
TOLD = ("organisation_id", "role", "place", "region", "about", "can_help_with", "looking_for")


def naming_models():
    """The models whose rows name a person as printed: bylines, quotes, appearances, insights …"""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if relation.one_to_many and any(f.name == "name_as_printed" for f in model._meta.fields):
            yield model


def part_of(model):
    """What the rows of a model are called on their contribution: "bylines"."""
    return model._meta.get_field(key_to_contribution(model)).remote_field.get_accessor_name()


def withhold_person(person):
    """Takes a person's name off all that names them, and empties their profile.

    Rows of the same contributions that say the same name without pointing at them are theirs too.
    Gives what `show_name` needs to put it back.
    """
    rows = list(chain.from_iterable(_rows(model, Q(person=person)) for model in naming_models()))
    concerned = {row["contribution"] for row in rows}
    rows += _unlinked_rows({person.name, *(row["name"] for row in rows)}, concerned)
    kept = {"rows": rows} | _empty_profile(person)
    Revision.objects.forget_person(person)
    _withhold(rows)
    return kept


def withhold_printed(name, contribution):
    """The same for a name that stands on one contribution for nobody known here."""
    rows = _unlinked_rows({name}, {contribution.pk})
    _withhold(rows)
    return {"rows": rows}


def show_name(kept, person):
    """Puts back what was withheld, where it still says so; `person` may be None."""
    if "person" in kept and person is not None and person.withheld_at:
        _fill_profile(person, kept)
    for row in kept.get("rows", ()):
        rows = apps.get_model(row["model"])._base_manager
        rows.filter(pk=row["id"], name_as_printed=WITHHELD).update(name_as_printed=row["name"])
    _refresh(kept.get("rows", ()))


def still_saying(name):
    """The newest published contributions that say a name in so many words, which nothing takes out."""
    saying = Contribution.objects.published().matching(f'"{name}"')
    return saying.newest_first().only("kind", "slug", "title")[:MOST_SAYING]


def _rows(model, condition):
    key = key_to_contribution(model)
    found = model._base_manager.filter(condition).exclude(name_as_printed="").order_by("pk")
    for pk, name, contribution in found.values_list("pk", "name_as_printed", f"{key}_id"):
        label = model._meta.label_lower
        yield {"model": label, "id": pk, "name": name, "contribution": contribution}


def _unlinked_rows(names, contributions):
    names = {name.lower() for name in names}
    found = []
    for model in naming_models():
        on_these = {f"{key_to_contribution(model)}__in": contributions, "person": None}
        alike = Q(
            pk__in=model._base_manager.alias(lower=Lower("name_as_printed")).filter(lower__in=names)
        )
        found += _rows(model, Q(**on_these) & alike)
    return found


def _withhold(rows):
    for row in rows:
        model = apps.get_model(row["model"])
        model._base_manager.filter(pk=row["id"]).update(name_as_printed=WITHHELD)
        if model._base_manager.filter(pk=row["id"], person=None).exists():
            contribution = Contribution(pk=row["contribution"])
            Revision.objects.forget_row(contribution, part_of(model), row["id"])
    _refresh(rows)


def _refresh(rows):
    """Writes anew what search and cards read of each contribution; open forms of it are told."""
    concerned = {row["contribution"] for row in rows}
    for contribution in Contribution.objects.filter(pk__in=concerned).order_by("pk"):
        contribution.child.refresh_index()
    Contribution.objects.filter(pk__in=concerned).update(updated_at=timezone.now())


def _empty_profile(person):
    kept = {"name": person.name, "slug": person.slug}
    kept |= {name: getattr(person, name) for name in TOLD}
    former = person.former_addresses.all()
    kept["former"] = list(former.values_list("slug", flat=True))
    former.delete()
    portrait = hide_photo(person.photo) if person.photo else {}
    for name in TOLD:
        setattr(person, name, None if name.endswith("_id") else "")
    person.name, person.photo = WITHHELD, None
    person.slug = free_slug(Person.objects.all(), WITHHELD, fallback="person")
    person.withheld_at = timezone.now()
    person.save()
    return {"person": kept, "portrait": portrait}


def _fill_profile(person, kept):
    told = dict(kept["person"])
    former, slug = told.pop("former", ()), told.pop("slug")
    for name, value in told.items():
        setattr(person, name, value)
    person.slug = (
        slug
        if not Person.objects.filter(slug=slug).exists()
        else free_slug(Person.objects.all(), person.name, fallback="person")
    )
    person.withheld_at = None
    person.save()
    for address in former:
        person.former_addresses.get_or_create(slug=address)
    portrait = Photo.objects.filter(pk=kept["portrait"].get("photo")).first()
    if portrait:
        show_photo(kept["portrait"], portrait)
