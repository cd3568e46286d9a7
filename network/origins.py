"""POSTs without a token: pages that everybody keeps hold none, so the browser's word is asked."""

from functools import wraps

from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


class TokenCheck(CsrfViewMiddleware):
    """Django's check, which gives the reason in place of a page."""

    def _reject(self, request, reason):
        return reason


def has_token(request):
    """Whether a POST holds the token of the person who sends it, as our own forms do."""
    check = TokenCheck(lambda _: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def is_same_origin(request):
    """Whether the browser says that a page of ours sent this.

    Sec-Fetch-Site (W3C Fetch Metadata) and Origin (RFC 6454) are set by the browser, and no page
    can change them. What sends neither is no browser, and holds nobody's session: let it pass.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def same_origin_only(view):
    """In place of the token: other sites are refused with 403 and nothing is done."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method == "POST" and not is_same_origin(request):
            return render(request, "403.html", {"form_was_stale": True}, status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
