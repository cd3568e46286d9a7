"""What moderators took back and hold: its authors ask them to look again, a moderator lifts it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network import permissions, tasks
from network.forms.publication import AppealForm
from network.limits import DAY, is_within
from network.models import Appeal, Withdrawal
from network.pagination import keyset_page
from network.sent_forms import sent, status_of

from .readable import get_child_or_404

PAGE = 50
APPEALS_A_DAY = 3


@require_safe
def holds(request):
    """All that moderators hold, newest first, with what its authors said to it."""
    if not permissions.may_see_holds(request.user):
        raise PermissionDenied
    held = Withdrawal.objects.holding().select_related("contribution", "by")
    appeals = Prefetch("appeals", Appeal.objects.select_related("by"))
    held = held.prefetch_related(appeals).defer(
        *(f"contribution__{name}" for name in ("body", "names", "searchable"))
    )
    page = keyset_page(held, ["-at", "-id"], request.GET.get("page", ""), PAGE)
    return render(request, "network/holds.html", {"page": page})


@require_POST
def hold_lifting(request, kind, slug):
    """Lets the authors publish it again, and tells them."""
    contribution = get_child_or_404(request, kind, slug, may=permissions.may_lift)
    held = contribution.withdrawals.holding().first()
    with transaction.atomic():
        if held and held.lift(by=request.user):
            transaction.on_commit(partial(tasks.tell_of_lifting.enqueue, held.pk))
    messages.success(request, "Its authors may publish it again, and are told so.")
    return redirect(reverse("holds"))


@require_http_methods(["GET", "HEAD", "POST"])
def hold_appeal(request, kind, slug):
    """An author asks the moderators, in their own words, to look again."""
    contribution = get_child_or_404(request, kind, slug, may=permissions.may_appeal)
    held = contribution.withdrawals.holding().first()
    form = AppealForm(sent(request))
    context = {"contribution": contribution, "form": form, "withdrawal": held}
    if not form.is_valid():
        return render(request, "network/hold_appeal.html", context, status=status_of(form))
    if not is_within(APPEALS_A_DAY, seconds=DAY, of="appeals", by=f"{held.pk}:{request.user.pk}"):
        form.add_error(None, "You have asked three times today. A moderator will answer.")
        return render(request, "network/hold_appeal.html", context, status=429)
    form.instance.withdrawal, form.instance.by = held, request.user
    with transaction.atomic():
        appeal = form.save()
        transaction.on_commit(partial(tasks.tell_of_appeal.enqueue, appeal.pk))
    messages.success(request, "The moderators are asked to look again.")
    return redirect(contribution)
