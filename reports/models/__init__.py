"""Reports and what they say: series, definitions, principles, recommendations, claims."""

from .claims import Claim
from .definitions import Definition
from .principles import Principle
from .recommendations import Recommendation, RecommendationList
from .report_pages import principles_with_counts, recommendations_with_claims, report_pages
from .reports import Report
from .series import ReportSeries

__all__ = [
    "Claim",
    "Definition",
    "Principle",
    "Recommendation",
    "RecommendationList",
    "Report",
    "ReportSeries",
    "principles_with_counts",
    "recommendations_with_claims",
    "report_pages",
]
