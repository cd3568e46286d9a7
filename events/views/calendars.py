from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from events import icalendar
from events.models import Event, EventSeries
from network.caching import reading_page
from network.models import Topic
from network.models.places import Region
from network.views.readable import get_readable_or_404
from network.views.topics import moved

MOST_EVENTS = 500  # of those to come, and of those that are over
MOST_CHOICES = 60
CONTENT_TYPE = "text/calendar; charset=utf-8"


@reading_page
def calendar(request):
    """Every event to come, and those of the last year whose day is known."""
    return of_last_year(
        Event.objects.all(), f"{settings.SITE_NAME} events", f"Events of {settings.SITE_NAME}"
    )


@reading_page
def event_series_calendar(request, slug):
    """Every stop of a series, whenever it was."""
    series = get_object_or_404(EventSeries, slug=slug)
    stops = Event.objects.published().filter(series=series).for_calendars()[:MOST_EVENTS]
    description = series.summary or f"The stops of {series}."
    return written(stops, series.title, description, f"{series.slug}.ics")


@reading_page
def region_calendar(request, region):
    if region not in Region:
        raise Http404("We know no such region.")
    label = Region(region).label
    events = Event.objects.filter(region=region)
    return of_last_year(events, f"{settings.SITE_NAME}: {label}", f"Events in {label}", region)


@reading_page
def topic_calendar(request, slug):
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        return moved(request, slug, "topic-calendar")
    name = f"{settings.SITE_NAME}: {topic.name}"
    return of_last_year(Event.objects.about_topic(topic), name, f"Events on {topic.name}", slug)


@reading_page
def calendars(request):
    """What can be subscribed to, and how; `series`, `region`, `topic` in the address choose one."""
    chosen, words = chosen_calendar(request.GET)
    return render(
        request,
        "events/calendars.html",
        {
            "words": words,
            "path": chosen,
            "address": settings.SITE_ADDRESS + chosen,
            "subscription": f"webcal://{settings.SITE_ADDRESS.partition('://')[2]}{chosen}",
            "series": EventSeries.objects.all()[:MOST_CHOICES],
            "regions": [each for each in Region if each != Region.ELSEWHERE],
            "topics": topics_of_events(),
        },
    )


def topics_of_events():
    of_events = Topic.objects.filter(filings__content_object__in=Event.objects.published())
    return of_events.distinct().order_by("name")[:MOST_CHOICES]


def chosen_calendar(given):
    """The path of a calendar and what is in it; all events when nothing known was chosen."""
    if series := EventSeries.objects.filter(slug=given.get("series", "")).first():
        return reverse("event-series-calendar", args=[series.slug]), f"The stops of “{series}”"
    if (region := given.get("region")) in Region:
        return reverse("region-calendar", args=[region]), f"Events in {Region(region).label}"
    if topic := Topic.objects.at(given.get("topic", "")):
        return reverse("topic-calendar", args=[topic.slug]), f"Events on {topic.name}"
    return reverse("calendar"), "All our events"


def of_last_year(events, name, description, stem="events"):
    """Those of these that are to come, were within a year, or were put off in it: the nearest to today."""
    some = events.published().for_subscribers(most=MOST_EVENTS)
    kept = list(some.for_calendars())
    which = ", the nearest to today" if len(kept) >= MOST_EVENTS else ""
    description = f"{description}, to come and of the last year{which}."
    return written(kept, name, description, f"{stem}.ics")


def written(events, name, description, file_name):
    """The calendar as an answer; it says how many have no exact day."""
    events = list(events)
    exact = [event for event in events if icalendar.why_left_out(event) is None]
    if left_out := len(events) - len(exact):
        verb = "is" if left_out == 1 else "are"
        description += f" {left_out} of which no exact day is known {verb} left out."
    return answer(icalendar.calendar(exact, name=name, description=description), file_name)


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
