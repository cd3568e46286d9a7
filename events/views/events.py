from django.shortcuts import render

from events.booking_reading import booking_of, with_booking
from events.checklist import checklist_of
from events.forms.filters import EventFilters
from events.icalendar import why_left_out
from events.models import Event
from events.reading import partners_of, parts_of, programme_of, related_to, with_parts
from events.structured_data import event_data
from network.caching import reading_page
from network.listings import listing, moved
from network.models import Contribution, Kind
from network.models.downloads import easy_read_first
from network.permissions import may_edit, may_write
from network.views.contributions import render_contribution
from network.views.readable import get_readable_or_404

MOST_UPCOMING = 100
NEWEST_FIRST = ("-happened_on", "-id")


@reading_page
def events(request):
    """What is to come, soonest first, and what was, newest first and a page at a time."""
    published = Event.objects.published()
    of_any_year = Contribution.objects.published().of_kind(Kind.EVENT)
    filters = EventFilters(request.GET, among=of_any_year)
    if elsewhere := moved(request, filters):
        return elsewhere
    upcoming = unscheduled = ()
    if "page" not in request.GET:
        upcoming = filters.narrow(published.upcoming()).for_cards()[:MOST_UPCOMING]
        unscheduled = filters.narrow(published.unscheduled()).for_cards()[:MOST_UPCOMING]
    return render(
        request,
        "events/events.html",
        {
            "kind": Kind.EVENT,
            "upcoming": [*upcoming, *unscheduled],
            "listing": listing(request, published.past(), filters, order=NEWEST_FIRST),
            "may_write": may_write(request.user, Kind.EVENT),
        },
    )


@reading_page
def event(request, slug):
    """One event, before it and after it; its organisers see a write-up before others do."""
    found = get_readable_or_404(with_booking(with_parts(Event.objects.for_page())), request, slug)
    parts = parts_of(found)
    is_preview = "preview" in request.GET and may_edit(request.user, found)
    shows_write_up = is_preview or found.leads_with_write_up
    context = {
        **parts,
        **related_to(found),
        **booking_of(found, request.user),
        "downloads": easy_read_first(parts["downloads"]),
        "programme": programme_of(found, parts),
        "partners": partners_of(found, parts["series_partners"]),
        "in_calendars": why_left_out(found) is None,
        "schema": event_data(found),
        "is_preview": is_preview and not found.leads_with_write_up,
        "shows_write_up": shows_write_up,
        "shows_commitments": shows_write_up or found.no_write_up_at,
        "commitments_done": sum(each.state == "done" for each in parts["commitments"]),
        "upcoming": not found.is_over,
    }
    if may_edit(request.user, found):
        checklist = checklist_of(found, context)
        context |= {"checklist": checklist, "missing": sum(not each.is_done for each in checklist)}
    if not shows_write_up:
        context |= {"gallery": [], "videos": []}
    return render_contribution(request, found, "events/event.html", context)
