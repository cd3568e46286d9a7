"""Who is here: on the day, from a phone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from events.forms.booking_lists import SearchForm

from .booking_lists import counts_of, get_with_terms_or_404

MOST_SHOWN = 300


@require_safe
def check_in(request, slug):
    """Those who have a place, by name; those who are not here yet stand first.

    Who is asked for by name is found without a place too: an organiser at the door gives them one.
    """
    event, _ = get_with_terms_or_404(request, slug)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = event.bookings.booked().matching(words).order_by("name", "pk")
    rows = list(found[: MOST_SHOWN + 1])
    # Somebody who comes without a place is asked for by name.
    others = event.bookings.current().exclude(pk__in=event.bookings.booked()).matching(words)
    context = {
        "event": event,
        "words": words,
        "expected": [row for row in rows[:MOST_SHOWN] if row.came_at is None],
        "here": [row for row in rows[:MOST_SHOWN] if row.came_at],
        "others": others[:MOST_SHOWN] if words else (),
        "is_cut": len(rows) > MOST_SHOWN,
        "counts": counts_of(event),
        "unrecorded": event.appearances.unrecorded(),
    }
    return render(request, "events/booking/check_in.html", context)


@require_POST
def arrival(request, slug, pk):
    event, _ = get_with_terms_or_404(request, slug)
    booking = get_object_or_404(event.bookings.current(), pk=pk)
    booking.check_in()
    messages.success(request, f"{booking} is here.")
    return _back(request, slug)


@require_POST
def arrival_deletion(request, slug, pk):
    event, _ = get_with_terms_or_404(request, slug)
    booking = get_object_or_404(event.bookings.booked(), pk=pk)
    booking.check_out()
    messages.success(request, f"{booking} is not here: undone.")
    return _back(request, slug, words=request.POST.get("q", ""))


def _back(request, slug, words=""):
    """To the whole list after an arrival, as the next one has another name."""
    query = f"?{urlencode({'q': words[:100]})}" if words else ""
    return redirect(reverse("check-in", args=[slug]) + query)
