"""Rows on a writing page: people, organisations, quotes and whatever else a kind lists."""

from django import forms

MOST_ROWS = 60


class PartFormSet(forms.BaseInlineFormSet):
    """Rows in the order the writer gives them; a row left empty is not kept.

    It is bound only when the request has its rows: what a page did not show is left alone.
    """

    noun = "row"

    def __init__(self, data=None, files=None, **kwargs):
        sent = data is not None and f"{kwargs['prefix']}-TOTAL_FORMS" in data
        super().__init__(data if sent else None, files if sent else None, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Place in the order"
        form.fields["ORDER"].widget.attrs = {"min": 1, "data-order": True}
        form.fields["DELETE"].label = f"Remove this {self.noun}"
        form.fields["DELETE"].widget.attrs = {"data-remove": True}

    def save(self, commit=True):
        """Writes the rows in their order, each with its `position` from 0."""
        for form in self.deleted_forms:
            if form.instance.pk:
                form.instance.delete()
        for position, form in enumerate(self.ordered_forms):
            form.instance.position = position
            setattr(form.instance, self.fk.name, self.instance)
            form.save()


def part(parent, model, form, *, noun, formset=PartFormSet, extra=1):
    """The formset class for the rows `model` of a `parent`; `noun` names one row ("person")."""
    made = forms.inlineformset_factory(
        parent,
        model,
        form=form,
        formset=formset,
        extra=extra,
        can_order=True,
        max_num=MOST_ROWS,
        validate_max=True,
        absolute_max=MOST_ROWS + 20,
    )
    made.noun = noun
    return made
