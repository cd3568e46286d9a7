"""The search of everything that is published, and of people."""

from django.shortcuts import render

from network.caching import reading_page
from network.findings import MOST, Findings, marked, people_found, plain_words, snippet
from network.forms.filters import SearchFilters
from network.models import Contribution, Kind
from network.pagination import counted_page, keyset_page
from network.profiles import Profile
from network.spelling import suggestion

SIZE = 20


@reading_page
def search(request):
    published = Contribution.objects.published()
    filters = SearchFilters(request.GET, among=published)
    words, kind = filters.chosen.get("q", ""), filters.chosen.get("kind")
    context = {"filters": filters, "words": words, "kind": kind}
    if plain_words(words):
        context |= found(request, filters, filters.narrow(published))
    return render(request, "network/search.html", context)


def found(request, filters, contributions):
    """What the page says about the words of a search: tabs, a page of results, the next step."""
    words, kind = filters.chosen["q"], filters.chosen.get("kind")
    findings = Findings.of(words, contributions)
    people = people_found(words, request.user)
    counted = {"tabs": tabs(filters, findings, people[: MOST + 1].count())}
    if kind == SearchFilters.PEOPLE:
        page = keyset_page(people, ("name", "id"), request.GET.get("page", ""), SIZE)
        shown = {"profiles": [Profile(person, request.user) for person in page]}
    else:
        page, shown = best(request, findings, contributions, kind), {}
    if not page.rows and not filters.active:
        shown["suggestion"] = suggestion(words, request.user)
    later_href, earlier_href = filters.hrefs(page)
    return {
        **counted,
        **shown,
        "page": page,
        "later_href": later_href,
        "earlier_href": earlier_href,
        "clear_href": filters.query(without=["topic", "sector", "region", "year"]),
    }


def best(request, findings, contributions, kind):
    """A page of the findings of one kind, or of all, with their words marked."""
    if kind and findings.are_all:
        findings = findings.of_kind(kind)
    elif kind:
        findings = Findings.of(findings.words, contributions.of_kind(kind))
    page = counted_page(findings.ranked(), request.GET.get("page", ""), SIZE, MOST)
    for row in page:
        row.marked_title, row.snippet = marked(row.title_headline), snippet(row)
    return page


def tabs(filters, findings, people):
    """Everything, each kind, and people, with their counts: exact, or "more than this" with a plus."""
    counts = findings.counts()
    plus = "" if findings.are_all else "+"
    rows = [
        ("", "Everything", up_to_most(len(findings.kinds))),
        *((kind.value, kind.plural_label, f"{counts[kind]}{plus}") for kind in Kind),
        (SearchFilters.PEOPLE, "People", up_to_most(people)),
    ]
    return [
        {
            "label": label,
            "count": count,
            "is_current": filters.chosen.get("kind", "") == kind,
            "href": filters.query(without=["kind"], **({"kind": kind} if kind else {})),
        }
        for kind, label, count in rows
    ]


def up_to_most(count):
    return f"{MOST:,}+" if count > MOST else str(count)
