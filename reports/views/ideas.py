"""What the network knows: definitions, principles and recommendations, and what speaks for each."""

from django.shortcuts import get_object_or_404, render

from network.caching import reading_page
from network.pagination import keyset_page
from reports.comparison import compared
from reports.forms.claims import StanceFilter
from reports.forms.comparisons import ComparisonForm
from reports.models import Claim, Definition, Principle, Recommendation
from reports.models.claims import claim_rows

MOST = 60  # of each sort in the overview
MOST_COMPARED = 200  # beside each other; each report has its own on its page
CLAIMS = 30
MOST_COUNTED = 1000


@reading_page
def ideas(request):
    """An overview: the newest of each sort, and how much there is in all, claims up to MOST_COUNTED."""
    definitions = Definition.objects.on_published()
    principles = Principle.objects.for_overview()
    recommendations = Recommendation.objects.for_overview()
    claims = Claim.objects.on_published().about_published()[: MOST_COUNTED + 1].count()
    context = {
        "definitions": list(definitions.newest_first()[:1]),
        "principles": list(principles.with_claim_counts()[:MOST]),
        "recommendations": list(recommendations.with_claim_counts()[:MOST]),
        "counts": {
            "definitions": definitions.count(),
            "principles": principles.count(),
            "recommendations": recommendations.count(),
            "claims": min(claims, MOST_COUNTED),
            "more_claims": claims > MOST_COUNTED,
        },
    }
    return render(request, "reports/ideas/ideas.html", context)


@reading_page
def definitions(request):
    """Definitions of one term beside each other, in the order in which they appeared."""
    found, has_more = first_of(Definition.objects.on_published().by_term())
    form = ComparisonForm(request.GET, things=found, label=told_apart)
    context = {"definitions": found, "form": form, "sides": sides(form, "term", "text")}
    context["has_more"] = has_more
    return render(request, "reports/ideas/definitions.html", context)


def first_of(things):
    """As many as are compared, and whether there are more."""
    found = list(things[: MOST_COMPARED + 1])
    return found[:MOST_COMPARED], len(found) > MOST_COMPARED


def told_apart(definition):
    report = definition.report
    return f"{definition.term}, {report}" + (f" ({report.dated})" if report.dated else "")


def sides(form, title, text):
    """The two that a ComparisonForm chose, each with its title, its report and its runs; or none."""
    pair = form.chosen()
    if pair is None:
        return []
    runs = compared(*(getattr(each, text) for each in pair))
    return [
        {"title": getattr(each, title), "report": each.report, "runs": its_runs}
        for each, its_runs in zip(pair, runs, strict=True)
    ]


@reading_page
def principles(request):
    """Principles beside each other, those of the newest report first, with their cases."""
    shown = Principle.objects.for_overview().with_report().with_claim_counts()
    found, has_more = first_of(shown.annotate(claim_rows=claim_rows("principle")))
    for each in found:
        each.claims_shown = [Claim.from_row(row) for row in each.claim_rows]
    form = ComparisonForm(request.GET, things=found, label=str)
    context = {"principles": found, "form": form, "sides": sides(form, "name", "description")}
    context["has_more"] = has_more
    return render(request, "reports/ideas/principles.html", context)


@reading_page
def principle(request, slug):
    """A principle, the report that names it, and the case studies that speak for or against it."""
    found = get_object_or_404(Principle.objects.on_published().with_report(), slug=slug)
    context = {"principle": found} | claims_about(request, found)
    return render(request, "reports/ideas/principle.html", context)


def claims_about(request, target):
    """One page of the published claims about a principle or a recommendation: two queries."""
    form = StanceFilter(request.GET)
    stance = form.cleaned_data["stance"] if form.is_valid() else ""
    published = target.claims.on_published()
    counts = published.stances()
    shown = published.filter(stance=stance) if stance else published
    page = keyset_page(shown.for_list(), ["-id"], request.GET.get("page", ""), CLAIMS)
    here = f"?stance={stance}&page=" if stance else "?page="
    return {
        "claims": page.rows,
        "stance": stance,
        "tabs": _tabs(counts, stance),
        "newer": page.previous and here + page.previous,
        "older": page.next and here + page.next,
    }


def _tabs(counts, stance):
    """All, and each stance, with how many claims there are."""
    tabs = [{"label": "All", "href": "?", "count": sum(counts.values()), "is_current": not stance}]
    return tabs + [
        {
            "label": each.label,
            "href": f"?stance={each.value}",
            "count": counts.get(each.value, 0),
            "is_current": stance == each.value,
        }
        for each in Claim.Stance
    ]
