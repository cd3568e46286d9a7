"""Recommendations: all of them, each by itself, and what is said about one."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render

from network.caching import reading_page
from network.models import Comment
from network.pagination import keyset_page
from network.permissions import may_set_uptake, may_tie_wordings
from network.spreadsheets import csv_response
from network.views.comments import PAGE, form_for
from reports.forms.recommendation_filters import RecommendationFilters
from reports.models import Recommendation, listed_recommendations
from reports.models.wordings import other_wordings, wording_rows

from .ideas import claims_about
from .wordings import beside

ON_A_PAGE = 30
MOST_UPTAKES = 10
EXPORTED = (
    *("number", "list", "recommendation", "report", "dated", "address"),
    *("status", "said on", "why", "who took it up", "where", "told in"),
    *("supports", "challenges", "qualifies", "comments", "also worded"),
)


@reading_page
def recommendations(request):
    """What was recommended and what became of it, the newest first; filters in the address."""
    filters = RecommendationFilters(request.GET)
    found = filters.narrow(Recommendation.objects.on_published()).values("id")
    page = keyset_page(found, ["-id"], request.GET.get("page", ""), ON_A_PAGE)
    newer, older = filters.hrefs(page)
    context = {
        "filters": filters,
        "recommendations": list(listed_recommendations([row["id"] for row in page.rows])),
        "query": filters.query().removeprefix("."),
        "newer": newer,
        "older": older,
    }
    return render(request, "reports/ideas/recommendations.html", context)


@reading_page
def recommendations_csv(request):
    """The same as a table, all pages of it."""
    filters = RecommendationFilters(request.GET)
    keys = filters.narrow(Recommendation.objects.all()).values("pk")
    rows = (exported(each) for each in listed_recommendations(keys))
    return csv_response("recommendations.csv", EXPORTED, rows)


def exported(each):
    """Plain values in the order of EXPORTED."""
    report, told = each.list.report, each.told or {}
    said = (told.get(name) for name in ("status", "at", "reason", "organisation", "place"))
    return (
        *(each.number, each.list, each.text, report, report.dated or ""),
        settings.SITE_ADDRESS + each.get_absolute_url(),
        *said,
        told.get("told_in"),
        *(each.supporting, each.challenging, each.qualifying, len(each.remark_keys)),
        " | ".join(other.text for other in each.also_worded),
    )


@reading_page
def recommendation(request, pk):
    """One, its other wordings beside it, what became of it, and what practice says."""
    published = Recommendation.objects.on_published().with_report()
    shown = published.annotate(wording_rows=wording_rows())
    found = get_object_or_404(shown, pk=pk)
    also = other_wordings(found.wording_rows)
    context = {
        "recommendation": found,
        "wordings": [beside(found, other) for other in also],
        "claims_elsewhere": sum(other.claim_count for other in also),
        "uptakes": list(found.uptakes.for_page()[:MOST_UPTAKES]),
        "may_set": may_set_uptake(request.user),
        "may_tie": may_tie_wordings(request.user),
        **claims_about(request, found),
    }
    return render(request, "reports/ideas/recommendation.html", context)


@reading_page
def recommendation_comments(request, pk):
    """What was said about one recommendation, and the form to say something about it."""
    found = get_object_or_404(Recommendation.objects.on_published().with_report(), pk=pk)
    report = found.list.report
    about = Comment.objects.filter(about_recommendation__recommendation=found)
    letters = about.standing_for(request.user).letters()
    page = keyset_page(letters, ["path"], request.GET.get("page", ""), PAGE)
    context = {
        "recommendation": found,
        "report": report,
        "letters": page.rows,
        "earlier": page.previous_href,
        "later": page.next_href,
        "count": about.visible().count(),
        **form_for(request, report, part=found),
    }
    return render(request, "reports/ideas/remarks.html", context)
