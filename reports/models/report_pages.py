"""A report with the parts of its page, in few queries."""

from network.models.media import Download
from network.models.rows import rows_of

from .claims import Claim, claim_rows
from .definitions import Definition
from .principles import Principle
from .recommendations import Recommendation
from .reports import Report


def report_pages():
    """Reports ready for their page; `definition_rows` and so on are lists of dicts, in order."""
    return Report.objects.for_page().annotate(
        definition_rows=rows_of(
            Definition.objects.order_by("position", "pk"),
            "report",
            *("pk", "term", "text", "source", "is_paraphrase"),
        ),
        principle_rows=rows_of(
            Principle.objects.order_by("position", "pk"),
            "report",
            *("pk", "name", "slug", "description"),
        ),
        download_rows=rows_of(
            Download.objects.order_by("position", "pk"),
            "contribution",
            *("pk", "title", "content_type", "size", "downloaded"),
        ),
    )


def recommendations_with_claims(report):
    """Those of a report in order, each with its newest `claims_shown` and their counts: one query."""
    found = Recommendation.objects.of_report(report).with_claim_counts()
    recommendations = list(found.annotate(claim_rows=claim_rows("recommendation")))
    for recommendation in recommendations:
        recommendation.claims_shown = [Claim.from_row(row) for row in recommendation.claim_rows]
    return recommendations
