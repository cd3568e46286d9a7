"""A member's own pages: what they write, what they wrote, and what became of it."""

from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network import waiting_comments
from network.models import Byline, Comment, Confirmation, Contribution, Person, Subscriber
from network.models.ending_consents import ending_consents
from network.models.findable import heavy
from network.models.invitations import own_address
from network.models.subscriptions import subscriptions_of
from network.pagination import keyset_page

NEWEST = 10
PAGE = 50


@require_safe
def you(request):
    """The newest of all that is mine."""
    mine = contributions_of(request.user).annotate(told_by=F("casestudy__told_by"))
    context = {
        "person": Person.objects.of_member(request.user),
        "waiting": waiting(request),
        "consents": ending_consents(Contribution.objects.written_by(request.user)),
        "named": named(request.user),
        "to_confirm": Confirmation.objects.waiting_for(request.user)[:NEWEST],
        "drafts": mine.drafts().with_schedule().order_by("-updated_at", "-pk")[:PAGE],
        "published": few(mine.published().newest_first()),
        **following(request.user),
        "comments": few(comments_of(request.user).order_by("-posted_at", "-pk")),
    }
    return render(request, "network/you/you.html", context)


@require_safe
def contributions(request):
    """All that I have published."""
    page = keyset_page(
        contributions_of(request.user).published(),
        ["-published_at", "-id"],
        request.GET.get("page", ""),
        PAGE,
    )
    return render(request, "network/you/contributions.html", {"page": page})


@require_safe
def comments(request):
    """All that I have said, with the reason where a moderator removed it."""
    page = keyset_page(
        comments_of(request.user), ["-posted_at", "-id"], request.GET.get("page", ""), PAGE
    )
    return render(request, "network/you/comments.html", {"page": page})


def contributions_of(member):
    return Contribution.objects.written_by(member).for_cards()


def comments_of(member):
    mine = Comment.objects.filter(author__member=member, deleted_at__isnull=True)
    return mine.with_contribution().select_related("removal")


def named(member):
    """Where others name me, and I have not said whether that is right: (byline, where to say it)."""
    bylines = Byline.objects.asking(member).select_related("contribution__created_by")
    others = bylines.exclude(contribution__created_by=member).order_by("-contribution__updated_at")
    few = others.defer(*heavy("contribution"))[:PAGE]
    return [(byline, own_address(byline)) for byline in few]


def following(member):
    """What I follow by e-mail: one query while that is nothing."""
    subscriber = Subscriber.objects.filter(member=member).select_related("member").first()
    return {
        "subscriber": subscriber,
        "followed": subscriptions_of(subscriber) if subscriber else [],
    }


def few(rows):
    """The newest, and whether there are more."""
    found = list(rows[: NEWEST + 1])
    return {"rows": found[:NEWEST], "more": len(found) > NEWEST}


def waiting(request):
    """What I wrote before signing in: (contribution, body), where that still exists."""
    kept = waiting_comments.waiting_in(request.session)
    if not kept:
        return []
    keys = {waiting["contribution"] for waiting in kept}
    found = Contribution.objects.defer(*heavy()).in_bulk(keys)
    return [
        (found[waiting["contribution"]], waiting["body"])
        for waiting in kept
        if waiting["contribution"] in found
    ]
