"""What organisers see and do about those who booked an event."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.booking_lists import (
    GROUPS,
    BookingFilters,
    BookingMessageForm,
    BookingRemovalForm,
)
from events.forms.bookings import BookingByHandForm
from events.models import Booking, BookingMessage, BookingTerms
from network.limits import DAY, is_within
from network.pagination import keyset_page
from network.permissions import may_see_bookings
from network.sent_forms import sent, status_of
from network.spreadsheets import csv_response

from .bookings import get_bookable_or_404, telling

PAGE = 100
MESSAGES_A_DAY = 10  # to those who booked one event
SAME_AGAIN = timedelta(minutes=30)  # within which the same message is a second press of the button
HEADING = [
    "Name", "E-mail", "State", "Takes part", "Access needs", "Diet", "On the attendee list",
    "Account", "Booked at", "Came at",
]  # fmt: skip


def get_managed_or_404(request, slug):
    """The event and its terms (or None), for those who may see who booked it."""
    event, terms = get_bookable_or_404(request, slug)
    if not may_see_bookings(request.user, event):
        raise PermissionDenied
    return event, terms


def get_with_terms_or_404(request, slug):
    event, terms = get_managed_or_404(request, slug)
    if terms is None:
        raise Http404("This event takes no bookings yet.")
    return event, terms


def counts_of(event):
    """How many are booked, waiting, offered a place and unconfirmed, and how many came; one query."""
    current, has_place = Q(ended_at__isnull=True), Q(has_place=True)
    confirmed, offered = Q(confirmed_at__isnull=False), Q(offered_until__isnull=False)
    return event.bookings.aggregate(
        booked=Count("pk", current & has_place & confirmed & ~offered),
        waiting=Count("pk", current & ~has_place & confirmed),
        offered=Count("pk", current & has_place & offered),
        unconfirmed=Count("pk", current & ~confirmed),
        came=Count("pk", current & Q(came_at__isnull=False)),
    )


@require_safe
def bookings(request, slug):
    """Everybody who booked, in the order in which they did."""
    event, terms = get_managed_or_404(request, slug)
    if terms is None:
        return redirect("booking-terms", slug)
    filters = BookingFilters(request.GET)
    rows = filters.narrow(
        event.bookings.select_related("member").prefetch_related("answers__question")
    )
    page = keyset_page(rows.order_by(), ["id"], request.GET.get("page", ""), PAGE)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "event": event,
        "terms": terms,
        "state": terms.state(event.places_taken),
        "left": terms.left(event.places_taken),
        "counts": counts_of(event),
        "filters": filters,
        "is_narrowed": any(kept.values()),
        "page": page,
        "query": f"{kept.urlencode()}&" if kept else "",
        "sent_messages": event.booking_messages.select_related("by").annotate(
            letter_count=Count("letters")
        )[:20],
    }
    return render(request, "events/booking/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def booking_new(request, slug):
    """An organiser books for somebody; without a free place they stand on the waiting list."""
    event, terms = get_with_terms_or_404(request, slug)
    form = BookingByHandForm(sent(request), terms=terms)
    if not event.is_published:
        messages.warning(request, "Publish the event first.")
        return redirect(event)
    if form.is_valid():
        with telling(event.pk):
            made, is_new = Booking.objects.book(
                event=event,
                by=request.user,
                email=form.cleaned_data["email"],
                answers=form.answers(),
                **form.details(),
            )
        if is_new:
            has = "a place" if made.has_place else "no place yet: they are on the waiting list"
            messages.success(request, f"{made} has {has}. They get a mail.")
            return redirect("bookings", slug)
        form.add_error("email", f"There is a booking with this address already: {made}.")
    context = {"event": event, "form": form}
    return render(request, "events/booking/new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def booking_removal(request, slug, pk):
    """An organiser cancels somebody's booking, with a word to them."""
    event, _ = get_with_terms_or_404(request, slug)
    booking = get_object_or_404(event.bookings.current(), pk=pk)
    form = BookingRemovalForm(sent(request))
    if form.is_valid():
        with telling(event.pk):
            booking.cancel(by=request.user, words=form.cleaned_data["words"])
        messages.success(request, f"The booking of {booking} is cancelled. They get a mail.")
        return redirect("bookings", slug)
    context = {"event": event, "booking": booking, "form": form}
    return render(request, "events/booking/removal.html", context, status=status_of(form))


@require_safe
def bookings_csv(request, slug):
    """All that is known of those who booked, for a spreadsheet."""
    event, _ = get_with_terms_or_404(request, slug)
    questions = list(event.booking_questions.all())
    booked = event.bookings.select_related("member").prefetch_related("answers")
    rows = BookingFilters(request.GET).narrow(booked)
    response = csv_response(
        f"{event.slug}-bookings.csv",
        [*HEADING, *(str(question) for question in questions)],
        [_csv_row(booking, questions) for booking in rows.order_by("pk")],
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _csv_row(booking, questions):
    answers = {answer.question_id: answer.text for answer in booking.answers.all()}
    return [
        booking.name,
        (booking.member or booking).email,
        booking.get_ended_display() or booking.state,
        booking.attendance,
        booking.access_needs,
        booking.diet,
        "yes" if booking.is_listed else "no",
        "yes" if booking.member_id else "no",
        _local(booking.at),
        _local(booking.came_at),
        *(answers.get(question.pk, "") for question in questions),
    ]


def _local(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


@require_http_methods(["GET", "HEAD", "POST"])
def booking_message(request, slug):
    """A message to those who booked: written, shown as it will be with how many get it, then sent."""
    event, _ = get_with_terms_or_404(request, slug)
    form = BookingMessageForm(sent(request))
    to = form.those_of(event) if form.is_valid() else None
    if to is not None and not to:
        form.add_error("to", "There is nobody among these now.")
    if form.is_valid() and "send" in request.POST and _may_send(request, event, form):
        _send(request, event, form, to)
        return redirect("bookings", slug)
    context = {"event": event, "form": form, "counts": counts_of(event)}
    if form.is_valid() and "change" not in request.POST:
        chosen = [GROUPS[word] for word in form.cleaned_data["to"]]
        context |= {"count": to.count(), "chosen": chosen, "message": form.instance}
        return render(request, "events/booking/message_preview.html", context)
    return render(request, "events/booking/message.html", context, status=status_of(form))


def _may_send(request, event, form):
    """Whether there were not too many today; says so."""
    if is_within(MESSAGES_A_DAY, seconds=DAY, of="booking-messages", by=event.pk):
        return True
    form.add_error(None, f"{MESSAGES_A_DAY} messages went out today. Send this one tomorrow.")
    return False


@transaction.atomic
def _send(request, event, form, to):
    """A second press of the button sends nothing again."""
    BookingTerms.objects.locked(event)
    words = {name: form.cleaned_data[name] for name in ("subject", "body")}
    since = timezone.now() - SAME_AGAIN
    if BookingMessage.objects.filter(event=event, at__gt=since, **words).exists():
        messages.warning(request, "This message was sent already.")
        return
    with telling(event.pk):
        message = BookingMessage.objects.write(event=event, by=request.user, to=to, **words)
    count = message.letters.count()
    messages.success(
        request, f"The message goes to {count} {'person' if count == 1 else 'people'}."
    )
