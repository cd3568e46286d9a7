"""What an event's page says of booking."""

from events.models import Booking


def booking_of(event, member):
    """The context of the page of an event fetched `with_booking`: no query for a visitor, one for a member."""
    terms = getattr(event, "booking_terms", None)
    if terms is None:
        return {}
    mine = None
    if member.is_authenticated:
        mine = Booking.objects.of(event, member=member).first()
    return {
        "booking_state": terms.state(event.places_taken),
        "places_left": terms.left(event.places_taken),
        "my_booking": mine,
    }
