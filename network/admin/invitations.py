"""Who was asked whether they may be named, and what they said: to look up, never to change."""

from django.contrib import admin

from network.models import Invitation, InvitationAnswer, PersonClaim

from .rights import MadeOnSite, ToRead


class AnswerInline(MadeOnSite, admin.TabularInline):
    model = InvitationAnswer
    fields = readonly_fields = ["at", "answer", "words", "told_at"]
    extra = 0
    can_delete = False


@admin.register(Invitation)
class InvitationAdmin(ToRead):
    list_display = ["name", "contribution", "by", "at", "sent_at", "expires_at", "revoked_at"]
    list_select_related = ["contribution", "by"]
    search_fields = ["name", "contribution__title"]
    date_hierarchy = "at"
    inlines = [AnswerInline]


@admin.register(PersonClaim)
class PersonClaimAdmin(ToRead):
    """They are decided on the site."""

    list_display = ["member", "name", "at", "is_granted", "decided_by", "decided_at"]
    list_select_related = ["member", "decided_by"]
    search_fields = ["name", "member__name"]
    date_hierarchy = "at"
