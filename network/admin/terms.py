"""The words of the glossary, for the operator and for moderators who may open the admin."""

from django.contrib import admin

from network.models import Term
from network.permissions import may_edit_glossary


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ["word", "also", "meaning"]
    search_fields = ["word", "also", "meaning"]
    prepopulated_fields = {"slug": ["word"]}

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
