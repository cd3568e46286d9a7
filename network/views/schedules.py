"""Letting a draft be published at a moment to come."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.forms.publication import ScheduleForm
from network.models import Schedule
from network.permissions import may_schedule
from network.sent_forms import sent, status_of

from .readable import get_child_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request, kind, slug):
    """When to publish a draft; one that still needs something goes back to its form."""
    contribution = get_child_or_404(request, kind, slug, may=may_schedule)
    standing = contribution.schedules.standing().first()
    if standing is None and contribution.still_needed():
        return redirect(f"{contribution.get_edit_url()}?publishing=yes")
    form = ScheduleForm(sent(request), initial=_at(standing))
    if form.is_valid():
        Schedule.objects.arrange(contribution=contribution, at=form.moment, by=request.user)
        messages.success(request, "It is arranged. Until then only its authors see it.")
        return redirect(contribution)
    context = {"contribution": contribution, "form": form, "standing": standing}
    return render(request, "network/schedule.html", context, status=status_of(form))


def _at(standing):
    if standing is None:
        return None
    at = timezone.localtime(standing.due_at)
    return {"day": at.date(), "time": at.time()}


@require_POST
def schedule_cancellation(request, kind, slug):
    """Leaves a draft a draft."""
    contribution = get_child_or_404(request, kind, slug, may=may_schedule)
    Schedule.objects.cancel(contribution)
    if contribution.is_published:
        messages.warning(request, "It was published at this moment. You can withdraw it.")
    else:
        messages.success(request, "It will not be published by itself.")
    return redirect(contribution)
