"""The search of everything that is published, and of people; the same as a feed and as a table."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from network.caching import reading_page
from network.feeds import MOST_ITEMS, Channel, contributions_feed
from network.findings import (
    MOST,
    Findings,
    FoundPassages,
    in_order,
    marked,
    people_found,
    plain_words,
    snippet,
)
from network.forms.search_filters import ANSWERS, PEOPLE, SearchFilters
from network.limits import HOUR, is_within
from network.models import Collection, Contribution, Kind, MissedSearch, Passage, SearchEntry, Topic
from network.models.missed_searches import is_for_others
from network.pagination import counted_page, keyset_page
from network.profiles import Profile
from network.readers import reader_of
from network.spelling import suggestion
from network.spreadsheets import csv_response

SIZE = 20
MOST_BROWSED = 60
MOST_COLLECTIONS = 3
MISSED_AN_HOUR = 40  # behind one address, which may be a whole council's
HEADING = ["Kind", "Title", "Address", "Summary", "Who made it", "Date", "Place", "Published"]


@reading_page
def search(request):
    filters = SearchFilters(request.GET)
    context = {"filters": filters, "words": filters.words, "kind": filters.kind_chosen}
    if is_asked(filters):
        context |= found(request, filters)
    if not context.get("page"):
        context["topics"] = Topic.objects.in_use()[:MOST_BROWSED]
    return render(request, "network/search.html", context)


@reading_page
def search_feed(request):
    """The newest that a search finds."""
    filters = SearchFilters(request.GET)
    address = filters.query()
    words = f"search for “{filters.words}”" if filters.words else "search"
    channel = Channel(
        words, "What a search finds, newest first.", f"/search/{address}", request.get_full_path()
    )
    keys = findings_of(filters).newest[:MOST_ITEMS] if is_asked(filters) else []
    return contributions_feed(channel, Contribution.objects.filter(pk__in=keys))


@reading_page
def search_table(request):
    """What a search finds, the best first, as CSV: MOST rows at most."""
    filters = SearchFilters(request.GET)
    findings = findings_of(filters) if is_asked(filters) else None
    rows = (
        in_order(Contribution.objects.for_cards(), keys_of(filters, findings)) if findings else []
    )
    return csv_response("search.csv", HEADING, map(as_line, rows))


def as_line(row):
    address = settings.SITE_ADDRESS + row.get_absolute_url()
    day = row.published_at.date().isoformat()
    return [
        row.get_kind_display(),
        row.title,
        address,
        row.summary,
        row.credit,
        row.dated or "",
        row.place,
        day,
    ]


def is_asked(filters):
    """Whether it says what to look for, be it only by a filter, and not only what to leave out."""
    if filters.words:
        return bool(plain_words(filters.words))
    return bool(filters.narrowing) or filters.kind_chosen in Kind.values


def findings_of(filters):
    """What is found under the tab that is open."""
    entries = filters.narrow(SearchEntry.objects.published())
    if filters.kind_chosen in Kind.values:
        entries = entries.of_kind(filters.kind_chosen)
    return Findings.of(filters.words, entries)


def keys_of(filters, findings):
    """In the order that was chosen."""
    return findings.newest if filters.chosen.get("sort") else findings.best


def page_of(request, filters, findings):
    """A page of findings, or of passages found, with their words marked."""
    keys = keys_of(filters, findings)
    page = counted_page(keys, request.GET.get("page", ""), SIZE, MOST)
    page = replace(page, rows=findings.shown(page.rows))
    for row in page if findings.query else ():
        row.marked_title, row.snippet = marked(row.title_headline), snippet(row)
    return page


def found(request, filters):
    """What the page says about a search: tabs, a page of results, the next step."""
    entries = filters.narrow(SearchEntry.objects.published())
    everything = Findings.of(filters.words, entries)
    passages = passages_found(filters, everything)
    people = people_found(filters.words, request.user)
    shown = {"tabs": tabs(filters, everything, people, passages)}
    if filters.kind_chosen == PEOPLE:
        page = keyset_page(people, ("name", "id"), request.GET.get("page", ""), SIZE)
        shown["profiles"] = [Profile(person, request.user) for person in page]
    elif filters.kind_chosen == ANSWERS:
        page = shown["passages"] = best_passages(request, filters, passages)
    else:
        page = best(request, filters, everything, entries)
    if not page.rows and request.GET.get("page"):
        raise Http404("There is no such page of this search.")
    if not page.rows:
        shown["suggestion"], shown["known"] = missed(request, filters)
    if everything.query and not (filters.kind_chosen or filters.narrowing or "page" in request.GET):
        collections = Collection.objects.published().matching(everything.query)
        shown["collections"] = collections.counted()[:MOST_COLLECTIONS]
    later_href, earlier_href = filters.hrefs(page)
    return shown | {
        "page": page,
        "later_href": later_href,
        "earlier_href": earlier_href,
        "clear_href": filters.query(without=filters.narrowing),
        "saved_query": "" if filters.kind_chosen in (PEOPLE, ANSWERS) else filters.query(),
    }


def missed(request, filters):
    """Another spelling of what was found nowhere, and those of its words that are somewhere.

    Moderators are told what the network lacks.
    """
    if filters.narrowing or not filters.words:
        return "", []
    if not filters.kind_chosen and is_for_others(filters.words) and may_note(request):
        reader = reader_of(request, timezone.localdate())
        MissedSearch.objects.note(filters.words, by=reader)
    return suggestion(filters.words, request.user)


def may_note(request):
    """Nobody fills the list of the moderators alone."""
    address = request.META["REMOTE_ADDR"]
    return is_within(MISSED_AN_HOUR, seconds=HOUR, of="missed-searches", by=address)


def passages_found(filters, everything):
    """The parts of pages that say the words, of the contributions that the filters leave."""
    query, passages = everything.query, Passage.objects.published()
    if filters.narrowing:
        # Pages say what their parts say: what is found is in the newest thousand of them.
        passages = passages.of(everything.newest)
    return FoundPassages.reading(query, passages) if query else FoundPassages(query, [])


def best_passages(request, filters, found):
    filters.count(found.facets())
    return page_of(request, filters, found)


def best(request, filters, findings, entries):
    """A page of the findings of one kind, or of all."""
    kind = filters.kind_chosen
    if kind in Kind.values and findings.are_all:
        findings = findings.of_kind(kind)
    elif kind in Kind.values:
        findings = Findings.reading(findings.query, entries.of_kind(kind))
    filters.count(findings)
    return page_of(request, filters, findings)


def tabs(filters, findings, people, passages):
    """Everything, each kind, parts of pages, and people, with their counts: exact, or "more than this" with a plus."""
    counts = findings.counts("kind")
    plus = "" if findings.are_all else "+"
    answers = f"{len(passages.rows)}{plus}" if filters.narrowing else up_to_most(len(passages.rows))
    # Without anything to look for, everything would be a search for nothing.
    everything = [("", "Everything", up_to_most(len(findings.rows)))]
    rows = [
        *(everything if filters.words or filters.narrowing else ()),
        *((kind.value, kind.plural_label, f"{counts[kind]}{plus}") for kind in Kind),
        (ANSWERS, "Answers and recommendations", answers),
        (PEOPLE, "People", up_to_most(people[: MOST + 1].count())),
    ]
    return [
        {
            "label": label,
            "count": count,
            "is_current": filters.kind_chosen == kind,
            "href": filters.query(without=["kind"], **({"kind": kind} if kind else {})),
        }
        for kind, label, count in rows
    ]


def up_to_most(count):
    return f"{MOST:,}+" if count > MOST else str(count)
