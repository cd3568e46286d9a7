from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.caching import reading_page
from network.forms.comments import RemovalForm
from network.models import Contribution
from network.permissions import (
    may_delete_claim,
    may_dispute,
    may_remove_dispute,
    may_withdraw_dispute,
)
from network.sent_forms import sent, status_of
from network.views.readable import Gone
from reports.forms.disputes import DisputeForm
from reports.models import Claim, Dispute


@reading_page
def claim(request, pk):
    """One claim: what it rests on, and who disputes it."""
    found = readable_claim(request, pk)
    disputes = list(found.disputes.shown_to(request.user).select_related("by"))
    context = {
        "claim": found,
        "disputes": disputes,
        "may_delete": may_delete_claim(request.user, found),
        "may_remove": may_remove_dispute(request.user),
        "may_dispute": may_dispute(request.user, found)
        and not any(
            each.by.member_id == request.user.pk and not each.removed_at for each in disputes
        ),
    }
    return render(request, "reports/claim.html", context)


def readable_claim(request, pk):
    """A claim of what this reader may see; raises Gone when it was public and is not now.

    Who may delete one sees it also while its target is withdrawn or its passage has left the text.
    """
    found = get_object_or_404(Claim.objects.for_list().with_target().with_state(), pk=pk)
    seen = Contribution.objects.visible_to(request.user).filter(pk=found.contribution_id)
    if not seen.exists():
        if found.contribution.withdrawals.exists():
            raise Gone("What this claim rests on was withdrawn.")
        raise Http404("Nothing stands at this address.")
    if not (found.is_shown or may_delete_claim(request.user, found)):
        raise Gone("What this claim is about, or the words that it rests on, were withdrawn.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def disputes(request, pk):
    """A member disputes a claim, and says why."""
    found = readable_claim(request, pk)
    if not may_dispute(request.user, found):
        raise PermissionDenied
    form = DisputeForm(sent(request), claim=found, by=request.user)
    with transaction.atomic():
        Claim.objects.select_for_update().get(pk=found.pk)  # one after the other
        if form.is_valid():
            form.save()
            messages.success(request, "Your reason stands beside the claim now.")
            return redirect("claim", found.pk)
    context = {"form": form, "claim": found}
    return render(request, "reports/dispute_new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def dispute_deletion(request, pk):
    """Withdraws one's own dispute, after asking."""
    dispute = get_object_or_404(Dispute.objects.standing().select_related("claim", "by"), pk=pk)
    if not may_withdraw_dispute(request.user, dispute):
        raise PermissionDenied
    if request.method == "POST":
        dispute.delete()
        messages.success(request, "You do not dispute it any more.")
        return redirect("claim", dispute.claim_id)
    return render(request, "reports/dispute_deletion.html", {"dispute": dispute})


@require_http_methods(["GET", "HEAD", "POST"])
def dispute_removal(request, pk):
    """A moderator removes a dispute, with a reason that its author reads."""
    if not may_remove_dispute(request.user):
        raise PermissionDenied
    dispute = get_object_or_404(Dispute.objects.standing().select_related("claim", "by"), pk=pk)
    form = RemovalForm(sent(request))
    form.fields["reason"].help_text = "Its author reads this beside the claim."
    if form.is_valid():
        dispute.remove(by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The dispute is removed.")
        return redirect("claim", dispute.claim_id)
    context = {"form": form, "dispute": dispute}
    return render(request, "reports/dispute_removal.html", context, status=status_of(form))
