from django import template

from events.models import Booking

register = template.Library()


@register.simple_tag
def bookings_of(member):
    """A member's bookings of events to come, the soonest first: one query when they are read."""
    return Booking.objects.belonging_to(member).to_come()
