"""The words of the glossary, for the operator and for moderators who may open the admin."""

from django.contrib import admin

from network.models import Term

from .rights import ForModerators


@admin.register(Term)
class TermAdmin(ForModerators):
    list_display = ["word", "also", "meaning"]
    search_fields = ["word", "also", "meaning"]
    prepopulated_fields = {"slug": ["word"]}
