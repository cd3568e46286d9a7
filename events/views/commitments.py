"""What people said at an event that they would do: noted on the day, and told later by organisers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.commitments import NewCommitmentForm, TellingForm
from events.models import Commitment, Event
from network.models import Contribution
from network.permissions import may_edit, may_note_commitments, may_see_late_commitments
from network.sent_forms import sent, status_of
from network.views.readable import get_readable_or_404

from .live_running import add

MOST = 200  # that one page lists


def get_noted_or_404(request, slug):
    return get_readable_or_404(Event.objects, request, slug, may=may_note_commitments)


@require_http_methods(["GET", "HEAD", "POST"])
def commitments(request, slug):
    """All of an event, and a form for one more: made for a phone."""
    event = get_noted_or_404(request, slug)
    form, rows = NewCommitmentForm(sent(request)), event.commitments
    if form.is_valid() and note(request, event, form):
        messages.success(request, "It is noted.")
        return redirect("commitments", slug)
    context = {
        "event": event,
        "commitments": rows.select_related("person__member"),
        "form": form,
        "people": event.appearances.printed_names(),
        "may_write_up": may_edit(request.user, event),
    }
    return render(request, "events/commitments/commitments.html", context, status=status_of(form))


@transaction.atomic
def note(request, event, form):
    """Keeps it at the end while there is room; whoever has the event open to write is told."""
    if not add(request, event, form, event.commitments, form.made(event)):
        return False
    rows = Contribution.objects.filter(pk=event.pk)
    return rows.update(updated_at=timezone.now(), updated_by=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request, slug, pk):
    """What came of it, told by an organiser or by who facilitated."""
    event = get_noted_or_404(request, slug)
    found = get_object_or_404(event.commitments, pk=pk)
    form = TellingForm(sent(request), instance=found)
    if form.is_valid():
        if found.tell(teller=Commitment.Teller.ORGANISER, by=request.user, **form.told()):
            messages.success(request, "It is noted.")
        else:
            messages.warning(request, "Somebody took it away at this moment.")
        return redirect("commitments", slug)
    context = {"event": event, "commitment": found, "form": form}
    return render(request, "events/commitments/commitment.html", context, status=status_of(form))


@require_safe
def late_commitments(request):
    """Those of all events whose day has come and of which nobody has told, the oldest first."""
    if not may_see_late_commitments(request.user):
        raise PermissionDenied
    rows = Commitment.objects.late(timezone.localdate())
    rows = list(rows.select_related("event", "person__member")[: MOST + 1])
    context = {"commitments": rows[:MOST], "more": len(rows) > MOST}
    return render(request, "events/commitments/late.html", context)
