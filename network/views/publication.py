"""Publishing, withdrawing, and deleting a draft that nobody else has seen."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network import permissions, tasks
from network.forms.publication import WithdrawalForm
from network.models import Contribution, Kind, Revision
from network.sent_forms import sent, status_of

from .readable import get_child_or_404


@require_POST
def publication(request, kind, slug):
    """Shows a draft to everybody, or asks when; one that needs more goes back to its form."""
    contribution = get_child_or_404(request, kind, slug, may=permissions.may_publish)
    vouched = request.POST.get("vouched", "").replace("\r\n", "\n").split("\n")
    contribution.bylines.vouch(by=request.user, names=vouched)
    if "later" in request.POST:
        return redirect("schedule", contribution.kind, contribution.slug)
    if contribution.still_needed():
        return redirect(f"{contribution.get_edit_url()}?publishing=yes")
    try:
        with transaction.atomic():
            contribution.publish()
            Revision.objects.note(contribution, by=request.user)
    except Contribution.DoesNotExist:
        raise Http404("The draft was deleted at this moment.") from None
    if not contribution.is_published:  # a moderator was faster
        raise PermissionDenied
    messages.success(request, "It is published.")
    return redirect(contribution)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request, kind, slug):
    """Takes a published contribution back to a draft, with the reason."""
    contribution = get_child_or_404(request, kind, slug, may=permissions.may_withdraw)
    is_author = contribution.is_written_by(request.user)
    form = WithdrawalForm(sent(request), by_author=is_author)
    if form.is_valid():
        with transaction.atomic():
            made = contribution.withdraw(by=request.user, reason=form.cleaned_data["reason"])
            if not is_author:
                transaction.on_commit(partial(tasks.tell_of_withdrawal.enqueue, made.pk))
        if made.is_holding:
            messages.success(request, "It is taken back, and its authors are told why.")
        else:
            messages.success(request, "It is withdrawn: only its authors see it now.")
        stays = is_author or made.is_holding
        return redirect(contribution if stays else Kind(kind).plural)
    context = {
        "contribution": contribution,
        "form": form,
        "holds": request.user.is_moderator and not is_author,
    }
    return render(request, "network/withdrawal.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def draft_deletion(request, kind, slug):
    """Deletes one's own draft for good, after asking."""
    contribution = get_child_or_404(request, kind, slug, may=permissions.may_delete)
    if request.method == "POST":
        contribution.delete_for_good()
        messages.success(request, "The draft is deleted.")
        return redirect(reverse("you"))
    return render(request, "network/draft_deletion.html", {"contribution": contribution})
