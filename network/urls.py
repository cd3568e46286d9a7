from django.urls import path, register_converter

from .converters import KindConverter, SlugConverter
from .models import Kind
from .views import articles, case_studies, downloads, lists, publication

register_converter(SlugConverter, "uslug")
register_converter(KindConverter, "kind")

urlpatterns = [
    path("case-studies/new/", case_studies.case_study_new, name="case-study-new"),
    path("case-studies/<uslug:slug>/", case_studies.case_study, name="case-study"),
    path("case-studies/<uslug:slug>/edit/", case_studies.case_study_edit, name="case-study-edit"),
    path("articles/new/", articles.article_new, name="article-new"),
    path("articles/<uslug:slug>/", articles.article, name="article"),
    path("articles/<uslug:slug>/edit/", articles.article_edit, name="article-edit"),
    path("<kind:kind>/<uslug:slug>/publication/", publication.publication, name="publication"),
    path("<kind:kind>/<uslug:slug>/withdrawal/", publication.withdrawal, name="withdrawal"),
    path("<kind:kind>/<uslug:slug>/deletion/", publication.draft_deletion, name="draft-deletion"),
    # Lists
    path("case-studies/", lists.contribution_list, {"kind": Kind.CASE_STUDY}, name="case-studies"),
    path("articles/", lists.contribution_list, {"kind": Kind.ARTICLE}, name="articles"),
    path("reports/", lists.contribution_list, {"kind": Kind.REPORT}, name="reports"),
    path("downloads/<int:pk>/", downloads.download, name="download"),
]
