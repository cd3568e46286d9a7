"""How an event is booked, as its organisers set it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.booking_terms import BookingTermsForm
from events.models import Booking, BookingTerms
from network.forms.overtaken import theirs, who_saved
from network.forms.parts import add_row
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
        data = request.POST.copy()
        if "add" in data:
            add_row(data, "questions")
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
