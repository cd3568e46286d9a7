"""People, with or without an account."""

from django.contrib import admin

from network.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "role", "organisation", "place", "member", "is_credited", "listed"]
    list_select_related = ["organisation", "member"]
    list_filter = ["is_credited", "listed", "region", ("member", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug", "member__email"]
    autocomplete_fields = ["member", "organisation"]
    raw_id_fields = ["photo"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["is_credited"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["name", "slug", "member", "is_credited", "listed"]}),
        ("Photo", {"fields": ["photo", "photo_seen_by"]}),
        (
            "Work and place",
            {"fields": ["role", "organisation", "place", "region", "work_seen_by"]},
        ),
        ("About", {"fields": ["about", "about_seen_by"]}),
        (
            "Giving and getting",
            {"fields": ["can_help_with", "help_seen_by", "looking_for", "looking_seen_by"]},
        ),
    ]
