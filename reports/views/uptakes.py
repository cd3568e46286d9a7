from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network.models import Contribution
from network.permissions import may_set_uptake
from network.sent_forms import sent, status_of
from reports.forms.uptakes import UptakeForm
from reports.models import Recommendation

MOST = 50  # contributions of one's own to choose from


@require_http_methods(["GET", "HEAD", "POST"])
def uptakes(request, pk):
    """An organiser says how far a recommendation was taken up. What was said before is kept."""
    if not may_set_uptake(request.user):
        raise PermissionDenied
    found = get_object_or_404(Recommendation.objects.on_published().with_report(), pk=pk)
    form = UptakeForm(sent(request))
    if form.is_valid():
        form.save(recommendation=found, by=request.user)
        messages.success(request, "It stands on the page now.")
        return redirect("recommendation", found.pk)
    context = {"form": form, "recommendation": found}
    return render(request, "reports/ideas/uptake.html", context, status=status_of(form))


@require_safe
def recommendation_claims(request, pk):
    """ "We took this up": which of what one wrote tells of it, or a new case study."""
    found = get_object_or_404(Recommendation.objects.on_published().with_report(), pk=pk)
    written = Contribution.objects.written_by(request.user).order_by("-updated_at").for_cards()
    context = {"recommendation": found, "written": written[:MOST]}
    return render(request, "reports/ideas/taken_up.html", context)
