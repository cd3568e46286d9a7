from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.models import Contribution, Kind
from network.permissions import may_delete_claim
from network.sent_forms import sent, status_of
from network.views.readable import get_editable_or_404
from reports.forms.claims import ClaimForm, PassageForm
from reports.models import Claim

NOTED = "It is noted."
NOTED_ON_DRAFT = "It is noted. Readers see it once this page is published."


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request, kind, slug):
    """The authors of a contribution say which principle or recommendation it speaks to, and how.

    `?about=recommendation-7` has that one chosen.
    """
    contribution = get_editable_or_404(Contribution.objects.of_kind(kind), request, slug)
    about = request.GET.get("about", "")
    form = ClaimForm(sent(request), contribution=contribution, by=request.user, about=about)
    with transaction.atomic():
        claim = form.save() if form.is_valid() else None
    if claim:
        contribution.related.ask(contribution)
        messages.success(request, NOTED if contribution.is_published else NOTED_ON_DRAFT)
        return redirect(beside(contribution))
    context = {"form": form, "contribution": contribution, "kind": Kind(kind)}
    return render(request, "reports/claim_new.html", context, status=status_of(form))


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
        claim.contribution.related.ask(claim.contribution)
        messages.success(request, "The claim is deleted.")
        return redirect(beside(claim.contribution))
    return render(request, "reports/claim_deletion.html", {"claim": claim})


@require_http_methods(["GET", "HEAD", "POST"])
def claim_passage(request, pk):
    """The words on which a claim rests are said anew: those before may have left the text."""
    claims = Claim.objects.for_list().with_target().visible_to(request.user)
    claim = get_object_or_404(claims, pk=pk)
    if not may_delete_claim(request.user, claim):
        raise PermissionDenied
    form = PassageForm(sent(request), instance=claim)
    if form.is_valid():
        form.save()
        messages.success(request, "The claim rests on these words now.")
        return redirect(beside(claim.contribution))
    context = {"form": form, "claim": claim}
    return render(request, "reports/claim_passage.html", context, status=status_of(form))


def beside(contribution):
    """Where its authors see its claims."""
    return f"{contribution.get_absolute_url()}#principles-at-work"
