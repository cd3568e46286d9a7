"""A past event as the beginning of another one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.copies import CopyForm
from events.models import Event
from network.models import Kind
from network.permissions import may_write
from network.sent_forms import sent, status_of
from network.views.readable import get_editable_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def event_copy(request, slug):
    """Asks for the new day, and makes a draft that one goes on with."""
    event = get_editable_or_404(Event.objects.select_related("series"), request, slug)
    if not may_write(request.user, Kind.EVENT):
        raise PermissionDenied
    form = CopyForm(sent(request), event=event)
    if form.is_valid():
        made = form.save(by=request.user)
        messages.success(
            request, "A draft is made. Look through it, and ask everybody in it again."
        )
        return redirect("event-edit", made.slug)
    context = {"event": event, "form": form}
    return render(request, "events/copy.html", context, status=status_of(form))
