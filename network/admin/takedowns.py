"""What people asked to have taken down, to look things up. Deciding is done on the site, with a reason."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from network.models import Reversal, Takedown

from .rights import ToRead


@admin.register(Takedown)
class TakedownAdmin(ToRead):
    list_display = ["what", "page", "at", "state", "decided_by", "on_site"]
    list_filter = ["what", "is_granted", ("decided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["decided_by"]
    search_fields = ["page", "reason"]
    date_hierarchy = "at"
    show_full_result_count = False
    fields = [
        "what", "page", "contribution", "words", "asked_by", "at",
        "state", "decided_by", "decided_at", "reason", "told_at", "forgotten_at", "on_site",
    ]  # fmt: skip
    readonly_fields = fields

    @admin.display(description="state")
    def state(self, takedown):
        if takedown.is_waiting:
            return "Waits"
        return "Taken down" if takedown.is_granted else "Left as it is"

    @admin.display(description="on the site")
    def on_site(self, takedown):
        address = reverse("takedown-request", args=[takedown.request])
        return format_html('<a href="{}">See it, or decide</a>', address)


@admin.register(Reversal)
class ReversalAdmin(ToRead):
    list_display = ["takedown", "by", "at", "reason"]
    list_select_related = ["takedown", "by"]
    date_hierarchy = "at"
