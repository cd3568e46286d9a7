from django import forms


class RowField(forms.ChoiceField):
    """One of the rows that belong to the event already; offered as a list that was read before."""

    def __init__(self, *, empty, **kwargs):
        self.empty = empty
        self.rows = {}
        super().__init__(required=False, choices=[("", empty)], **kwargs)

    def offer(self, rows):
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", self.empty), *((pk, str(row)) for pk, row in self.rows.items())]

    def prepare_value(self, value):
        return str(getattr(value, "pk", value) or "")

    def clean(self, value):
        return self.rows.get(super().clean(value))

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or "")
