"""What may be done at /admin/ with what the site itself keeps."""

from django.contrib import admin

from network.permissions import may_edit_glossary


class MadeOnSite:
    """For the admin of a model or of rows below one: none is added here."""

    def has_add_permission(self, request, obj=None):
        return False


class ToRead(MadeOnSite, admin.ModelAdmin):
    """Nothing is added, changed or deleted here."""

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DeletedWhole:
    """Whoever may delete it may delete what goes with it, also what is only read elsewhere."""

    def get_deleted_objects(self, objs, request):
        listed, counts, _forbidden, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected


class ForModerators(admin.ModelAdmin):
    """Words that every moderator who may open the admin looks after."""

    def has_module_permission(self, request):
        return may_edit_glossary(request.user)

    def has_view_permission(self, request, obj=None):
        return may_edit_glossary(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission
