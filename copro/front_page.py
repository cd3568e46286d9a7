"""The home page: a way in for somebody who has never been here. It is no activity stream."""

from django.shortcuts import render

from events.models import Event
from network.caching import reading_page
from network.models import Comment, Contribution, Kind, Quote, Stage

MOST_COMMENTS = 3
STAGES = {
    Stage.STARTING: "Who to ask first, what to promise, and what the first meeting was like.",
    Stage.WORKING: "Sharing power for longer than a project lasts: money, roles and bad days.",
    Stage.SHOWING: "What changed, how people know, and what it cost.",
}


@reading_page
def home(request):
    return render(
        request,
        "copro/home.html",
        {
            "event": next_event() or newest_write_up(),
            "voice": newest_voice(),
            "stages": list(STAGES.items()),
            "report": newest(Kind.REPORT),
            "case_study": newest(Kind.CASE_STUDY),
            "conversation": newest_comments(),
        },
    )


def next_event():
    return Event.objects.published().upcoming().select_related("cover").first()


def newest_write_up():
    return Event.objects.published().past().select_related("cover").first()


def newest(kind):
    return Contribution.objects.published().of_kind(kind).newest_first().for_cards().first()


def newest_voice():
    """What somebody said from lived experience, in the newest case study that has such words."""
    return (
        Quote.objects.from_lived_experience()
        .filter(contribution__in=Contribution.objects.published().of_kind(Kind.CASE_STUDY))
        .select_related("person__photo", "contribution__cover")
        .order_by("-contribution__published_at", "-contribution", "position")
        .first()
    )


def newest_comments():
    return (
        Comment.objects.visible()
        .filter(contribution__in=Contribution.objects.published())
        .select_related("author__photo", "contribution")
        .order_by("-posted_at", "-pk")[:MOST_COMMENTS]
    )
