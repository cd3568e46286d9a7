from django import forms

MOST_TOPICS = 12
LONGEST_TOPIC = 60


class TopicsField(forms.CharField):
    """Topics with commas between them; clean() gives a list of names."""

    widget = forms.TextInput(
        attrs={"data-suggestions": "topics", "data-several": True, "autocomplete": "off"}
    )

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", MOST_TOPICS * (LONGEST_TOPIC + 2))
        kwargs.setdefault(
            "help_text",
            "A few words that somebody would look for, with commas between them. "
            "For example: time banking, mental health.",
        )
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(str(topic) for topic in value or [])

    def clean(self, value):
        names = [" ".join(name.split()) for name in super().clean(value).split(",")]
        names = list({name.casefold(): name for name in names if name}.values())
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(f"Choose at most {MOST_TOPICS} topics.")
        if any(len(name) > LONGEST_TOPIC for name in names):
            raise forms.ValidationError("A topic is a few words, with commas between topics.")
        return names

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
