"""Reports and what they say, to look up and put right. They are written on the site."""

from django.contrib import admin
from django.forms import Textarea

from network.admin.contributions import OnSite
from network.admin.revisions import KeepsRevisions, KeepsRevisionsOfPage
from network.admin.rights import MadeOnSite
from network.models import Download
from network.models.prose import ProseField
from reports.models import (
    Chapter,
    Claim,
    Coverage,
    Definition,
    Dispute,
    Erratum,
    Principle,
    Recommendation,
    RecommendationList,
    Report,
    ReportSeries,
    Uptake,
    Wording,
)

# The editor of the site needs a nonce, which the pages of the admin do not give.
PLAIN_PROSE = {ProseField: {"widget": Textarea(attrs={"rows": 6, "cols": 90})}}


class OfReport(KeepsRevisionsOfPage):
    def page_of(self, row):
        return row.report


class DefinitionInline(admin.StackedInline):
    model = Definition
    extra = 0


class PrincipleInline(admin.StackedInline):
    model = Principle
    extra = 0
    prepopulated_fields = {"slug": ["name"]}


class RecommendationListInline(admin.TabularInline):
    """Their recommendations are changed on the page of each list."""

    model = RecommendationList
    fk_name = "report"  # the source of a list may be a report too
    extra = 0
    show_change_link = True
    raw_id_fields = ["source"]


class RecommendationInline(admin.StackedInline):
    model = Recommendation
    extra = 0
    formfield_overrides = PLAIN_PROSE


class ChapterInline(admin.StackedInline):
    model = Chapter
    extra = 0
    formfield_overrides = PLAIN_PROSE


class ErratumInline(admin.TabularInline):
    model = Erratum
    extra = 0


class CoverageInline(admin.TabularInline):
    model = Coverage
    extra = 0


class DownloadInline(MadeOnSite, admin.TabularInline):
    """Files come in on the site, where they are looked at."""

    model = Download
    extra = 0
    fields = [
        *("position", "title", "form", "language", "edition", "file_name"),
        *("content_type", "size", "downloaded"),
    ]
    readonly_fields = ["content_type", "size", "downloaded"]


@admin.register(Report)
class ReportAdmin(OnSite, MadeOnSite, KeepsRevisions, admin.ModelAdmin):
    list_display = ["title", "dated", "series", "place_in_series", "published_at", "on_site"]
    list_select_related = ["series"]
    list_filter = ["series", ("published_at", admin.EmptyFieldListFilter)]
    search_fields = ["title", "also_printed_as"]
    show_full_result_count = False
    raw_id_fields = ["cover", "earlier_edition"]
    readonly_fields = ["slug", "created_by", "created_at", "published_at", "on_site"]
    formfield_overrides = PLAIN_PROSE
    inlines = [
        DownloadInline,
        ChapterInline,
        DefinitionInline,
        PrincipleInline,
        RecommendationListInline,
        ErratumInline,
        CoverageInline,
    ]


@admin.register(ReportSeries)
class ReportSeriesAdmin(admin.ModelAdmin):
    list_display = ["title", "planned_reports"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = PLAIN_PROSE


@admin.register(RecommendationList)
class RecommendationListAdmin(OfReport, admin.ModelAdmin):
    list_display = ["title", "report", "position"]
    list_select_related = ["report"]
    search_fields = ["title", "report__title"]
    raw_id_fields = ["source"]
    autocomplete_fields = ["report"]
    inlines = [RecommendationInline]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.report.refresh_index()


@admin.register(Recommendation)
class RecommendationAdmin(OfReport, admin.ModelAdmin):
    list_display = ["text", "number", "list"]
    list_select_related = ["list"]
    search_fields = ["text"]
    autocomplete_fields = ["list"]
    formfield_overrides = PLAIN_PROSE

    def page_of(self, row):
        return row.list.report


@admin.register(Uptake)
class UptakeAdmin(MadeOnSite, admin.ModelAdmin):
    """What organisers said of recommendations; they say it on the site."""

    list_display = ["recommendation", "state", "by", "at"]
    list_select_related = ["recommendation", "by"]
    list_filter = ["state"]
    raw_id_fields = ["recommendation", "told_in", "organisation", "by"]
    readonly_fields = ["at"]


@admin.register(Wording)
class WordingAdmin(MadeOnSite, admin.ModelAdmin):
    """Which recommendations are one in other words; organisers tie and untie them on the site."""

    list_display = ["recommendation", "tie_id", "by", "at", "reason"]
    list_select_related = ["recommendation", "by"]
    readonly_fields = ["tie_id", "recommendation", "by", "at"]
    fields = ["recommendation", "reason", "by", "at"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Definition)
class DefinitionAdmin(OfReport, admin.ModelAdmin):
    list_display = ["term", "text", "report", "is_paraphrase"]
    list_select_related = ["report"]
    search_fields = ["term", "text"]
    autocomplete_fields = ["report"]


@admin.register(Principle)
class PrincipleAdmin(OfReport, admin.ModelAdmin):
    list_display = ["name", "report", "position"]
    list_select_related = ["report"]
    search_fields = ["name"]
    autocomplete_fields = ["report"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Dispute)
class DisputeAdmin(MadeOnSite, admin.ModelAdmin):
    """To look up who disputes what; they are removed on the site, with a reason."""

    list_display = ["claim", "by", "reason", "at", "removed_at"]
    list_select_related = ["claim__principle", "claim__recommendation", "by"]
    search_fields = ["reason", "by__name"]
    raw_id_fields = ["claim", "by", "removed_by"]
    readonly_fields = ["at"]


@admin.register(Claim)
class ClaimAdmin(admin.ModelAdmin):
    list_display = ["contribution", "stance", "kind_of_evidence", "target", "made_by"]
    list_select_related = ["contribution", "principle", "recommendation", "made_by"]
    list_filter = ["stance", "kind_of_evidence", "has_lost_passage"]
    search_fields = ["passage", "contribution__title"]
    raw_id_fields = ["contribution", "made_by"]
    autocomplete_fields = ["principle", "recommendation"]
    readonly_fields = ["has_lost_passage"]

    def save_model(self, request, obj, form, change):
        if "passage" in form.changed_data:
            obj.look_for_passage()
        super().save_model(request, obj, form, change)
