"""What somebody wrote before signing in, and what becomes of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from network import waiting_comments
from network.models import Contribution
from network.models.findable import heavy
from network.origins import same_origin_only

from .comments import too_late


def _contribution(kind, slug):
    """What a comment waits for, published or withdrawn meanwhile; of a draft nothing is told."""
    contributions = Contribution.objects.of_kind(kind).defer(*heavy())
    contribution = get_object_or_404(contributions, slug=slug)
    if not contribution.is_published and not contribution.withdrawals.exists():
        raise Http404("Nothing stands at this address.")
    return contribution


@login_not_required
@require_safe
@never_cache
def waiting_comment(request, kind, slug):
    """Where signing in leads back to: on to the form that holds the text, or to what became of it."""
    contribution = _contribution(kind, slug)
    waiting = waiting_comments.waiting_for(request, contribution.pk)
    if waiting is None and not contribution.is_published:
        raise Http404("Nothing waits here.")
    if waiting and not (contribution.is_published and contribution.comments_open):
        return too_late(request, contribution, waiting["body"], waiting)
    if waiting and not request.user.is_authenticated:
        context = {"contribution": contribution, "waiting": waiting}
        return render(request, "network/comments/waiting.html", context)
    return redirect(f"{contribution.get_absolute_url()}#comment-form")


@login_not_required
@require_POST
@same_origin_only
def waiting_comment_deletion(request, kind, slug):
    contribution = _contribution(kind, slug)
    waiting_comments.forget(request.session, request.POST.get("waiting", ""))
    if not contribution.is_published:
        return redirect("home")
    return redirect(f"{contribution.get_absolute_url()}#comment-form")
