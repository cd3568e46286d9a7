"""What happens to every request before its view, and to every answer after it."""

import contextlib
import ipaddress
import time

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed, RequestDataTooBig
from django.db import connection
from django.http import HttpResponseNotAllowed

from copro.errors import not_allowed

NUL = "\x00"
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
    """Refuses what no form of ours sends and PostgreSQL cannot hold: NUL bytes, endless names, too large a body."""

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


def is_plain(parameters):
    """Whether a QueryDict has names of a sane length and no NUL anywhere."""
    return all(
        len(name) <= LONGEST_NAME and NUL not in name and not any(NUL in value for value in values)
        for name, values in parameters.lists()
    )
