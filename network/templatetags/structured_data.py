"""JSON-LD as data blocks, which no browser runs and no policy has to allow."""

import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

# As in django.utils.html.json_script: nothing in it can end the block or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(things):
    """Each of `things` (dicts of schema.org) in a block of its own."""
    blocks = (json.dumps(thing, ensure_ascii=False).translate(ESCAPES) for thing in things or [])
    return mark_safe(
        "\n".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    )
