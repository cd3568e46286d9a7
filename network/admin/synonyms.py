"""Words that mean the same to a search, for the operator and for moderators who may open the admin."""

from django.contrib import admin

from network.models import Synonym

from .rights import ForModerators


@admin.register(Synonym)
class SynonymAdmin(ForModerators):
    list_display = ["word", "means"]
    list_display_links = ["word", "means"]
    search_fields = ["word", "means"]
