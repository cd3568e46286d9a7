"""Booking an event, and what somebody who has booked sees, changes and cancels.

An event's own booking page serves members. The mail to those who booked holds a private link that
does the same without an account: the address is the key.
"""

from contextlib import contextmanager
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import tasks
from events.booking_reading import with_booking
from events.forms.bookings import DetailsForm, GuestForm
from events.models import Booking, BookingClosedError, BookingTerms, Event
from network import guests
from network.limits import DAY, HOUR, is_within
from network.permissions import may_see_bookings
from network.sent_forms import sent, status_of
from network.views.readable import get_readable_or_404

BOOKINGS_AN_HOUR = (
    60  # by people without an account behind one address, which may be a whole council's
)
MAILS_OF_ONE_A_DAY = 6  # that anybody can cause to one e-mail address
OPEN = (BookingTerms.State.OPEN, BookingTerms.State.FULL)
TOO_MANY = (
    "There were many bookings from your network lately. Wait an hour, then send it again: what you "
    "typed is still here."
)
NOW = {
    "booked": "You have a place.",
    "waiting": "All places are taken. You are on the waiting list.",
    "offered": "There is a place for you: take it below.",
}


@contextmanager
def telling(event_pk):
    """A transaction after which those who booked get the letters that it laid ready."""
    with transaction.atomic():
        yield
        transaction.on_commit(partial(tasks.send_booking_letters.enqueue, event_pk))


def get_bookable_or_404(request, slug):
    """An event with `places_taken`, and with its terms or None."""
    event = get_readable_or_404(with_booking(Event.objects.all()), request, slug)
    return event, getattr(event, "booking_terms", None)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def booking(request, slug):
    """The form, or why there is none; who has booked finds their booking."""
    event, terms = get_bookable_or_404(request, slug)
    if terms is None:
        return closed(request, event, None)
    mine = _booking_of(request.user, event)
    if mine:
        return guests.keep_private(page(request, mine))
    state = terms.state(event.places_taken)
    if state not in OPEN:
        return closed(request, event, state, status=409 if request.method == "POST" else 200)
    form = _form(request, terms)
    if form and form.is_valid():
        try:
            return _book(request, event, form)
        except BookingClosedError as refused:
            return closed(request, event, refused.state, status=409)
    return _form_page(request, event, form, state)


def _booking_of(member, event):
    return Booking.objects.of(event, member=member).first() if member.is_authenticated else None


def _form(request, terms):
    """For a member, or for a guest where the terms take them; else None."""
    data = sent(request)
    if request.user.is_authenticated:
        return DetailsForm(data, terms=terms, initial={"name": request.user.name})
    return GuestForm(data, terms=terms) if terms.takes_guests else None


def _form_page(request, event, form, state, status=None):
    context = {
        "event": event,
        "terms": event.booking_terms,
        "form": form,
        "state": state,
        "left": event.booking_terms.left(event.places_taken),
        "may_see_bookings": may_see_bookings(request.user, event),
    }
    status = status or status_of(form)
    response = render(request, "events/booking/booking.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def closed(request, event, state, status=200):
    """Why it cannot be booked now. `state` is None (or "") for an event that takes no bookings."""
    context = {
        "event": event,
        "state": state,
        "terms": getattr(event, "booking_terms", None),
        "may_see_bookings": may_see_bookings(request.user, event),
    }
    return render(request, "events/booking/closed.html", context, status=status)


def _book(request, event, form):
    if not request.user.is_authenticated:
        return _book_as_guest(request, event, form)
    with telling(event.pk):
        made, is_new = Booking.objects.book(
            event=event,
            member=request.user,
            email=request.user.email,
            answers=form.answers(),
            **form.details(),
        )
    again = "You have booked already: this is it, as it was."
    messages.success(request, NOW[made.state] if is_new else again)
    return redirect("booking", event.slug)


def _book_as_guest(request, event, form):
    """The answer is the same whether that address has a booking, an account, or neither."""
    email = form.cleaned_data["email"].lower()
    here, to = request.META["REMOTE_ADDR"], f"{event.pk}-{email}"
    if not is_within(BOOKINGS_AN_HOUR, seconds=HOUR, of="bookings", by=here):
        form.add_error(None, TOO_MANY)
        state = event.booking_terms.state(event.places_taken)
        return _form_page(request, event, form, state, status=429)
    if is_within(MAILS_OF_ONE_A_DAY, seconds=DAY, of="booking-mails", by=to):
        with telling(event.pk):
            made, is_new = Booking.objects.book(
                event=event, email=email, answers=form.answers(), **form.details()
            )
            if not is_new:
                made.tell_again()
    return redirect("booking-sent", event.slug)


@login_not_required
@require_safe
def booking_sent(request, slug):
    """Look at your mail: the same for everybody."""
    event, _ = get_bookable_or_404(request, slug)
    return render(request, "events/booking/sent.html", {"event": event})


def link_closed(request, *, is_ours):
    return render(request, "events/booking/link_closed.html", status=404)


private_link = guests.private_link(Booking.objects.of_token, link_closed)


def home_of(request, booking):
    """Where somebody sees their booking: at the event when signed in, else by the link."""
    if request.user.is_authenticated and booking.member_id == request.user.pk:
        return reverse("booking", args=[booking.event.slug])
    return booking.get_absolute_url()


def page(request, booking, *, form=None, status=None):
    """A booking, for whom it belongs to: where it stands and what can be done about it."""
    event, terms = booking.event, booking.event.booking_terms
    may_change = booking.state != "ended" and not terms.has_begun
    context = {
        "booking": booking,
        "event": event,
        "terms": terms,
        "state": booking.state,
        "may_change": may_change,
        "may_confirm": booking.may_be_confirmed(terms),
        "may_accept": booking.state == "offered" and terms.are_in_force,
        "form": form or (DetailsForm(terms=terms, booking=booking) if may_change else None),
    }
    if booking.state == "waiting":
        context["place_in_line"] = booking.place_in_line()
    if booking.is_booked and terms.shows_attendees:
        listed = event.bookings.booked().filter(is_listed=True).exclude(pk=booking.pk)
        context["attendees"] = listed.order_by("name").values_list("name", flat=True)
    status = status or status_of(form)
    return render(request, "events/booking/yours.html", context, status=status)


@private_link
@require_safe
def booking_by_link(request, booking):
    """Reading it changes nothing, as what scans mail opens every link."""
    return page(request, booking)


@private_link
@require_POST
def booking_confirmation(request, booking):
    """A guest says that the address is theirs."""
    with telling(booking.event_id):
        booking.confirm()
    if booking.state in NOW:
        messages.success(request, NOW[booking.state])
    return redirect(home_of(request, booking))


@private_link
@require_POST
def booking_acceptance(request, booking):
    """Takes the place that was offered."""
    with telling(booking.event_id):
        is_theirs = booking.accept()
    if is_theirs:
        messages.success(request, NOW["booked"])
    elif booking.event.booking_terms.are_in_force:
        messages.warning(request, "The time to take this place was over, so it went to others.")
    return redirect(home_of(request, booking))


@private_link
@require_POST
def booking_change(request, booking):
    terms = booking.event.booking_terms
    if booking.state == "ended" or terms.has_begun:
        return page(request, booking, status=409)
    form = DetailsForm(request.POST, terms=terms, booking=booking)
    if not form.is_valid():
        return page(request, booking, form=form)
    booking.change(answers=form.answers(), **form.details())
    messages.success(request, "Your changes are saved.")
    return redirect(home_of(request, booking))


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def booking_cancellation(request, booking):
    """Gives the place to the next one, after asking."""
    if booking.state == "ended" or booking.event.booking_terms.has_begun:
        return redirect(home_of(request, booking))
    if request.method == "POST":
        with telling(booking.event_id):
            booking.cancel()
        messages.success(request, "Your booking is cancelled.")
        return redirect(booking)
    context = {"booking": booking, "home": home_of(request, booking)}
    return render(request, "events/booking/cancellation.html", context)
