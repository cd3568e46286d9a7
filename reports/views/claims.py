from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.models import Contribution, Kind
from network.permissions import may_delete_claim
from network.views.readable import get_editable_or_404
from reports.forms.claims import ClaimForm
from reports.models import Claim


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request, kind, slug):
    """The authors of a contribution say which principle or recommendation it speaks to, and how.

    `?about=recommendation-7` has that one chosen.
    """
    contribution = get_editable_or_404(Contribution.objects.of_kind(kind), request, slug)
    about = request.GET.get("about", "")
    form = ClaimForm(request.POST or None, contribution=contribution, by=request.user, about=about)
    if request.method == "POST" and form.is_valid():
        claim = form.save()
        messages.success(request, "It is noted.")
        return redirect(after_claim(claim))
    context = {"form": form, "contribution": contribution, "kind": Kind(kind)}
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


def after_claim(claim):
    """Where its author sees it: case studies list their claims, others have the claim's own page."""
    if claim.contribution.kind == Kind.CASE_STUDY:
        return f"{claim.contribution.get_absolute_url()}#principles-at-work"
    return reverse("claim", args=[claim.pk])
