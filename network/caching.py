"""Who may keep a page: everybody, or only the person it was made for."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.middleware.csp import get_nonce
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

EVERYBODY = "public, max-age=0, must-revalidate"
ONE_PERSON = "private, no-cache"


def reading_page(view):
    """A page that anybody may open with GET or HEAD, and that a browser or proxy may keep for every visitor.

    It is asked for again each time by its ETag, so that a removed comment is gone at once. What is made for one
    person (a session, a form's token, a nonce) is kept by that person's browser alone.
    """

    @wraps(view)
    def opened(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = (
                ONE_PERSON if is_personal(request, response) else EVERYBODY
            )
        patch_vary_headers(response, ["Cookie"])
        return response

    return login_not_required(require_safe(opened))


def is_personal(request, response):
    """Whether an answer holds, or may hold, anything of one person."""
    return bool(
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or request.session.modified
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or get_nonce(request)
        or response.cookies
    )
