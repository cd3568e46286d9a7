"""Links by which somebody without an account reads a draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network import guests
from network.forms.share_links import ShareLinkForm
from network.models import ShareLink
from network.permissions import may_share
from network.sent_forms import sent, status_of

from .readable import get_child_or_404

NEWEST = 50


@require_http_methods(["GET", "HEAD", "POST"])
def share_links(request, kind, slug):
    """The links to a draft, and a form for another."""
    contribution = get_child_or_404(request, kind, slug, may=may_share)
    form = ShareLinkForm(sent(request), contribution=contribution, by=request.user)
    if form.is_valid():
        link = form.save()
        messages.success(request, "Here is the link. Copy it and send it.")
        return redirect(f"{reverse('share-links', args=[kind, slug])}#link-{link.pk}")
    links = contribution.share_links.select_related("by")[:NEWEST]
    context = {"contribution": contribution, "form": form, "links": links}
    return render(request, "network/share_links.html", context, status=status_of(form))


@require_POST
def share_link_revocation(request, kind, slug, pk):
    """A link ends at once, also for those who have the draft open."""
    contribution = get_child_or_404(request, kind, slug, may=may_share)
    get_object_or_404(contribution.share_links, pk=pk).revoke()
    messages.success(request, "The link is ended. Nobody can open it any more.")
    return redirect(reverse("share-links", args=[kind, slug]))


@login_not_required
@require_safe
def shared(request, token):
    """The draft as it will look, for whoever has the link; else why it does not open."""
    try:
        link = ShareLink.objects.of_token(token)
    except BadSignature:
        return _closed(request, "unknown", status=404)
    if link is None:
        return _closed(request, "gone")
    contribution = link.contribution
    if contribution.is_published:
        return guests.keep_private(redirect(contribution))
    if not ShareLink.objects.admitting().filter(pk=link.pk).exists():
        return _closed(
            request, "held" if link.is_open else "expired" if link.has_expired else "revoked"
        )
    if request.method == "GET":
        link.note_use()
    guests.let_in(request, link)
    request.share_link = link
    return guests.page_of(request, contribution)


def _closed(request, why, status=410):
    page = render(request, "network/shared_closed.html", {"why": why}, status=status)
    return guests.keep_private(page)
