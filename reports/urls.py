from django.urls import path

from .views import (
    chapters,
    citations,
    claims,
    disputes,
    evidence,
    ideas,
    recommendations,
    reports,
    uptakes,
    wordings,
)

urlpatterns = [
    path("reports/new/", reports.report_new, name="report-new"),
    path("reports/series/<uslug:slug>/", reports.report_series, name="report-series"),
    path("reports/<uslug:slug>/", reports.report, name="report"),
    path("reports/<uslug:slug>/edit/", reports.report_edit, name="report-edit"),
    path("reports/<uslug:slug>/download/", reports.report_download, name="report-download"),
    path("reports/<uslug:slug>/citation.bib", citations.citation_bib, name="citation-bib"),
    path("reports/<uslug:slug>/citation.ris", citations.citation_ris, name="citation-ris"),
    path("reports/<uslug:slug>/chapters/<int:number>/", chapters.chapter, name="chapter"),
    # Ideas
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/definitions/", ideas.definitions, name="definitions"),
    path("ideas/principles/", ideas.principles, name="principles"),
    path("ideas/principles/<uslug:slug>/", ideas.principle, name="principle"),
    path("ideas/recommendations/", recommendations.recommendations, name="recommendations"),
    path(
        "ideas/recommendations.csv", recommendations.recommendations_csv, name="recommendations-csv"
    ),
    path("ideas/recommendations/<int:pk>/", recommendations.recommendation, name="recommendation"),
    path(
        "ideas/recommendations/<int:pk>/comments/",
        recommendations.recommendation_comments,
        name="recommendation-comments",
    ),
    path("ideas/recommendations/<int:pk>/wordings/", wordings.wordings, name="wordings"),
    path("wordings/<int:pk>/deletion/", wordings.wording_deletion, name="wording-deletion"),
    path("ideas/recommendations/<int:pk>/uptakes/", uptakes.uptakes, name="recommendation-uptakes"),
    path(
        "ideas/recommendations/<int:pk>/claims/",
        uptakes.recommendation_claims,
        name="recommendation-claims",
    ),
    # The evidence map
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/map.csv", evidence.matrix_csv, name="evidence-map-csv"),
    path("evidence/claims/", evidence.claims, name="evidence-claims"),
    path("evidence/claims.csv", evidence.claims_csv, name="evidence-claims-csv"),
    path("evidence/claims.json", evidence.claims_json, name="evidence-claims-json"),
    path("evidence/value-for-money/", evidence.value_for_money, name="value-for-money"),
    # Claims
    path("<kind:kind>/<uslug:slug>/claims/new/", claims.claim_new, name="claim-new"),
    path("claims/<int:pk>/", disputes.claim, name="claim"),
    path("claims/<int:pk>/disputes/", disputes.disputes, name="claim-disputes"),
    path("disputes/<int:pk>/deletion/", disputes.dispute_deletion, name="dispute-deletion"),
    path("disputes/<int:pk>/removal/", disputes.dispute_removal, name="dispute-removal"),
    path("claims/<int:pk>/passage/", claims.claim_passage, name="claim-passage"),
    path("claims/<int:pk>/deletion/", claims.claim_deletion, name="claim-deletion"),
]
