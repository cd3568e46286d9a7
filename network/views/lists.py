"""The list of each kind, newest first, with filters."""

from dataclasses import dataclass

from django.shortcuts import render

from network.caching import reading_page
from network.forms.filters import ArticleFilters, CaseStudyFilters, FilterForm
from network.listings import listing, moved
from network.models import Contribution, Kind
from network.permissions import OPEN_TO_MEMBERS, may_write


@dataclass(frozen=True)
class Words:
    """What the list of a kind says about itself."""

    lead: str
    empty: str
    write: str
    filters: type[FilterForm] = FilterForm


WORDS = {
    Kind.CASE_STUDY: Words(
        lead="What people did together, what changed, and how they know.",
        empty="The first case study will be here. It may be yours: what did you do together?",
        write="Write a case study",
        filters=CaseStudyFilters,
    ),
    Kind.EVENT: Words(
        lead="Where the network meets: launches, roadshows, workshops and expert-witness sessions.",
        empty="Events will be here, before they happen and after.",
        write="Announce an event",
    ),
    Kind.REPORT: Words(
        lead="What the network and its partners have published, to read here and to download.",
        empty="Reports will be here, with a summary of each and the files to download.",
        write="Publish a report",
    ),
    Kind.ARTICLE: Words(
        lead="Reflections, news and press releases from people in the network.",
        empty="The first article will be here. It may be yours: what did you learn?",
        write="Write an article",
        filters=ArticleFilters,
    ),
}


@reading_page
def contribution_list(request, kind):
    """The published contributions of one kind: 2 queries more than the page of any visitor."""
    words = WORDS[kind]
    published = Contribution.objects.published().of_kind(kind)
    filters = words.filters(request.GET, among=published)
    if elsewhere := moved(request, filters):
        return elsewhere
    return render(
        request,
        "network/list.html",
        {
            "kind": kind,
            "words": words,
            "listing": listing(request, published, filters),
            "may_write": kind in OPEN_TO_MEMBERS or may_write(request.user, kind),
        },
    )
