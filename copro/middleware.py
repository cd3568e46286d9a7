"""What happens to every request before its view, and to every answer after it."""

import contextlib
import ipaddress
import re
import time

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed, RequestDataTooBig
from django.db import connection
from django.http import HttpResponseNotAllowed

from copro.errors import is_overtaken, not_allowed, overtaken

NUL = "\x00"
# Format characters, fillers and selectors that show nothing where they stand alone (Unicode's
# Default_Ignorable_Code_Point, and the blank braille pattern).
UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Nothing else in a whole text, a line of it, or a piece between commas.
ALL_UNSEEN = re.compile(rf"(?<![^,\r\n])[^\S\r\n]*[{UNSEEN}][{UNSEEN} \t\xa0]*(?![^,\r\n])")
LONGEST_NAME = 200  # of a parameter: ours are far shorter
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class Tally:
    """Counts what one request asks of the database. Times are in seconds."""

    def __init__(self):
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - began


def server_timing(get_response):
    """With SERVER_TIMING=1 every answer says what it cost (W3C Server Timing; durations in milliseconds)."""
    if not settings.SERVER_TIMING:
        raise MiddlewareNotUsed

    def middleware(request):
        began, tally = time.perf_counter(), Tally()
        with connection.execute_wrapper(tally):
            response = get_response(request)
        total = (time.perf_counter() - began) * 1000
        database = f'db;dur={tally.seconds * 1000:.2f};desc="{tally.queries} queries"'
        response.headers["Server-Timing"] = f"{database}, total;dur={total:.2f}"
        return response

    return middleware


def honest_address(get_response):
    """REMOTE_ADDR becomes the address that the outermost trusted proxy saw; X-Forwarded-For is then forgotten.

    With TRUSTED_PROXIES=0 the header is only what a stranger claims, and nothing is taken from it.
    """

    def middleware(request):
        chain = request.META.pop("HTTP_X_FORWARDED_FOR", "").split(",")
        if settings.TRUSTED_PROXIES:
            claimed = chain[-min(settings.TRUSTED_PROXIES, len(chain))].strip()
            # Without a header, as in a health check from the same machine, the peer is what we know.
            with contextlib.suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(claimed))
        return get_response(request)

    return middleware


def security_headers(get_response):
    """Headers that Django has no setting for."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # What does not say who may keep it (a reading page does) may be somebody's own.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def plain_input(get_response):
    """Refuses what no form of ours sends and PostgreSQL cannot hold: NUL bytes, endless names, too large a body.

    What shows nothing is nothing: a name of zero-width characters alone is missing, and its form says so.
    """

    def middleware(request):
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MAX_REQUEST_SIZE:
            message = "The request is larger than MAX_REQUEST_MEGABYTES."
            raise RequestDataTooBig(message)
        values = (request.path_info, *request.COOKIES.values())
        if any(NUL in value for value in values) or not (
            is_plain(request.GET) and is_plain(request.POST)
        ):
            message = "NUL bytes or an endless name in the request"
            raise BadRequest(message)
        request.POST = as_seen(request.POST)
        return get_response(request)

    return middleware


def told_refusals(get_response):
    """Whoever opens an address that takes forms alone reads so, where Django's answer is empty."""

    def middleware(request):
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return not_allowed(request, response)
        return response

    return middleware


def told_overtaken(get_response):
    """Whoever sends a form about what another deletes in the same instant reads so, with what they typed."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if request.method == "POST" and is_overtaken(exception):
            return overtaken(request)
        return None

    middleware.process_exception = process_exception
    return middleware


def as_seen(parameters):
    """A QueryDict without what shows nothing; the same one when all of it can be seen."""
    changed = {
        name: [ALL_UNSEEN.sub("", value) for value in values]
        for name, values in parameters.lists()
        if any(ALL_UNSEEN.search(value) for value in values)
    }
    if changed:
        parameters = parameters.copy()
        for name, values in changed.items():
            parameters.setlist(name, values)
    return parameters


def is_plain(parameters):
    """Whether a QueryDict has names of a sane length and no NUL anywhere."""
    return all(
        len(name) <= LONGEST_NAME and NUL not in name and not any(NUL in value for value in values)
        for name, values in parameters.lists()
    )
