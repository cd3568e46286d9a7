"""A member's own bookings, as a page and as a calendar with a private address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from events import icalendar
from events.models import Booking, BookingCalendar, Event
from network import guests

from .calendars import answer

MOST = 200


@require_safe
def your_bookings(request):
    """Those to come, those that were, and the address of the calendar if there is one."""
    theirs = Booking.objects.belonging_to(request.user)
    past = theirs.booked().filter(event__in=Event.objects.published().past())
    calendar = BookingCalendar.objects.filter(member=request.user).first()
    context = {
        "to_come": theirs.to_come()[:MOST],
        "past": past.select_related("event").order_by("-event__happened_on")[:MOST],
        "address": calendar and settings.SITE_ADDRESS + calendar.get_absolute_url(),
    }
    return render(request, "events/booking/your_bookings.html", context)


@require_POST
def your_calendar_renewal(request):
    """Makes the address, or another one in its place."""
    BookingCalendar.objects.renew(request.user)
    messages.success(request, "This is the private address of your calendar. Keep it to yourself.")
    return redirect("your-bookings")


@login_not_required
@require_safe
def your_calendar(request, key):
    """The events of the last year and to come at which a member has a place; the key is the address."""
    calendars = BookingCalendar.objects.select_related("member").filter(member__is_active=True)
    calendar = get_object_or_404(calendars, key=key)
    booked = Booking.objects.belonging_to(calendar.member).booked()
    events = Event.objects.published().filter(pk__in=booked.values("event"))
    some = events.for_subscribers(most=MOST).for_calendars()
    name = f"{settings.SITE_NAME}: my bookings"
    return guests.keep_private(answer(icalendar.calendar(some, name=name), "bookings.ics"))
