from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from events import icalendar
from events.models import Event
from network.caching import reading_page
from network.views.contributions import get_readable_or_404

A_YEAR = timedelta(days=365)
MOST_EVENTS = 2000
CONTENT_TYPE = "text/calendar; charset=utf-8"


@reading_page
def calendar(request):
    """Every event to come, and those of the last year whose day is known."""
    since = timezone.localdate() - A_YEAR
    published = Event.objects.published().since(since)
    dated = list(published.for_calendars()[:MOST_EVENTS])
    exact = [event for event in dated if icalendar.why_left_out(event) is None]
    description = f"Events of {settings.SITE_NAME}, to come and of the last year."
    if left_out := len(dated) - len(exact):
        verb = "is" if left_out == 1 else "are"
        description += f" {left_out} of which no exact day is known {verb} left out."
    return answer(
        icalendar.calendar(exact, name=f"{settings.SITE_NAME} events", description=description),
        "events.ics",
    )


@reading_page
def event_ics(request, slug):
    """One event for a calendar; 404 with the reason when none can hold it."""
    event = get_readable_or_404(Event.objects.for_calendars(), request, slug)
    if reason := icalendar.why_left_out(event):
        raise Http404(reason)
    return answer(icalendar.calendar([event], name=event.title), f"{event.slug}.ics")


def answer(calendar, file_name):
    response = HttpResponse(calendar, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    return response
