"""Taking a photo down: it hangs nowhere any more, whatever pointed at it, in every app."""

from django.apps import apps
from django.utils import timezone

from .contributions import Contribution
from .media import Photo
from .revisions import Revision


def hide_photo(photo):
    """Takes it off galleries, covers, stills and faces; its file is shown to nobody.

    Gives what `show_photo` needs to put it back.
    """
    pointing = [
        {"model": model._meta.label_lower, "field": field.name, "id": pk}
        for model, field in _showing()
        for pk in model._base_manager.filter(**{field.name: photo}).values_list("pk", flat=True)
    ]
    kept = {"photo": photo.pk, "contribution": photo.contribution_id, "pointing": pointing}
    for place in pointing:
        apps.get_model(place["model"])._base_manager.filter(pk=place["id"]).update(
            **{place["field"]: None}
        )
    _forget(kept)
    photo.contribution, photo.taken_down_at = None, timezone.now()
    photo.save(update_fields=["contribution", "taken_down_at"])
    return kept


def show_photo(kept, photo):
    """Hangs it again where it hung, unless something else hangs there now."""
    galleries = Contribution.objects.filter(pk=kept["contribution"])
    photo.contribution, photo.taken_down_at = galleries.first(), None
    photo.save(update_fields=["contribution", "taken_down_at"])
    for place in kept["pointing"]:
        rows = apps.get_model(place["model"])._base_manager
        free = rows.filter(pk=place["id"], **{place["field"]: None})
        free.update(**{place["field"]: photo})
    _note_change(kept)


def _showing():
    """Each field of a model by which a photo is shown: a cover, a still, a face."""
    for relation in Photo._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created and not _is_of_takedown(relation):
            yield relation.related_model, relation.field


def _is_of_takedown(relation):
    return relation.related_model._meta.label_lower == "network.takedown"


def contributions_of(kept):
    """The keys of the contributions on which it hung, in whatever way."""
    found = {kept["contribution"]} - {None}
    for place in kept["pointing"]:
        model = apps.get_model(place["model"])
        if issubclass(model, Contribution):
            found.add(place["id"])
        for field in model._meta.fields:
            if field.is_relation and issubclass(field.related_model, Contribution):
                found |= set(
                    model._base_manager.filter(pk=place["id"]).values_list(
                        f"{field.name}_id", flat=True
                    )
                )
    return found - {None}


def _forget(kept):
    """No restoration of an earlier revision brings it back."""
    for pk in contributions_of(kept):
        for part in ("photos", "cover"):
            Revision.objects.forget_row(Contribution(pk=pk), part, kept["photo"])
    _note_change(kept)


def _note_change(kept):
    """Whoever has one of its pages open in a form is told on saving."""
    changed = Contribution.objects.filter(pk__in=contributions_of(kept))
    changed.update(updated_at=timezone.now())
