from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.series import EventSeriesForm
from events.maps import PLACES, marks_of
from events.models import Event, EventSeries
from events.models.series import MOST_STOPS
from network.caching import reading_page
from network.feeds import Channel, contributions_feed
from network.models import Contribution, Kind, Organisation, Partner
from network.permissions import may_write
from network.sent_forms import sent, status_of

AT_ONCE = (
    "Somebody saved a series of this title at this moment, perhaps you, by pressing twice. If you "
    "want another one, save again: what you typed is still here."
)


@reading_page
def event_series(request, slug):
    """A roadshow: its shared text, and its stops in order, also those without a page yet."""
    series = get_object_or_404(EventSeries, slug=slug)
    stops = list(
        Event.objects.published()
        .filter(series=series)
        .for_cards()
        .order_by("stop", "happened_on", "pk")[:MOST_STOPS]
    )
    numbered = {stop.stop: stop for stop in stops if stop.stop}
    last = min(max([series.planned_stops or 0, *numbered]), MOST_STOPS)
    at_stops = Partner.objects.filter(contribution__in=stops).values("organisation")
    partners = Q(pk__in=at_stops) | Q(pk__in=series.partners.values("pk"))
    return render(
        request,
        "events/series.html",
        {
            "series": series,
            "stops": with_gaps(numbered, last),
            "unnumbered": [stop for stop in stops if not stop.stop],
            "marks": marks_of(stops),
            "unplaced": sum(stop.region not in PLACES for stop in stops),
            "written_up": sum(stop.is_written_up for stop in stops),
            "partners": Organisation.objects.filter(partners),
            "may_write": may_write(request.user, Kind.EVENT),
        },
    )


@reading_page
def event_series_feed(request, slug):
    series = get_object_or_404(EventSeries, slug=slug)
    words = series.summary or f"The stops of {series}."
    channel = Channel(series.title, words, series.get_absolute_url(), request.path)
    return contributions_feed(
        channel, Contribution.objects.published().filter(event__series=series)
    )


def with_gaps(stops, last):
    """Each stop in order, and for those in a row that have no page a range of their numbers."""
    found = []
    for number in range(1, last + 1):
        if stop := stops.get(number):
            found.append(stop)
        elif found and isinstance(found[-1], range):
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return [{"gap": each} if isinstance(each, range) else {"stop": each} for each in found]


def event_series_new(request):
    return _write(request, EventSeries())


def event_series_edit(request, slug):
    return _write(request, get_object_or_404(EventSeries, slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
def _write(request, series):
    if not may_write(request.user, Kind.EVENT):
        raise PermissionDenied
    form, status = EventSeriesForm(sent(request), instance=series), None
    if form.is_valid():
        try:
            saved = form.save()
        except IntegrityError:
            form.add_error(None, AT_ONCE)
            status = 409
        else:
            messages.success(request, "The series is saved.")
            return redirect(saved)
    context = {"form": form, "title": series.title if series.pk else ""}
    status = status or status_of(form)
    return render(request, "events/series_write.html", context, status=status)
