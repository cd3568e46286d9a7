"""A draft as a visitor will see it, at the width of a phone and of a desk."""

import copy

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from network import guests
from network.permissions import may_edit

from .readable import get_child_or_404

WIDTHS = {"both": "Side by side", "phone": "Phone", "desktop": "Computer"}


@require_safe
@csp_override(settings.SECURE_CSP | {"frame-src": [CSP.SELF]})
def preview(request, kind, slug):
    """Two frames, or one of them by choice. What is published already is its own preview."""
    contribution = get_child_or_404(request, kind, slug, may=may_edit)
    if contribution.is_published:
        return redirect(contribution)
    width = request.GET.get("width", "")
    context = {
        "contribution": contribution,
        "width": width if width in WIDTHS else "both",
        "widths": WIDTHS,
    }
    return render(request, "network/preview.html", context)


@require_safe
@xframe_options_sameorigin
def preview_page(request, kind, slug):
    """The page in the frames: made for nobody in particular, so without what its authors may do."""
    contribution = get_child_or_404(request, kind, slug, may=may_edit)
    as_visitor = copy.copy(request)
    as_visitor.user = AnonymousUser()
    page = guests.page_of(as_visitor, contribution)
    # As csp_override does, on top of what a page with videos has overridden already.
    policy = getattr(page, "_csp_config", settings.SECURE_CSP)
    page._csp_config = policy | {"frame-ancestors": [CSP.SELF]}
    return page
