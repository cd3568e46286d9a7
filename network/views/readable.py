"""Fetching a contribution by its address, through permission."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from network import guests
from network.models import Contribution
from network.permissions import may_edit


class Gone(Http404):
    """The address was public once, and what stood there was withdrawn: answered with 410."""


def get_readable_or_404(queryset, request, slug, *, may=None):
    """What this reader may see at `slug`: published, their own draft, or one they were shown.

    Raises Gone when it was withdrawn, else Http404; PermissionDenied when they may see it, but
    not what they came for: `may` is a function of `network.permissions`.
    """
    contribution = queryset.visible_to(request.user).filter(slug=slug).first()
    shown = guests.readable_by(request) if contribution is None else ()
    if shown:
        contribution = queryset.filter(slug=slug, pk__in=shown).first()
        if contribution is not None:
            contribution.show_early()
    if contribution is None:
        if queryset.filter(slug=slug, withdrawals__isnull=False).exists():
            raise Gone("This was withdrawn.")
        raise Http404("Nothing stands at this address.")
    return _allowed(request, contribution, may)


def get_child_or_404(request, kind, slug, *, may):
    """As above, for an address that begins with a kind: the case study, event, report or article."""
    found = get_readable_or_404(Contribution.objects.of_kind(kind), request, slug)
    return _allowed(request, found.child, may)


def get_editable_or_404(queryset, request, slug):
    """As above, of what this reader may change."""
    return get_readable_or_404(queryset, request, slug, may=may_edit)


def _allowed(request, contribution, may):
    if may and not may(request.user, contribution):
        raise PermissionDenied
    return contribution
