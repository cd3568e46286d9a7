"""Photos within a text: stored prose has an empty mark for each (see network/models/prose.py)."""

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from network.models.prose import FIGURE

register = template.Library()


@register.filter
def with_figures(prose, photos):
    """Stored prose as it is shown: HTML with those of `photos` that it places; no query.

    Only a contribution's own photos are given, so no mark shows what hangs elsewhere. The mark of
    one that is gone or was taken down leaves nothing behind.
    """
    if "<figure" not in prose:
        return mark_safe(prose)
    shown = {photo.pk: photo for photo in photos or () if photo.taken_down_at is None}
    picture = get_template("components/picture.html")

    def figure(mark):
        photo = shown.get(int(mark[1]))
        return picture.render({"photo": photo}).strip() if photo else ""

    return mark_safe(FIGURE.sub(figure, prose).strip())
