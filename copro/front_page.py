"""The home page: a way in for somebody who has never been here. It is no activity stream."""

from django.shortcuts import render

from events.models import Event
from network.caching import reading_page
from network.models import Collection, Comment, Contribution, Kind, Quote, Stage
from network.models.findable import heavy
from network.structured_data import site_data

MOST_COMMENTS = 3
LOOKED_AT = 40
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
            "structured_data": site_data(),
            "event": next_event() or newest_write_up(),
            "voice": newest_voice(),
            "stages": ways_in(),
            "report": newest_report(),
            "case_study": newest_case_study(),
            "conversation": newest_comments(),
        },
    )


def ways_in():
    """Each stage, what it asks, and the collection that an organiser chose for it, or None for the list."""
    chosen = Collection.objects.ways_in()
    return [(stage, words, chosen.get(stage)) for stage, words in STAGES.items()]


def next_event():
    return Event.objects.published().taking_place().upcoming().for_cards().first()


def newest_write_up():
    return Event.objects.published().past().for_cards().first()


def newest_case_study():
    published = Contribution.objects.published().of_kind(Kind.CASE_STUDY)
    return published.newest_first().for_cards().first()


def newest_report():
    """The one with the latest date on it, however late its page was made."""
    dated = Contribution.objects.published().of_kind(Kind.REPORT).exclude(dated="")
    return dated.order_by("-happened_on", "-pk").for_cards().first()


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
    """The newest comment on each of the contributions that are talked about now."""
    newest = (
        Comment.objects.visible()
        .filter(contribution__in=Contribution.objects.published())
        .select_related("author__photo", "contribution")
        .order_by("-posted_at", "-pk")
        .defer(*heavy("contribution"))
    )
    threads = {}
    for comment in newest[:LOOKED_AT]:
        threads.setdefault(comment.contribution_id, comment)
    return list(threads.values())[:MOST_COMMENTS]
