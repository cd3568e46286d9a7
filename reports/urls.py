from django.urls import path

from .views import claims, ideas, reports

urlpatterns = [
    path("reports/new/", reports.report_new, name="report-new"),
    path("reports/series/<uslug:slug>/", reports.report_series, name="report-series"),
    path("reports/<uslug:slug>/", reports.report, name="report"),
    path("reports/<uslug:slug>/edit/", reports.report_edit, name="report-edit"),
    path("reports/<uslug:slug>/download/", reports.report_download, name="report-download"),
    # Ideas
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/definitions/", ideas.definitions, name="definitions"),
    path("ideas/principles/<uslug:slug>/", ideas.principle, name="principle"),
    path("ideas/recommendations/<int:pk>/", ideas.recommendation, name="recommendation"),
    # Claims
    path("case-studies/<uslug:slug>/claims/new/", claims.claim_new, name="claim-new"),
    path("claims/<int:pk>/deletion/", claims.claim_deletion, name="claim-deletion"),
]
