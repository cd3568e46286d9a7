"""Words that mean the same to a search, for the operator and for moderators who may open the admin."""

from django.contrib import admin

from network.models import Synonym
from network.permissions import may_edit_glossary


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["word", "means"]
    list_display_links = ["word", "means"]
    search_fields = ["word", "means"]

    def has_module_permission(self, request):
        return may_edit_glossary(request.user)

    def has_view_permission(self, request, obj=None):
        return may_edit_glossary(request.user)

    def has_add_permission(self, request):
        return may_edit_glossary(request.user)

    def has_change_permission(self, request, obj=None):
        return may_edit_glossary(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_edit_glossary(request.user)
