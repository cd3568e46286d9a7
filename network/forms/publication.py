from datetime import timedelta

from django import forms
from django.utils import timezone

from network.clocks import clock_name, moment_on_clock
from network.models import Appeal, Withdrawal

LONGEST_AHEAD = timedelta(days=366)


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Withdrawal
        fields = ["reason"]
        labels = {"reason": "Why?"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, by_author, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not by_author
        self.fields["reason"].help_text = (
            "For you and those who made it with you." if by_author else "Its authors will read it."
        )


class AppealForm(forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ["words"]
        labels = {"words": "What have you changed, or why should they look again?"}
        help_texts = {"words": "The moderators read it beside their reason."}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}


class ScheduleForm(forms.Form):
    """A day and a time on this site's clock; `moment` is what they mean together."""

    day = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like this: 2026-12-24."},
    )
    time = forms.TimeField(
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write the time like this: 14:30."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["day"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + LONGEST_AHEAD).isoformat(),
        }
        self.fields["time"].help_text = f"{clock_name()}."

    def clean(self):
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if day is None or time is None:
            return
        now = timezone.now()
        # Asked first: the first and the last years of the calendar have no moment.
        if day > timezone.localdate(now) + LONGEST_AHEAD:
            self.add_error("day", "That is more than a year away. Choose a day within a year.")
        elif day < timezone.localdate(now):
            self.add_error("day", "That day is over. Choose a moment to come, or publish it now.")
        else:
            self._clean_moment(day, time, now)

    def _clean_moment(self, day, time, now):
        try:
            self.moment = moment_on_clock(day, time)
        except ValueError as error:
            self.add_error("time", str(error))
            return
        if self.moment <= now:
            self.add_error("time", "That moment is over. Choose one to come, or publish it now.")
