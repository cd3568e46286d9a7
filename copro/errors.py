"""Pages for what went wrong.

Pages of status 500 and 503 are rendered without a request, so that they need neither database nor session.
"""

import logging
import sys
from inspect import getclosurevars

from django.conf import settings
from django.core.exceptions import (
    ObjectDoesNotExist,
    ObjectNotUpdated,
    RequestDataTooBig,
    TooManyFilesSent,
)
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from network.comparison import paragraphs
from network.views.readable import Gone

RETRY_AFTER = 30  # seconds
# How a text of the editor begins.
PROSE = ("<p", "<h", "<ul", "<ol", "<blockquote", "<table", "<figure")
OVERTAKEN = (ForeignKeyViolation, UniqueViolation)
logger = logging.getLogger(__name__)
FRAGMENTS = {"board-questions", "live-list"}  # parts of a page, for its script


def bad_request(request, exception):
    """handler400: also what Django calls for too large a request, which has a status of its own."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return page_alone(413)
    return page_alone(400)


def forbidden(request, exception):
    """handler403"""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """A form whose token is missing or old, as after signing in in another tab."""
    return render(request, "403.html", {"form_was_stale": True}, status=403)


def not_found(request, exception):
    """handler404: also for what stood here once and was withdrawn, which has a status of its own."""
    if isinstance(exception, Gone):
        return render(request, "410.html", status=410)
    return render(request, "404.html", status=404)


def not_allowed(request, response):
    """Gives an HttpResponseNotAllowed, which is empty, its page."""
    context = {"page_above": page_above(request.path)}
    response.content = render_to_string("405.html", context, request)
    return response


def page_above(address):
    """The nearest address above this one that is a page to open; None when there is none."""
    parts = address.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:count])}/"
        try:
            match = resolve(above)
        except Resolver404:
            continue
        if match.url_name not in FRAGMENTS and takes(match.func, "GET"):
            return above
    return None


def takes(view, method):
    """Whether a view answers a method, as far as its decorators (django.views.decorators.http) say."""
    while view is not None:
        if method not in getclosurevars(view).nonlocals.get("request_method_list", [method]):
            return False
        view = getattr(view, "__wrapped__", None)
    return True


def is_overtaken(exception):
    """Whether what a form is about went, or the same came, after the view had looked: forms ask both first."""
    if isinstance(exception, IntegrityError):
        return isinstance(exception.__cause__, OVERTAKEN)
    return isinstance(exception, (ObjectDoesNotExist, ObjectNotUpdated))


def overtaken(request):
    """The answer to a form that another overtook; to be called while the exception is handled."""
    logger.warning("Overtaken: %s", request.path, exc_info=True)
    names = (name for name in request.POST if "password" not in name and "token" not in name)
    texts = [text for name in names for text in request.POST.getlist(name)]
    texts = ["\n".join(paragraphs(text)) if text.startswith(PROSE) else text for text in texts]
    typed = [text for text in texts if len(text.split()) > 1]  # the rest is keys and choices
    response = render(request, "409.html", {"typed": typed}, status=409)
    response.headers["Cache-Control"] = "no-store"
    return response


def too_many_requests(request, exception=None):
    """handler429: django-allauth calls it when a limit on attempts is reached."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(60)
    return response


def server_error(request):
    """handler500. A database that is away or overloaded is a 503, which a browser or proxy may try again."""
    if isinstance(sys.exc_info()[1], OperationalError):
        response = page_alone(503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    return page_alone(500)


def page_alone(status):
    """A page that needs nothing but its template; it is never kept by a cache."""
    context = {"site_name": settings.SITE_NAME, "demo": settings.DEMO}
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
