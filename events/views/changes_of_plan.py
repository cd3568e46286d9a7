"""An event is cancelled or postponed, and takes place after all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from events.forms.changes_of_plan import ChangeOfPlanForm
from events.models import Event
from events.outside import warn_of_parts_outside
from network.models import Revision
from network.permissions import may_change_plan
from network.sent_forms import sent, status_of
from network.views.readable import get_readable_or_404

from .bookings import telling

PAST_DAY = (
    "The day on which it was to be has gone by. Set the new date instead: everybody who booked is "
    "told it by mail."
)


@require_http_methods(["GET", "HEAD", "POST"])
def change_of_plan(request, slug):
    """Asks what becomes of an event and why, and tells everybody who booked."""
    event = get_changeable_or_404(request, slug)
    if event.is_called_off or event.is_over:
        words = "It is over." if event.is_over else f"It is {event.plan.what} already."
        messages.warning(request, f"Nothing was changed. {words}")
        return redirect(event)
    form = ChangeOfPlanForm(sent(request), event=event)
    if form.is_valid():
        with telling(event.pk):
            plan = form.save(by=request.user)
            Revision.objects.note(event, by=request.user)
        if plan is None:
            messages.warning(request, "Somebody else changed the plan at this moment.")
        else:
            messages.success(request, f"It is {plan.what}. Everybody who booked is told why.")
            warn_of_parts_outside(request, Event.objects.get(pk=event.pk))
        return redirect(event)
    context = {"event": event, "form": form, "booked": event.bookings.current().count()}
    return render(request, "events/change_of_plan.html", context, status=status_of(form))


@require_POST
def change_of_plan_reversal(request, slug):
    """It takes place after all; who booked is told so."""
    event = get_changeable_or_404(request, slug)
    if not event.is_called_off:
        messages.warning(request, "Nobody has cancelled or postponed it.")
        return redirect(event)
    if event.dated is None and event.plan.as_it_was(event).is_over:
        messages.warning(request, PAST_DAY)
        return redirect(event)
    with telling(event.pk):
        event.plan.undo(by=request.user)
        Revision.objects.note(event, by=request.user)
    told = "" if event.is_over else " Everybody who booked is told."
    messages.success(request, f"It takes place after all.{told}")
    return redirect(event)


def get_changeable_or_404(request, slug):
    events = Event.objects.select_related("change_of_plan")
    return get_readable_or_404(events, request, slug, may=may_change_plan)
