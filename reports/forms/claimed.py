from django import forms

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

    def is_claimed(self, row):
        return any(getattr(row, name).exists() for name in row.REVISED.held_by)
