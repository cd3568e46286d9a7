from django import forms


class ClockField(forms.TimeField):
    """A time of day: "10:30" as browsers send it, or "10.30" as people write it."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"invalid": "Write the time like this: 14:30."},
            **kwargs,
        )
