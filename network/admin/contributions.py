"""Case studies and articles, to look up and put right; every contribution, to find its page.

They are written, published and withdrawn on the site, where its rules are asked.
"""

from django.contrib import admin
from django.utils.html import format_html

from network.models import (
    Article,
    Byline,
    CaseStudy,
    Contribution,
    Outcome,
    Partner,
    Photo,
    Quote,
    Schedule,
    ShareLink,
    Video,
    Withdrawal,
)

from .revisions import KeepsRevisions, KeepsRevisionsOfPage
from .rights import DeletedWhole, MadeOnSite, ToRead


class Rows(admin.StackedInline):
    """Rows below a contribution: those that exist are folded."""

    extra = 0
    classes = ["collapse"]


class BylineInline(Rows):
    model = Byline
    autocomplete_fields = ["person"]


class PartnerInline(Rows):
    model = Partner
    autocomplete_fields = ["organisation"]


class QuoteInline(Rows):
    model = Quote
    autocomplete_fields = ["person"]


class OutcomeInline(Rows):
    model = Outcome


class ShowsPicture:
    @admin.display(description="picture")
    def picture(self, photo):
        return format_html('<img src="{}" alt="" width="160">', photo.small.url)


class PhotoInline(ShowsPicture, MadeOnSite, Rows):
    """Pictures come in on the site, where they are encoded anew."""

    model = Photo
    fields = ["picture", "alternative_text", "is_decorative", "caption", "credit", "position"]
    readonly_fields = ["picture"]


class VideoInline(Rows):
    """Its still comes in on the site, where pictures are encoded anew."""

    model = Video
    fields = ["address", "title", "transcript", "position"]


class WithdrawalInline(MadeOnSite, admin.TabularInline):
    model = Withdrawal
    fields = readonly_fields = ["at", "by", "reason", "was_published_at", "is_hold", "lifted_at"]
    extra = 0
    can_delete = False


class OnSite:
    """A link from a row or a form to the page on the site."""

    @admin.display(description="on the site")
    def on_site(self, contribution):
        return format_html('<a href="{}">See it</a>', contribution.get_absolute_url())


class WrittenOnSite(OnSite, MadeOnSite, DeletedWhole, KeepsRevisions, admin.ModelAdmin):
    """What both kinds have in common. Its address, dates and counts are not for changing."""

    list_display = ["title", "credit", "place", "published_at", "on_site"]
    list_filter = [("published_at", admin.EmptyFieldListFilter), "sector", "region"]
    search_fields = ["title", "credit", "slug"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    show_full_result_count = False
    readonly_fields = [
        "slug",
        "created_by",
        "created_at",
        "updated_at",
        "published_at",
        "comment_count",
        "view_count",
        "on_site",
    ]
    raw_id_fields = ["cover"]

    def delete_model(self, request, obj):
        obj.delete_for_good()

    def delete_queryset(self, request, queryset):
        for contribution in queryset:
            contribution.delete_for_good()


@admin.register(CaseStudy)
class CaseStudyAdmin(WrittenOnSite):
    list_filter = ["stage", "running", *WrittenOnSite.list_filter]
    inlines = [
        BylineInline,
        PartnerInline,
        OutcomeInline,
        QuoteInline,
        PhotoInline,
        VideoInline,
        WithdrawalInline,
    ]


@admin.register(Article)
class ArticleAdmin(WrittenOnSite):
    list_filter = ["form", *WrittenOnSite.list_filter]
    autocomplete_fields = ["about"]
    inlines = [BylineInline, PartnerInline, QuoteInline, PhotoInline, VideoInline, WithdrawalInline]


@admin.register(Contribution)
class ContributionAdmin(OnSite, ToRead):
    """Every kind in one list."""

    list_display = ["title", "kind", "credit", "published_at", "comment_count", "on_site"]
    list_filter = ["kind", ("published_at", admin.EmptyFieldListFilter), "sector", "region"]
    search_fields = ["title", "credit"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    show_full_result_count = False
    fields = ["kind", "title", "summary", "credit", "created_by", "published_at", "on_site"]
    readonly_fields = fields


@admin.register(Photo)
class PhotoAdmin(ShowsPicture, MadeOnSite, KeepsRevisionsOfPage, admin.ModelAdmin):
    """The words of every picture; the picture itself comes in on the site."""

    list_display = ["picture", "alternative_text", "is_decorative", "contribution", "uploaded_at"]
    list_select_related = ["contribution"]
    list_filter = ["is_decorative", "uploaded_at"]
    search_fields = ["alternative_text", "caption", "credit"]
    show_full_result_count = False
    fields = [
        "picture",
        "alternative_text",
        "is_decorative",
        "caption",
        "credit",
        "contribution",
        "uploaded_by",
        "uploaded_at",
    ]
    readonly_fields = ["picture", "contribution", "uploaded_by", "uploaded_at"]

    def page_of(self, row):
        return row.contribution

    def delete_model(self, request, obj):
        Photo.objects.filter(pk=obj.pk).discard()

    def delete_queryset(self, request, queryset):
        queryset.discard()


@admin.register(Withdrawal)
class WithdrawalAdmin(ToRead):
    list_display = ["contribution", "by", "at", "reason", "is_hold", "lifted_at", "told_at"]
    list_select_related = ["contribution", "by"]
    list_filter = ["is_hold", ("lifted_at", admin.EmptyFieldListFilter)]
    search_fields = ["contribution__title", "reason"]
    date_hierarchy = "at"


@admin.register(Schedule)
class ScheduleAdmin(ToRead):
    list_display = ["contribution", "due_at", "by", "ended_at", "lacked", "told_at"]
    list_select_related = ["contribution", "by"]
    search_fields = ["contribution__title"]
    date_hierarchy = "due_at"


@admin.register(ShareLink)
class ShareLinkAdmin(ToRead):
    """Who let whom read a draft. The links themselves are not shown: they open it."""

    view_on_site = False
    list_display = [
        "contribution",
        "meant_for",
        "by",
        "at",
        "expires_at",
        "revoked_at",
        "last_used_at",
    ]
    list_select_related = ["contribution", "by"]
    search_fields = ["contribution__title", "meant_for"]
    date_hierarchy = "at"
