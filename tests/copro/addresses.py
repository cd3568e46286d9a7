"""A small site for tests of what stands around every view."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import path

from copro import demo, media
from copro.urls import *  # noqa: F403 (its handlers)
from network.caching import reading_page

RAISED = {
    "missing": Http404,
    "refused": PermissionDenied,
    "broken": RuntimeError,
    "away": OperationalError,
    "gone": ObjectDoesNotExist,
}


@login_not_required
def raising(request, name):
    raise RAISED[name]("for the test")


@login_not_required
def echo(request):
    given = request.POST.get("text", "")
    return HttpResponse(f"{request.META['REMOTE_ADDR']} {request.is_secure()} {len(given)}")


@reading_page
def reading(request):
    return HttpResponse("words to read")


@reading_page
def reading_with_form(request):
    return HttpResponse(get_token(request))


@reading_page
def reading_with_nonce(request):
    page = engines["django"].from_string("<script {% csp_nonce_attr %}></script>")
    return HttpResponse(page.render({}, request))


@reading_page
def reading_with_session(request):
    request.session["draft"] = "kept"
    return HttpResponse("kept")


def closed(request):
    return HttpResponse("for members")


urlpatterns = [
    path("raising/<name>/", raising),
    path("echo/", echo),
    path("reading/", reading),
    path("reading/form/", reading_with_form),
    path("reading/nonce/", reading_with_nonce),
    path("reading/session/", reading_with_session),
    path("closed/", closed),
    path("demo/mail/", demo.mail),
    path("media/<path:name>", media.media),
    *urlpatterns,  # noqa: F405
]
