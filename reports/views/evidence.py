"""The evidence map, the claims that its cells count, and both to take away."""

import json
from itertools import chain

from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from network.caching import reading_page
from network.pagination import keyset_page
from network.spreadsheets import csv_response
from reports.evidence import matrix, telling_costs
from reports.forms.evidence import ClaimFilters, EvidenceFilters, PlaceFilters
from reports.models import Claim, Principle, Recommendation

CLAIMS = 30
CASE_STUDIES = 20
COSTS = ("kind", "slug", "title", "place", "sector", "region", "costs", "published_at")
EXPORTED = (
    *("says", "evidence", "principle", "recommendation", "report", "passage", "from", "address"),
    *("kind", "sector", "region", "stage", "noted by", "disputed by"),
)


@reading_page
def evidence(request):
    """Principles or recommendations against sectors, regions or stages."""
    filters = EvidenceFilters(request.GET)
    context = {
        "filters": filters,
        "matrix": matrix(filters),
        "query": filters.query().removeprefix("."),
        "claims_query": filters.query(without=["of", "by"]).removeprefix("."),
    }
    return render(request, "reports/evidence/evidence.html", context)


@reading_page
def matrix_csv(request):
    """The map as a table: a line for each idea and column, and for the costs that each tells."""
    filters = EvidenceFilters(request.GET)
    found = matrix(filters)
    heading = ["idea", filters.across, "supports", "challenges", "qualifies", "tell costs"]
    ideas = (
        [row.target, cell.label, cell.supports, cell.challenges, cell.qualifies, ""]
        for row in found.rows
        for cell in row.cells
    )
    costs = (["Value for money", cell.label, "", "", "", cell.total] for cell in found.costs)
    return csv_response("evidence-map.csv", heading, chain(ideas, costs))


@reading_page
def claims(request):
    """The claims that meet the filters, newest first."""
    filters = ClaimFilters(request.GET)
    found = filters.narrow(Claim.objects.on_published().about_published())
    page = keyset_page(found.for_list().with_target(), ["-id"], request.GET.get("page", ""), CLAIMS)
    newer, older = filters.hrefs(page)
    query = filters.query().removeprefix(".")
    context = {"filters": filters, "claims": page.rows, "newer": newer, "older": older}
    context |= {"query": query, "idea": _idea(filters)}
    return render(request, "reports/evidence/claims.html", context)


def _idea(filters):
    """The principle or recommendation that the claims are about, if they are about one."""
    if slug := filters.chosen.get("principle"):
        return Principle.objects.on_published().filter(slug=slug).first()
    if pk := filters.chosen.get("recommendation"):
        return Recommendation.objects.on_published().with_report().filter(pk=pk).first()
    return None


def exported(request):
    """The claims that meet the filters as plain values, in the order of EXPORTED."""
    filters = ClaimFilters(request.GET)
    found = filters.narrow(Claim.objects.on_published().about_published()).for_export()
    for claim in found.iterator(chunk_size=2000):
        address = settings.SITE_ADDRESS + reverse(claim["kind"], args=[claim["slug"]])
        yield (
            *(claim["stance"], claim["kind_of_evidence"], claim["principle_name"]),
            *(claim["recommendation_text"],),
            claim["principle_report"] or claim["recommendation_report"],
            *(claim["passage"], claim["title"], address, claim["kind"]),
            *(claim["sector"], claim["region"], claim["stage"], claim["noted_by"]),
            "; ".join(dispute["by__name"] for dispute in claim["disputed"]),
        )


@reading_page
def claims_csv(request):
    return csv_response("claims.csv", EXPORTED, exported(request))


@reading_page
def claims_json(request):
    """The same as JSON (RFC 8259): a list of objects, written while it is sent."""

    def parts():
        before = "["
        for claim in exported(request):
            yield before + json.dumps(dict(zip(EXPORTED, claim, strict=True)))
            before = ",\n"
        yield "[]\n" if before == "[" else "]\n"

    response = StreamingHttpResponse(parts(), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="claims.json"'
    return response


@reading_page
def value_for_money(request):
    """What case studies say of costs and savings, with their figures and sources."""
    filters = PlaceFilters(request.GET)
    found = filters.narrow_places(telling_costs()).only(*COSTS).prefetch_related("outcomes")
    page = keyset_page(found, ["-published_at", "-id"], request.GET.get("page", ""), CASE_STUDIES)
    newer, older = filters.hrefs(page)
    context = {"filters": filters, "case_studies": page.rows, "newer": newer, "older": older}
    return render(request, "reports/evidence/value_for_money.html", context)
