import copy

from django import forms

from events.copying import copy_event, last_day, same_weekday
from events.models.times import impossible_times
from network.models.dates import EXAMPLES, ImpreciseDateFormField


class CopyForm(forms.Form):
    """When an event that begins as a copy of another one will be."""

    dated = ImpreciseDateFormField(
        required=False,
        label="When",
        help_text=f"Leave it empty until you know. The programme comes along. {EXAMPLES}",
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        if day := same_weekday(event):
            self.fields["dated"].initial = f"{day:%-d %B %Y}"

    def clean_dated(self):
        dated = self.cleaned_data["dated"]
        later = copy.copy(self.event)
        later.dated, later.ended = dated, None
        if dated is None or dated.day is None:
            later.starts = later.ends = None
        if dated and later.is_over:
            raise forms.ValidationError("That day is over. Choose one to come, or leave it empty.")
        errors = impossible_times(later)
        if not errors:  # the year is one that has a year after it
            later.ended = last_day(self.event, dated)
            errors = impossible_times(later)
        if errors:
            raise forms.ValidationError(list(errors.values()))
        return dated

    def save(self, *, by):
        """The draft."""
        return copy_event(self.event, by=by, on=self.cleaned_data["dated"])
