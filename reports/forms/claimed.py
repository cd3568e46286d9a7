from django import forms
from django.db import IntegrityError

from network.forms.parts import PartFormSet


class ClaimedRows(PartFormSet):
    """Rows that others may speak to: then such a row is not taken away."""

    def clean(self):
        super().clean()
        for form in self.forms:
            row = form.instance
            if row.pk and self._should_delete_form(form) and self.is_claimed(row):
                raise forms.ValidationError(
                    f"Others speak to “{row}”, so it cannot be removed. You can change it."
                )

    def take_away(self, row):
        """Raises IntegrityError when somebody has begun to speak to it since the page was looked at."""
        # Who speaks to it holds its row as long (a foreign key), so nobody comes in between.
        type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if self.is_claimed(row):
            raise IntegrityError(f"others speak to {row}")
        super().take_away(row)

    def is_claimed(self, row):
        return any(getattr(row, name).exists() for name in row.REVISED.held_by)
