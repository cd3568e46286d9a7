"""What waits for moderators, and what they did."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.models import Appeal, Contribution, PersonClaim, Takedown, Withdrawal
from network.models.ending_consents import MOST, SOON, ending_consents
from network.models.moderation_log import moderation_log
from network.pagination import cursor_after, read_cursor
from network.permissions import may_moderate

PAGE = 50
LOG_ORDER = ("at", "source", "pk")
LOG_FIELDS = (models.DateTimeField(), models.IntegerField(), models.BigIntegerField())
COUNTED = 100  # above that a count says "100+"


def moderators_only(request):
    if not may_moderate(request.user):
        raise PermissionDenied


@require_safe
def moderation(request):
    """Each thing that waits with its count and why it does."""
    moderators_only(request)
    context = {"waiting": [each for each in queues() if each["count"]], "counted": COUNTED}
    return render(request, "network/moderation/moderation.html", context)


def queues():
    """Everything that may wait for a moderator: what it is, why, where, and how many."""
    consents = ending_consents(Contribution.objects.published())
    holding = Withdrawal.objects.holding()
    return [
        {
            "title": "Asked to be taken down",
            "why": "Somebody waits for an answer.",
            "href": reverse("takedowns"),
            "count": up_to(Takedown.objects.waiting()),
        },
        {
            "title": "Is this them?",
            "why": "Members who say that somebody named here is themselves.",
            "href": reverse("person-claims"),
            "count": up_to(PersonClaim.objects.waiting()),
        },
        {
            "title": "Asked to look again",
            "why": "Authors whose work is held, and who say why it should not be.",
            "href": reverse("holds"),
            "count": up_to(Appeal.objects.filter(withdrawal__in=holding)),
        },
        {
            "title": "Consents that run out",
            "why": f"People agreed until a day that has passed or comes within {SOON.days} days.",
            "href": reverse("consents"),
            "count": len(consents),
        },
    ]


def up_to(rows):
    """How many, counting at most one above COUNTED."""
    return rows[: COUNTED + 1].count()


@require_safe
def consents(request):
    """What runs out on anything published, soonest first."""
    moderators_only(request)
    ending = ending_consents(Contribution.objects.published())
    context = {"consents": ending, "more": len(ending) == MOST, "days": SOON.days}
    return render(request, "network/moderation/consents.html", context)


@require_safe
def log(request):
    """Who did what, when and why, newest first."""
    moderators_only(request)
    entries = moderation_log(size=PAGE + 1, after=place_of(request.GET.get("page", "")))
    more = len(entries) > PAGE
    entries = entries[:PAGE]
    context = {
        "entries": entries,
        "earlier": f"?page={cursor_after(entries[-1].place, LOG_ORDER)}" if more else "",
        "newest": reverse("moderation-log") if "page" in request.GET else "",
    }
    return render(request, "network/moderation/log.html", context)


def place_of(cursor):
    """The entry after which a page of the log begins; None for the first."""
    return dict(zip(LOG_ORDER, read_cursor(cursor, LOG_FIELDS), strict=True)) if cursor else None
