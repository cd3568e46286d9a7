"""What the admin changes is a revision too; revisions are read on the site itself."""

from django.utils import timezone

from network.models import Revision


class KeepsRevisions:
    """For the admin of a kind: what its form changes is a revision, as on the site."""

    def save_model(self, request, obj, form, change):
        if change:
            Revision.objects.note_before(obj)
        obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """What search and cards read is written anew with every part."""
        super().save_related(request, form, formsets, change)
        Revision.objects.note(form.instance, by=request.user)
        form.instance.refresh_index()


class KeepsRevisionsOfPage:
    """For the admin of rows that hang on a contribution: `page_of(row)` gives it, or None."""

    def page_of(self, row):
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        page = self.page_of(obj)
        if page:
            Revision.objects.note_before(page)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        page = self.page_of(form.instance)
        if page:
            Revision.objects.note(page, by=request.user)
