"""The claims of a contribution beside it, of the rows that its page brought along."""

from network.models.kinds import Kind

from .claims import Claim
from .principles import Principle
from .recommendations import Recommendation, RecommendationList
from .reports import Report


def claims_beside(contribution):
    """Claims with their targets, as far as links need these, of one fetched `for_page`: no query."""
    return [_claim(row, contribution) for row in contribution.claims_beside]


def _claim(row, contribution):
    own = ("pk", "stance", "kind_of_evidence", "passage", "has_lost_passage")
    claim = Claim(contribution_id=contribution.pk, **{name: row[name] for name in own})
    if row["principle_id"]:
        claim.principle = Principle(
            pk=row["principle_id"], name=row["principle_name"], slug=row["principle_slug"]
        )
    else:
        report = Report(kind=Kind.REPORT, slug=row["report_slug"])
        listed = RecommendationList(report=report, position=row["list_position"])
        claim.recommendation = Recommendation(
            pk=row["recommendation_id"], list=listed, number=row["number"], text=row["text"]
        )
    claim.about_published, claim.dispute_rows = row["about_published"], row["disputes"]
    return claim
