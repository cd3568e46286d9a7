"""Whom the site asked whether something is still running, and what they answered."""

from django.contrib import admin

from network.models import Confirmation

from .rights import ToRead


@admin.register(Confirmation)
class ConfirmationAdmin(ToRead):
    list_display = ["case_study", "asked", "asked_at", "sent_at", "said", "answered_at"]
    list_filter = ["answer", ("answered_at", admin.EmptyFieldListFilter)]
    list_select_related = ["case_study", "asked"]
    search_fields = ["case_study__title"]
    date_hierarchy = "asked_at"

    @admin.display(description="answer")
    def said(self, confirmation):
        if confirmation.answered_at is None:
            return "–"
        return confirmation.get_answer_display() or "Does not want to be asked again"
