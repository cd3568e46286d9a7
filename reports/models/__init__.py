"""Reports and what they say: series, definitions, principles, recommendations, claims."""

from .chapters import Chapter
from .claims import Claim
from .claims_beside import claims_beside
from .coverage import Coverage
from .definitions import Definition
from .disputes import Dispute
from .errata import Erratum
from .principles import Principle
from .recommendation_comments import RecommendationComment
from .recommendation_pages import (
    listed_recommendations,
    parts_discussed,
    recommendations_with_claims,
)
from .recommendations import Recommendation, RecommendationList
from .report_pages import parts_of_page, principles_with_counts, report_pages
from .reports import Report
from .series import ReportSeries
from .uptakes import Uptake
from .wordings import Tie, Wording

__all__ = [
    "Chapter",
    "Claim",
    "Coverage",
    "Definition",
    "Dispute",
    "Erratum",
    "Principle",
    "Recommendation",
    "RecommendationComment",
    "RecommendationList",
    "Report",
    "ReportSeries",
    "Tie",
    "Uptake",
    "claims_beside",
    "Wording",
    "listed_recommendations",
    "parts_discussed",
    "parts_of_page",
    "principles_with_counts",
    "recommendations_with_claims",
    "report_pages",
]
