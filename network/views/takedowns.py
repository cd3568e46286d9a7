"""Anybody asks for something to be taken down; the page that says what happens next."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network import tasks
from network.forms.takedowns import TakedownForm
from network.limits import DAY, HOUR, is_within
from network.models import Takedown
from network.models.takedowns import ANSWER_WITHIN
from network.sent_forms import sent, status_of
from network.things import page_at

REQUESTS_AN_HOUR = 10  # behind one address, which may be a whole council's
REQUESTS_OF_ONE_A_DAY = 5  # that name the same e-mail address, which gets mail for each


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def takedown_new(request):
    """The form, which knows the page from which somebody came; what is sent waits for moderators."""
    given = request.POST if request.method == "POST" else request.GET
    page = page_at(given.get("page", ""))
    form = TakedownForm(sent(request), page=page, member=request.user)
    if form.is_valid() and is_within_limits(request, form):
        ask(request, form)
        return redirect("takedown-received")
    status = 429 if form.has_error(NON_FIELD_ERRORS, "too-many") else status_of(form)
    response = render(request, "network/takedowns/new.html", context_of(form, page), status=status)
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    return response


def context_of(form, page):
    return {"form": form, "page": page, "days": ANSWER_WITHIN.days}


def is_within_limits(request, form):
    """Whether this address, or whoever is named as asking, has not asked too often; says so."""
    limits = [(REQUESTS_AN_HOUR, HOUR, request.META["REMOTE_ADDR"])]
    if email := form.cleaned_data.get("email"):
        limits.append((REQUESTS_OF_ONE_A_DAY, DAY, email.lower()))
    for times, seconds, by in limits:
        if not is_within(times, seconds=seconds, of="takedowns", by=by):
            form.refuse_too_many()
            return False
    return True


@transaction.atomic
def ask(request, form):
    """Keeps the request; who asked and the moderators get their mail from the queue."""
    data, member = form.cleaned_data, request.user
    request_number = Takedown.objects.ask(
        things=form.asked(),
        page=data["page"],
        words=data["words"],
        name=data.get("name", ""),
        email=data.get("email", ""),
        asked_by=member if member.is_authenticated else None,
    )
    transaction.on_commit(partial(tasks.tell_of_takedown_request.enqueue, str(request_number)))


@login_not_required
@require_safe
def takedown_received(request):
    """What happens next and by when. It is the same for everybody, whatever was asked."""
    return render(request, "network/takedowns/received.html", {"days": ANSWER_WITHIN.days})
