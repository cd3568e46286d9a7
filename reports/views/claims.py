from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.models import CaseStudy
from network.permissions import may_delete_claim
from network.views.readable import get_editable_or_404
from reports.forms.claims import ClaimForm
from reports.models import Claim


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request, slug):
    """The authors of a case study say which principle or recommendation it speaks to, and how."""
    case_study = get_editable_or_404(CaseStudy.objects, request, slug)
    form = ClaimForm(request.POST or None, contribution=case_study, by=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "It is noted.")
        return redirect(f"{case_study.get_absolute_url()}#principles-at-work")
    context = {"form": form, "contribution": case_study}
    return render(request, "reports/claim_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_deletion(request, pk):
    """Takes a claim back, after asking: who made it may, and the authors of the case study."""
    claims = Claim.objects.select_related("contribution", "made_by", "principle")
    claim = get_object_or_404(
        claims.select_related("recommendation__list").visible_to(request.user), pk=pk
    )
    if not may_delete_claim(request.user, claim):
        raise PermissionDenied
    if request.method == "POST":
        claim.delete()
        messages.success(request, "The claim is deleted.")
        return redirect(f"{claim.contribution.get_absolute_url()}#principles-at-work")
    return render(request, "reports/claim_deletion.html", {"claim": claim})
