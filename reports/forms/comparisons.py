from django import forms


class ComparisonForm(forms.Form):
    """Which two of some things (definitions or principles) to lay beside each other."""

    one = forms.TypedChoiceField(label="This one", coerce=int, choices=())
    other = forms.TypedChoiceField(label="Beside this one", coerce=int, choices=())

    def __init__(self, data, *, things, label):
        super().__init__(data or None)
        self.by_key = {thing.pk: thing for thing in things}
        choices = [(thing.pk, label(thing)) for thing in things]
        for name in ("one", "other"):
            self.fields[name].choices = choices
        if len(choices) > 1:
            self.initial = {"one": choices[0][0], "other": choices[1][0]}

    def chosen(self):
        """The two that were chosen; None while none were, or one twice."""
        if not self.is_valid():
            return None
        one, other = (self.by_key[self.cleaned_data[name]] for name in ("one", "other"))
        return None if one == other else (one, other)
