"""For a demonstration: how an event is booked, who has a place and who waits. Nobody gets mail about it."""

from django.utils import timezone
from django.utils.text import slugify

from events.models import Booking, BookingLetter, BookingQuestion, BookingTerms, Event
from network.models import Member

from .reading import listed, naming

OF_BOOKING = ("access_needs", "diet", "is_listed")


def load_bookings():
    """Lays the bookings of events that take none yet; then they belong to the organisers."""
    with naming("bookings.toml"):
        for block in listed("bookings", "terms"):
            event = Event.objects.get(slug=block["event"])
            if not hasattr(event, "booking_terms"):
                take_bookings(event, block)


def take_bookings(event, block):
    BookingTerms.objects.create(
        event=event,
        places=block["places"],
        shows_attendees=block["shows_attendees"],
        joining=block["joining"].strip(),
    )
    questions = [
        BookingQuestion.objects.create(event=event, position=position, **question)
        for position, question in enumerate(block["question"])
    ]
    for each in block["booking"]:
        book(event, each, zip(questions, each["answers"], strict=True))
    letters = BookingLetter.objects.filter(booking__event=event)
    letters.update(sent_at=timezone.now())


def book(event, block, answers):
    member = Member.objects.filter(email=block.get("member", "")).first()
    name = member.name if member else block["name"]
    booking, _ = Booking.objects.book(
        event=event,
        name=name,
        email=member.email if member else f"{slugify(name)}@example.org",
        member=member,
        answers=list(answers),
        **{field: block[field] for field in OF_BOOKING if field in block},
    )
    booking.confirm()
