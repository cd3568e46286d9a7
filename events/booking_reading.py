"""What an event's page says of booking."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.models import Booking


def with_booking(events):
    """Events with their terms, and `places_taken`: no query more than the events themselves."""
    holding = Booking.objects.holding().filter(event=OuterRef("pk")).order_by()
    taken = holding.values("event").annotate(taken=Count("pk")).values("taken")
    return events.select_related("booking_terms", "change_of_plan").annotate(
        places_taken=Coalesce(Subquery(taken), 0)
    )


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
