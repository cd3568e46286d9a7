"""Comments and what became of them, to look things up. Removing is done on the site, with a reason."""

from django.contrib import admin
from django.utils.html import format_html

from network.models import Comment, Removal, Restoration

from .rights import ToRead


@admin.register(Comment)
class CommentAdmin(ToRead):
    list_display = ["id", "author", "contribution", "posted_at", "state", "beginning"]
    list_filter = [
        "posted_at",
        ("removal", admin.EmptyFieldListFilter),
        ("deleted_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["body", "author__name"]
    date_hierarchy = "posted_at"
    show_full_result_count = False
    fields = [
        "author",
        "contribution",
        "reply_to",
        "body",
        "posted_at",
        "edited_at",
        "state",
        "on_page",
    ]
    readonly_fields = fields

    def get_queryset(self, request):
        comments = super().get_queryset(request).with_contribution()
        return comments.select_related("author", "removal")

    @admin.display(description="state")
    def state(self, comment):
        if hasattr(comment, "removal"):
            return f"Removed: {comment.removal.reason}"
        return "Deleted by its author" if comment.deleted_at else "Shown"

    @admin.display(description="begins")
    def beginning(self, comment):
        return comment.body[:80]

    @admin.display(description="on the site")
    def on_page(self, comment):
        return format_html(
            '<a href="{}">See it</a>, <a href="{}removal/">remove it or put it back</a>',
            *[comment.get_absolute_url()] * 2,
        )


@admin.register(Removal)
class RemovalAdmin(ToRead):
    list_display = ["comment", "by", "at", "reason", "told_at"]
    list_select_related = ["comment", "by"]
    search_fields = ["reason", "comment__author__name"]
    date_hierarchy = "at"


@admin.register(Restoration)
class RestorationAdmin(ToRead):
    list_display = ["comment", "by", "at", "reason", "removed_by", "removed_at"]
    list_select_related = ["comment", "by", "removed_by"]
    date_hierarchy = "at"
