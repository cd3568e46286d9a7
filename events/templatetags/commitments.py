from django import template

from events.models import Commitment

register = template.Library()
MOST = 50


@register.inclusion_tag("events/commitments/of_you.html")
def commitments_of(member):
    """What a member said that they would do and has not told of, the nearest first: one query."""
    return {"commitments": list(Commitment.objects.of(member).to_tell()[:MOST])}
