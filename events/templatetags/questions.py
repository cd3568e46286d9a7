from django import template

from events.models import OpenQuestion

register = template.Library()
MOST = 5


@register.inclusion_tag("events/still_open.html")
def still_open():
    """The first few questions of the register that nobody has answered: one query."""
    return {"questions": list(OpenQuestion.objects.on_register().still_open()[:MOST])}
