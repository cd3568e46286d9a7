"""Topics, and the sentence that says what is filed under each."""

from django.contrib import admin

from network.models import FormerTopic, Topic

from .rights import MadeOnSite


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """Renamed and merged on its own page, which keeps the old address."""

    list_display = ["name", "slug", "description"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False


@admin.register(FormerTopic)
class FormerTopicAdmin(MadeOnSite, admin.ModelAdmin):
    """Where topics stood before they were renamed or merged; deleted, an old address leads nowhere."""

    list_display = ["name", "slug", "topic", "by", "at"]
    list_select_related = ["topic", "by"]
    search_fields = ["name", "topic__name"]
    readonly_fields = ["name", "slug", "by", "at"]
    autocomplete_fields = ["topic"]
    show_full_result_count = False
