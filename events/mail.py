"""Every message to those who booked: one function each, which sends it at once. Call them from tasks."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from network.models import Letter
from network.stoppable_mail import StoppableMail

from . import icalendar
from .models import CommitmentLetter

FIRST_ASKED_AFTER = 3  # days
SUBJECTS = {
    "unconfirmed": "Please confirm your booking: {event}",
    "booked": "You have a place: {event}",
    "waiting": "You are on the waiting list: {event}",
    "offered": "There is a place for you: {event}",
    "ended": "Your booking has ended: {event}",
}


def booking_state(letter):
    """Where a booking stands now, with the private link to change or cancel it."""
    booking = letter.booking
    context = {"state": booking.state}
    if booking.state == "waiting":
        context["place_in_line"] = booking.place_in_line()
    _send("booking_state", SUBJECTS[booking.state], booking, context, booking.is_booked)


def booking_reminder(letter):
    """The event is near: when, where, and how to join or get there."""
    _send("booking_reminder", "Soon: {event}", letter.booking, {}, with_calendar=True)


def booking_message(letter):
    """What an organiser wrote to those who booked; with a calendar when plans have changed."""
    subject = letter.message.subject.replace("{", "{{").replace("}", "}}")
    has_changed = letter.booking.event.plan is not None
    _send("booking_message", subject, letter.booking, {"message": letter.message}, has_changed)


def write_up_wanted(event, member, *, days):
    """To somebody who announced an event, so many days after it: it waits for its write-up. Once."""
    subject = f"How was “{event}”?"
    page = settings.SITE_ADDRESS + reverse("event-edit-page", args=[event.slug, "write-up"])
    context = {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "subject": subject,
        "event": event,
        "event_address": settings.SITE_ADDRESS + event.get_absolute_url(),
        "address": page,
        "is_last": days > FIRST_ASKED_AFTER,
        "member": member,
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("emails/write_up_wanted.txt", context),
        to=[member.email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )
    message.attach_alternative(
        render_to_string("emails/write_up_wanted.html", context), "text/html"
    )
    about = f"write-up of {event.pk} after {days} days"
    Letter.objects.send_once(member=member, about=about, send=message.send)


def commitment_due(commitment, *, number):
    """To who promised something at an event: what came of it? `number` is 1, or 2 for the last time."""
    event = commitment.event
    context = {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "subject": f"What came of it? {event}",
        "event": event,
        "event_address": settings.SITE_ADDRESS + event.get_absolute_url(),
        "commitment": commitment,
        "address": settings.SITE_ADDRESS + commitment.get_absolute_url(),
        "silence_address": settings.SITE_ADDRESS
        + reverse("commitment-silence", args=[commitment.token]),
        "is_last": number > 1,
    }
    message = StoppableMail(
        subject=" ".join(context["subject"].split()),
        body=render_to_string("emails/commitment.txt", context),
        to=[commitment.address_of_mail()],
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834
            "List-Unsubscribe": f"<{context['silence_address']}>",  # RFC 2369
        },
    )
    message.attach_alternative(render_to_string("emails/commitment.html", context), "text/html")
    CommitmentLetter.objects.send_once(
        commitment=commitment, day=commitment.asked_from, number=number, send=message.send
    )


def _send(name, subject, booking, context, with_calendar=False):
    event = booking.event
    subject = subject.format(event=event)
    everything = {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "subject": subject,
        "booking": booking,
        "event": event,
        "terms": event.booking_terms,
        "address": settings.SITE_ADDRESS + booking.get_absolute_url(),
        "event_address": settings.SITE_ADDRESS + event.get_absolute_url(),
        "book_again_address": settings.SITE_ADDRESS + reverse("booking", args=[event.slug]),
        **context,
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", everything),
        to=[booking.address_of_mail()],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", everything), "text/html")
    if with_calendar and icalendar.why_left_out(event) is None:
        content = icalendar.calendar([event], name=event.title).decode()
        message.attach(f"{event.slug}.ics", content, "text/calendar")
    message.send()
