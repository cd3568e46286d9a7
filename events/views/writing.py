"""The pages on which an event is written: its announcement first, then what belongs to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve
from django.views.decorators.http import require_http_methods, require_POST

from events.forms.announcements import EventForm
from events.forms.commitments import CommitmentsForm
from events.forms.people import PeopleForm
from events.forms.programme import ProgrammeForm
from events.forms.witnesses import WitnessForm
from events.forms.write_ups import WriteUpForm, WriteUpWithdrawalForm
from events.models import ChangeOfPlan, Event, EventSeries
from events.models.changes_of_plan import WHEN
from events.outside import warn_of_parts_outside
from network.models import Revision
from network.permissions import may_publish
from network.sent_forms import sent, status_of
from network.views.readable import get_editable_or_404, get_readable_or_404
from network.views.writing import write

TEMPLATE = "events/write.html"
NEW_DATE = (
    "There is a new date. Everybody who booked is told it by mail within five minutes: if it is "
    "wrong, put it right at once."
)
WHEN_AND_WHERE = (*WHEN, "time_zone", "venue", "address", "place", "online_address")
NOT_TOLD = (
    "nobody tells them by mail when or where it is now: do so under “See who has booked”, “Write to "
    "them”."
)
# The pages after the announcement, by the last part of their address.
PAGES = {
    "programme": ProgrammeForm,
    "appearances": PeopleForm,
    "write-up": WriteUpForm,
    "questions": WitnessForm,
    "commitments": CommitmentsForm,
}


def event_new(request):
    """A new event; a stop that a series lacks begins with what is known of it."""
    series = EventSeries.objects.filter(slug=request.GET.get("series", "")).first()
    stop = request.GET.get("stop", "") if series else ""
    initial = {"series": series, "stop": stop, "format": Event.Format.ROADSHOW} if series else None
    return going_on(request, write(request, EventForm, template=TEMPLATE, initial=initial))


def event_edit(request, slug):
    event = get_editable_or_404(Event.objects, request, slug)
    before = when_and_where(event)
    response = write(request, EventForm, event, TEMPLATE)
    if response.status_code == 302:
        stored = Event.objects.get(pk=event.pk)
        warn_of_parts_outside(request, stored)
        if ChangeOfPlan.objects.with_news().filter(event=event.pk).exists():
            messages.success(request, NEW_DATE)
        elif when_and_where(stored) != before:
            warn_of_those_booked(request, stored)
    return going_on(request, response)


def when_and_where(event):
    """What those who booked have to know."""
    return [getattr(event, name) for name in WHEN_AND_WHERE]


def warn_of_those_booked(request, event):
    """Nobody tells them of another hour or place by itself: an organiser knows what to say."""
    booked = event.bookings.current().count() if event.is_published and not event.is_over else 0
    if booked:
        who = "1 person has" if booked == 1 else f"{booked} people have"
        messages.warning(request, f"{who} booked, and {NOT_TOLD}")


def event_edit_page(request, slug, page):
    if page not in PAGES:
        raise Http404("An event has no such page.")
    event = get_editable_or_404(Event.objects, request, slug)
    return going_on(request, write(request, PAGES[page], event, TEMPLATE))


def going_on(request, response):
    """Once a page is kept, the writer is led to the next one if that was the button pressed."""
    page = request.POST.get("go-on")
    if response.status_code != 302 or page not in PAGES:
        return response
    slug = resolve(response.url).kwargs["slug"]
    return redirect("event-edit-page", slug, page)


@require_POST
def event_write_up(request, slug):
    """Publishes the write-up of an event that is announced; of a draft, all of it."""
    event = get_readable_or_404(Event.objects, request, slug, may=may_publish)
    if not event.has_begun:
        messages.warning(request, "The event has not begun. Publish its write-up after it.")
    elif not event.body:
        messages.warning(request, "Say first what happened: a few sentences are enough.")
    elif event.still_needed():
        return redirect(f"{event.get_edit_url()}?publishing=1")
    else:
        event.publish()
        event.publish_write_up()
        Revision.objects.note(event, by=request.user)
        messages.success(request, "The write-up is published.")
        return redirect(event)
    return redirect("event-edit-page", slug, "write-up")


@require_http_methods(["GET", "HEAD", "POST"])
def write_up_withdrawal(request, slug):
    """Takes the write-up back, with the reason, and leaves the announcement."""
    event = get_readable_or_404(Event.objects, request, slug, may=may_publish)
    if not event.is_written_up or not event.announcement:
        messages.warning(request, "There is no write-up that could be taken back alone.")
        return redirect(event)
    form = WriteUpWithdrawalForm(sent(request))
    if form.is_valid():
        Revision.objects.note_before(event)
        form.save(event=event, by=request.user)
        messages.success(request, "The write-up is taken back. Only organisers see it now.")
        return redirect(event)
    context = {"event": event, "form": form}
    return render(request, "events/write_up_withdrawal.html", context, status=status_of(form))


@require_POST
def write_up_refusal(request, slug):
    """There will be no write-up, so nobody is asked for it any more."""
    event = get_editable_or_404(Event.objects, request, slug)
    if event.awaits_write_up:
        event.decline_write_up()
        messages.success(request, "Noted. Nobody is asked for a write-up any more.")
    return redirect(event)
