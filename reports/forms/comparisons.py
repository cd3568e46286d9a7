from django import forms


class ComparisonForm(forms.Form):
    """Which two of some things (definitions or principles) to lay beside each other."""

    one = forms.TypedChoiceField(label="This one", coerce=int, choices=())
    other = forms.TypedChoiceField(label="Beside this one", coerce=int, choices=())

    def __init__(self, data, *, things, label):
        # A page that was opened with something else in its address was not asked to compare.
        super().__init__(data if self.base_fields.keys() & data.keys() else None)
        self.by_key = {thing.pk: thing for thing in things}
        choices = [(thing.pk, label(thing)) for thing in things]
        for name in ("one", "other"):
            self.fields[name].choices = choices
        if len(choices) > 1:
            self.initial = {"one": choices[0][0], "other": choices[1][0]}

    def clean(self):
        one, other = (self.cleaned_data.get(name) for name in ("one", "other"))
        if one and one == other:
            raise forms.ValidationError("That is the same one twice. Choose two.")
        return self.cleaned_data

    def chosen(self):
        """The two that were chosen; None while none were, or one twice."""
        if not self.is_valid():
            return None
        return tuple(self.by_key[self.cleaned_data[name]] for name in ("one", "other"))
