"""The search of everything that is published, and of people."""

from django.shortcuts import render

from network.caching import reading_page
from network.findings import MOST, counts_by_kind, marked, people_found, ranked
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
    if words:
        matches = filters.narrow(published.matching(words))
        people = people_found(words, request.user)
        counts = counts_by_kind(matches) | {SearchFilters.PEOPLE: people[: MOST + 1].count()}
        context["tabs"] = tabs(filters, counts, kind)
        if kind == SearchFilters.PEOPLE:
            context |= found_people(request, people)
        else:
            context |= found(request, matches.of_kind(kind) if kind else matches, words)
        if not context["page"].rows and not filters.active:
            context["suggestion"] = suggestion(words, request.user)
        context["later_href"], context["earlier_href"] = filters.hrefs(context["page"])
        context["clear_href"] = filters.query(without=["topic", "sector", "region", "year"])
    return render(request, "network/search.html", context)


def found(request, matches, words):
    page = counted_page(ranked(matches, words), request.GET.get("page", ""), SIZE, MOST)
    for row in page:
        row.marked_title, row.snippet = marked(row.title_headline), marked(row.headline)
    return {"page": page}


def found_people(request, people):
    page = keyset_page(people, ("name", "id"), request.GET.get("page", ""), SIZE)
    return {"page": page, "profiles": [Profile(person, request.user) for person in page]}


def tabs(filters, counts, current):
    """Everything, each kind, people: with counts that are exact up to MOST."""
    total = sum(count for kind, count in counts.items() if kind != SearchFilters.PEOPLE)
    labels = {kind.value: kind.plural_label for kind in Kind} | {SearchFilters.PEOPLE: "People"}
    counts_of_kinds_stop = total > MOST
    rows = [("", "Everything", f"{MOST:,}+" if total > MOST else total)]
    for kind, label in labels.items():
        count = counts.get(kind, 0)
        if kind == SearchFilters.PEOPLE:
            shown = f"{MOST:,}+" if count > MOST else count
        else:
            shown = f"{count}+" if counts_of_kinds_stop else count
        rows.append((kind, label, shown))
    return [
        {
            "label": label,
            "count": count,
            "is_current": (current or "") == kind,
            "href": filters.query(without=["kind"], **({"kind": kind} if kind else {})),
        }
        for kind, label, count in rows
    ]
