"""How an event is booked, as its organisers set it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.booking_terms import BookingTermsForm
from events.models import Booking, BookingTerms
from network.forms.overtaken import theirs, who_saved
from network.sent_forms import status_of

from .booking_lists import get_managed_or_404
from .bookings import telling


@require_http_methods(["GET", "HEAD", "POST"])
def booking_terms(request, slug):
    """How it is booked, and what everybody is asked. More places move the waiting list up.

    Answers 409, with what is stored beside what was sent, when another organiser saved meanwhile.
    """
    event, terms = get_managed_or_404(request, slug)
    if request.method != "POST":
        form = BookingTermsForm(instance=terms or BookingTerms(event=event), by=request.user)
        return page(request, event, form)
    with telling(event.pk):
        data = with_added_row(request.POST.copy())
        terms = BookingTerms.objects.taken(event)
        form = BookingTermsForm(data, instance=terms, by=request.user)
        if "add" in data or not form.is_valid():
            return page(request, event, form)
        if form.is_overtaken():
            told = {"theirs": list(theirs(form)), "who_saved": who_saved(terms, request.user)}
            return page(request, event, form, status=409, **told)
        is_new = form.is_new
        form.save()
        Booking.objects.look_after(event)
    messages.success(request, "Booking is set up." if is_new else "The terms are saved.")
    return redirect("bookings", slug)


def page(request, event, form, *, status=None, **told):
    context = {"event": event, "form": form, "questions": form.parts["questions"]}
    context |= {"is_new": form.is_new} | told
    status = status or status_of(form)
    return render(request, "events/booking/terms.html", context, status=status)


def with_added_row(data):
    """What was sent; with the button "add" there is one more row for a question."""
    counted = "questions-TOTAL_FORMS"
    count = data.get(counted, "")
    if "add" in data and count.isascii() and count.isdecimal() and len(count) < 4:
        data[counted] = str(int(count) + 1)
    return data
