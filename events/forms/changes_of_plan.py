import copy

from django import forms

from events.copying import last_day
from events.models import ChangeOfPlan, Event
from events.models.changes_of_plan import WHEN, Plan
from events.models.times import impossible_times
from network.models.dates import EXAMPLES, ImpreciseDateFormField

from .clocks import ClockField


class ChangeOfPlanForm(forms.ModelForm):
    """What becomes of an event, and why; for one that is postponed also when it will be."""

    dated = ImpreciseDateFormField(
        required=False,
        label="The new date, if it is postponed",
        help_text=f"Leave it empty until it is known. {EXAMPLES}",
    )
    starts = ClockField(label="From")
    ends = ClockField(label="Until")

    class Meta:
        model = ChangeOfPlan
        fields = ["what", "reason"]
        labels = {"reason": "Why?"}
        help_texts = {
            "reason": "It stands first on the page, and is sent to everybody who booked.",
        }
        error_messages = {"what": {"required": "Choose one of these."}}
        widgets = {"what": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["what"].choices = Plan.choices

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == Plan.POSTPONED and not self.errors:
            for name, error in self._impossible(cleaned).items():
                self.add_error(name, error)
            if not self.errors:
                cleaned["ended"] = last_day(self.event, cleaned["dated"])
        return cleaned

    def _impossible(self, cleaned):
        """What cannot be in the new day and times, by field; asked of a copy of the event."""
        later = copy.copy(self.event)
        for name in WHEN:
            setattr(later, name, cleaned.get(name))
        errors = impossible_times(later)
        if not errors:  # as many days as before; the year is one that has a year after it
            later.ended = last_day(self.event, later.dated)
            errors = impossible_times(later)
        if later.dated and later.dated == self.event.dated:
            errors["dated"] = "That is the day on which it was to be. Give another, or none."
        elif later.is_over:
            errors["dated"] = "That day is over. Give one to come, or none."
        if later.starts and later.ends and not later.ended and later.ends <= later.starts:
            errors["ends"] = "It ends before it starts."
        return errors

    def save(self, *, by):
        """The ChangeOfPlan; None when somebody was faster."""
        cleaned = self.cleaned_data
        new = {name: cleaned.get(name) for name in WHEN if cleaned["what"] == Plan.POSTPONED}
        return ChangeOfPlan.objects.make(
            event=Event(pk=self.event.pk),
            by=by,
            what=cleaned["what"],
            reason=cleaned["reason"],
            **new,
        )
