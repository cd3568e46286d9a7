from django import forms

from events.models import LiveQuestion, QuestionBoard
from events.models.live_questions import Agreed
from network.forms.comments import PlainTextField
from network.forms.traps import TrapField

LINE = forms.Textarea(attrs={"rows": 2, "dir": "auto"})


def one_line(text):
    return " ".join(text.split())


class AskForm(forms.Form):
    """A question of somebody present; of a member by name only if they choose."""

    text = PlainTextField(
        label="Your question",
        max_length=300,
        error_messages={"required": "Write your question first."},
        widget=LINE,
    )
    witness_slot = forms.ModelChoiceField(
        queryset=None, required=False, label="For whom?", empty_label="Everybody"
    )
    name = forms.CharField(
        label="Your name",
        max_length=150,
        required=False,
        help_text="Leave it empty to ask anonymously.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    by_name = forms.BooleanField(required=False)
    fax = TrapField()

    def __init__(self, data=None, *, event, member):
        super().__init__(data)
        slots = list(event.witness_slots.all())
        self.fields["witness_slot"].queryset = event.witness_slots.all()
        self.fields["witness_slot"].choices = [("", "Everybody")] + [
            (slot.pk, slot.heading) for slot in slots
        ]
        self.member = member
        if not slots:
            del self.fields["witness_slot"]
        if member.is_authenticated:
            del self.fields["name"]
            self.fields["by_name"].label = f"Ask as {member.name}"
            self.fields[
                "by_name"
            ].help_text = "Leave this unticked and nobody sees who asks, the organisers neither."
        else:
            del self.fields["by_name"]

    def clean_text(self):
        return one_line(self.cleaned_data["text"])

    def asked(self):
        """The words of LiveQuestion.objects.ask."""
        cleaned = self.cleaned_data
        name = cleaned.get("name", "")
        if cleaned.get("by_name"):
            name = self.member.name
        slot = cleaned.get("witness_slot")
        return {"text": cleaned["text"], "name": one_line(name), "witness_slot": slot}


class AnswerForm(forms.ModelForm):
    """The answer in a line, who gave it, and whether they agree that it is published."""

    class Meta:
        model = LiveQuestion
        fields = ["answer", "answered_by", "agreed"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}
        labels = {
            "answer": "The answer, in a line",
            "answered_by": "Who said it",
            "agreed": "Do they agree that it is published?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"] = agreed_field()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") == Agreed.NAMED and not cleaned.get("answered_by"):
            self.add_error("answered_by", "Say who, or choose “without their name”.")
        return cleaned


def agreed_field():
    return forms.ChoiceField(
        label="Do they agree that it is published?",
        choices=Agreed.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class LiveInsightForm(forms.Form):
    """Something understood on the day, and who said it."""

    text = PlainTextField(
        label="What we understood",
        max_length=1000,
        error_messages={"required": "Write it first."},
        widget=LINE,
    )
    said_by = forms.CharField(label="Who said it", max_length=150, required=False)
    agrees = forms.BooleanField(
        label="They agree to be named with it",
        required=False,
        help_text="Leave this unticked and the words are kept without the name.",
    )


class OutcomeForm(forms.Form):
    text = PlainTextField(
        label="What the group wants to learn",
        max_length=300,
        error_messages={"required": "Write it first."},
        widget=LINE,
    )

    def clean_text(self):
        return one_line(self.cleaned_data["text"])


class BoardForm(forms.ModelForm):
    class Meta:
        model = QuestionBoard
        fields = ["holds_first"]
