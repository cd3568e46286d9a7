"""Recommendations with what readers learn about each beside it."""

from .claims import Claim, claim_rows
from .recommendation_comments import remark_rows
from .recommendations import Recommendation
from .uptakes import Uptake
from .wordings import other_wordings, wording_rows


def recommendations_with_claims(report):
    """Those of a report in order, with how far each was `taken_up` (or ""): one query.

    Each has its newest `claims_shown`, two that differ first, and the counts of them all, its
    `also_worded`, and the keys of the comments about it: `remark_keys`.
    """
    found = Recommendation.objects.of_report(report).with_claim_counts()
    recommendations = list(
        found.annotate(
            claim_rows=claim_rows("recommendation"),
            state=Uptake.objects.state_of(),
            wording_rows=wording_rows(),
            remark_keys=remark_rows(),
        )
    )
    for recommendation in recommendations:
        recommendation.list.report = report
        recommendation.taken_up = (
            Uptake.State(recommendation.state).label if recommendation.state else ""
        )
        claims = [Claim.from_row(row) for row in recommendation.claim_rows]
        recommendation.claims_shown = both_sides_first(claims)
        recommendation.also_worded = other_wordings(recommendation.wording_rows)
    return recommendations


def both_sides_first(claims):
    """The same claims, the first that says otherwise than the first right after it: a fold hides no dissent."""
    first = claims[0].stance if claims else None
    second = next((claim for claim in claims if claim.stance != first), None)
    return sorted(claims, key=lambda claim: (claim != claims[0], claim != second))


def listed_recommendations(keys=None):
    """Published ones (of these keys), each with its report and counts: one query.

    `told` is what was said last of its uptake, a dict, `also_worded` its other wordings.
    """
    found = Recommendation.objects.on_published().with_report().with_claim_counts()
    found = found if keys is None else found.filter(pk__in=keys)
    annotated = found.annotate(
        uptake_rows=Uptake.objects.newest_row(),
        wording_rows=wording_rows(),
        remark_keys=remark_rows(),
    )
    for each in annotated.order_by("-pk").iterator(chunk_size=500):
        each.told = next(iter(each.uptake_rows), None)
        if each.told:
            each.told["status"] = Uptake.State(each.told["state"]).label
        each.also_worded = other_wordings(each.wording_rows)
        yield each


def parts_discussed(recommendations):
    """Which of those comments are about: {key of a comment: the recommendation}."""
    return {key: each for each in recommendations for key in each.remark_keys}
