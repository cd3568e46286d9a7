"""Collections, and where they stood before they were renamed. Organisers write them on the site."""

from django.contrib import admin

from network.models import Collection, CollectionItem, FormerCollection

from .rights import MadeOnSite


class CollectionItemInline(admin.TabularInline):
    """Reasons are put right and pieces taken away here; they are added on the site."""

    model = CollectionItem
    readonly_fields = ["contribution"]
    max_num = extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).with_contributions()


@admin.register(Collection)
class CollectionAdmin(MadeOnSite, admin.ModelAdmin):
    """Who made it can be put right here; it is renamed, published and opened from home on the site."""

    list_display = ["title", "slug", "position", "stage", "published_at", "made_by"]
    list_select_related = ["made_by"]
    search_fields = ["title", "summary"]
    raw_id_fields = ["made_by"]
    fields = [
        "title",
        "slug",
        "summary",
        "introduction",
        "made_by",
        "position",
        "stage",
        "published_at",
    ]
    readonly_fields = ["title", "slug", "stage", "published_at"]
    inlines = [CollectionItemInline]
    show_full_result_count = False


@admin.register(FormerCollection)
class FormerCollectionAdmin(MadeOnSite, admin.ModelAdmin):
    """Deleted, an old address leads nowhere."""

    list_display = ["slug", "collection", "at"]
    list_select_related = ["collection"]
    search_fields = ["slug", "collection__title"]
    readonly_fields = ["slug", "collection", "at"]
    show_full_result_count = False
