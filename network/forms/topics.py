from django import forms

from network.models import FormerTopic, Topic
from network.models.slugs import slug_of

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
        return FormerTopic.objects.present(names) if names else names

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class TopicForm(forms.ModelForm):
    """What a topic is called, and what is filed under it."""

    name = forms.CharField(
        max_length=LONGEST_TOPIC,
        help_text="When you change it, the old address leads to the new one.",
    )

    class Meta:
        model = Topic
        fields = ["name", "description"]
        help_texts = {"description": "A sentence or two, above what is filed under it."}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if "," in name or not slug_of(name):
            raise forms.ValidationError("A topic is called by a few words, without commas.")
        if Topic.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                "There is a topic of this name already. You can merge this one into it instead."
            )
        return name

    def save(self, *, by):
        """Gives the topic; `is_renamed` says whether it is called something else now."""
        topic = Topic.objects.get(pk=self.instance.pk)
        self.is_renamed = topic.name != self.cleaned_data["name"]
        if self.is_renamed:
            topic.rename(self.cleaned_data["name"], by=by)
        topic.description = self.cleaned_data["description"]
        topic.save(update_fields=["description"])
        return topic


class TopicMergerForm(forms.Form):
    """Into which other topic one is merged."""

    into = forms.CharField(
        label="Merge it into",
        max_length=LONGEST_TOPIC,
        widget=forms.TextInput(attrs={"data-suggestions": "topics", "autocomplete": "off"}),
        help_text="The name of the topic that stays.",
    )

    def __init__(self, data=None, *, topic):
        super().__init__(data)
        self.topic = topic

    def clean_into(self):
        name = " ".join(self.cleaned_data["into"].split())
        other = Topic.objects.filter(name__iexact=name).order_by("pk").first()
        if other is None:
            raise forms.ValidationError("There is no topic of this name. Nothing was changed.")
        if other == self.topic:
            raise forms.ValidationError("That is this topic itself. Choose another one.")
        return other
