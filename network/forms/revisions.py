from django import forms


class ComparisonForm(forms.Form):
    """With which other revision of a contribution one is compared: `numbers`, newest first."""

    def __init__(self, data, *, numbers):
        super().__init__(data)
        choices = [(number, f"Revision {number}") for number in numbers]
        self.fields["with"] = forms.TypedChoiceField(
            label="Compare it with", choices=choices, coerce=int, required=False, empty_value=None
        )


class ReturnForm(forms.Form):
    """That somebody has seen what going back changes; `version` is the state that they have seen."""

    version = forms.CharField(max_length=50, widget=forms.HiddenInput)
