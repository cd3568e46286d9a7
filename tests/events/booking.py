"""Bookings for tests: an event that can be booked, and people who book."""

from datetime import timedelta

from django.utils import timezone

from events.models import Booking, BookingTerms
from network.models import ImpreciseDate
from tests.factories import make_event


def bookable(by=None, *, places=None, in_days=30, event=None, **terms):
    """An event in a month, with terms; `places` is None for no limit."""
    from_now = timezone.localdate() + timedelta(days=in_days)
    event = event or make_event(
        by, title="Write it up in a day", dated=ImpreciseDate(from_now.isoformat())
    )
    BookingTerms.objects.create(event=event, places=places, **terms)
    return event


def book(event, name="Gwen Price", *, email="", member=None, confirmed=True, **fields):
    """A guest's booking unless a member is given, confirmed unless told."""
    email = email or (member.email if member else f"{name.lower().replace(' ', '.')}@example.org")
    booking, _ = Booking.objects.book(event=event, name=name, email=email, member=member, **fields)
    if confirmed and not member:
        booking.confirm()
    return booking
