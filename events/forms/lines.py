from django import forms


class LinesField(forms.CharField):
    """A list, one to a line; clean() gives the lines that are not empty, each once."""

    def __init__(self, *, longest, most, **kwargs):
        self.longest, self.most = longest, most
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(value or [])

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = list({line.casefold(): line for line in lines if line}.values())
        if len(lines) > self.most:
            raise forms.ValidationError(f"Write at most {self.most} lines.")
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(f"A line holds at most {self.longest} letters.")
        return lines

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
