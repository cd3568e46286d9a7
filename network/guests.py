"""Private links: pages whose address is the key, and the drafts that a browser was shown by one.

A link to a draft (an Invitation or a ShareLink) notes itself in the session when it is opened.
Whether it still holds is asked of the database each time, so that a revoked one ends at once.
"""

from functools import wraps
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt

from .models import Invitation, ShareLink

KEY = "shown_drafts"
LINKS = {"invitation": Invitation, "share": ShareLink}
MOST = 20


def private_link(of_token, closed):
    """Decorates a view whose address holds a token: it gets what the token opens, in its place.

    `of_token(token)` gives that, None when it is gone, and raises BadSignature for a token that is
    not ours; `closed(request, is_ours=…)` gives the page that says why nothing opens. Who does not
    sign in may open it too. A form is sent to it without the token of CSRF (docs/decisions/0094):
    nobody can make a browser send one to an address that they do not know, and with `no-referrer`
    a browser leaves out the origin that Django's check would ask for. Programs that stop mail for
    their reader have no such token either. What scans mail opens every link, so reading one
    changes nothing.
    """

    def guarded(view):
        @wraps(view)
        def opened(request, token, **kwargs):
            request.is_private = True  # no link of the page repeats its address
            try:
                found = of_token(token)
            except BadSignature:
                return keep_private(closed(request, is_ours=False))
            if found is None:
                return keep_private(closed(request, is_ours=True))
            return keep_private(view(request, found, **kwargs))

        return login_not_required(csrf_exempt(opened))

    return guarded


def let_in(request, link):
    """From now on this browser may read the draft of an open Invitation or ShareLink."""
    noted = [link._meta.model_name.removesuffix("link"), link.pk]
    before = request.session.get(KEY, [])
    if noted not in before:
        request.session[KEY] = [noted, *before][:MOST]


def readable_by(request):
    """The numbers of the contributions that this browser was shown and may still read.

    The session is not asked when there is no cookie, so that a visitor's page stays public.
    """
    shown = {request.shown_draft} if hasattr(request, "shown_draft") else set()
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return shown
    noted = request.session.get(KEY, [])
    for name, model in LINKS.items():
        if numbers := [number for link, number in noted if link == name]:
            rows = model.objects.admitting().filter(pk__in=numbers)
            shown.update(rows.values_list("contribution", flat=True))
    return shown


def page_of(request, contribution):
    """The answer that the contribution's own address gives, to somebody who has a link to it.

    Whoever calls this has looked at the link. The page is private, and names no referrer.
    """
    request.shown_draft, request.is_private = contribution.pk, True
    view, args, kwargs = resolve(unquote(contribution.get_absolute_url()))
    return keep_private(view(request, *args, **kwargs))


def keep_private(response):
    """A page at a secret address: kept by nobody, found by no search, its address told to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
