from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from events.models import Commitment, Event
from network.forms.comments import PlainTextField
from network.forms.consents import ConsentedForm
from network.forms.contributions import Section
from network.forms.mail_addresses import MailAddressField
from network.forms.parts import PartFormSet, part
from network.models.revised import CONSENT, WITHHELD

from .pages import EventPageForm

LONGEST_AHEAD = timedelta(days=3653)
FIRST_DAY = timedelta(days=73050)  # back: no slip of the keyboard
State, Teller = Commitment.State, Commitment.Teller
WHOM_WE_ASK = (
    "If they have no account: only organisers see it. We ask there what came of it when the day has "
    "come, once more a month later, and forget it then."
)
IF_THEY_AGREE = "It is printed only if they agree; until then readers do not see it."


def day_field(label, help_text=""):
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like this: 2027-03-01."},
    )


def within_reason(day):
    """The day; raises ValidationError for one that nobody can mean."""
    today = timezone.localdate()
    if day and not today - FIRST_DAY <= day <= today + LONGEST_AHEAD:
        raise forms.ValidationError(f"Is {day.year} the year you mean?")
    return day


class DatedForm(forms.Form):
    """What forms of a promise have in common: its day, and whom to ask."""

    due = day_field("By when")

    def clean_due(self):
        return within_reason(self.cleaned_data["due"])


class CommitmentForm(DatedForm, ConsentedForm):
    """A row of the writing page."""

    class Meta:
        model = Commitment
        fields = [
            "text", "name_as_printed", "role", "due", "email", "state", "came_of_it", *CONSENT,
        ]  # fmt: skip
        labels = {
            "text": "What they said they would do",
            "name_as_printed": "Who",
            "role": "Their role or organisation, or “everyone there”",
            "email": "Whom to ask by mail",
            "state": "How it stands",
            "came_of_it": "What came of it, in a line",
        }
        help_texts = {
            "name_as_printed": f"{IF_THEY_AGREE} Note below who agreed.",
            "role": "",
            "email": WHOM_WE_ASK,
        }
        field_classes = {"email": MailAddressField}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "came_of_it": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, people, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.by = people, by
        self.fields["state"].choices = [("", "Not told yet"), *State.choices]

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == State.LET_GO and not cleaned.get("came_of_it"):
            self.add_error("came_of_it", "Say in a line why it was let go.")
        return cleaned

    def save(self, commit=True):
        """Keeps the row; who says anew how it stands tells it today."""
        row = self.instance
        if not self.fields["name_as_printed"].disabled:
            row.person_id = self.people.get(self.cleaned_data["name_as_printed"].casefold())
        if "email" in self.changed_data:
            row.links += 1
            row.stopped_at = None
        if {"state", "came_of_it"} & set(self.changed_data):
            self._tell(row)
        if not row.is_open:
            row.email = ""
        return super().save(commit)

    def _tell(self, row):
        mine = row.person_id and row.person.member_id == self.by.pk
        teller = Teller.THEMSELVES if mine else Teller.ORGANISER
        row.told_on, row.told_by = (timezone.localdate(), teller) if row.state else (None, "")


class CommitmentRows(PartFormSet):
    @cached_property
    def people(self):
        """The people of the event by their printed names; read once."""
        named = self.instance.appearances.exclude(person=None)
        rows = named.values_list("name_as_printed", "person")
        return {name.casefold(): person for name, person in rows}

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"people": self.people, "by": self.by}


CommitmentFormSet = part(Event, Commitment, CommitmentForm, noun="promise", formset=CommitmentRows)


class CommitmentsForm(EventPageForm):
    """What people said at an event that they would do, and what came of it."""

    page = "commitments"
    SECTIONS = (
        Section(
            "promises",
            "What people said they would do",
            "Small ones count. What was not done counts as much as what was: say why, in a line.",
            part="commitments",
            example="Joan Price, by 1 March: “I ask the school whether we may use its kitchen on "
            "Saturdays.” Not done: “they said no, and told us whom else to ask”.",
        ),
    )
    PARTS = {"commitments": CommitmentFormSet}


class NewCommitmentForm(DatedForm):
    """One more, on the day, from a phone."""

    text = PlainTextField(
        label="What will be done",
        max_length=300,
        error_messages={"required": "Write it first."},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    name = forms.CharField(
        label="Who said so",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "people"}),
    )
    agrees = forms.BooleanField(
        label="They agree to be named with it",
        required=False,
        help_text="Without it readers do not see the name.",
    )
    role = forms.CharField(
        label="Their role or organisation, or “everyone there”",
        max_length=200,
        required=False,
    )
    email = MailAddressField(label="Whom to ask by mail", required=False, help_text=WHOM_WE_ASK)
    field_order = ["text", "name", "agrees", "role", "due", "email"]

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("name") or cleaned.get("role")):
            self.add_error("name", "Say who: a name, or below a role or “everyone there”.")
        return cleaned

    def made(self, event):
        """The Commitment, not saved yet."""
        cleaned = self.cleaned_data
        row = Commitment(event=event, **{name: cleaned[name] for name in OF_ROW})
        row.credit(cleaned["name"], agrees=cleaned["agrees"])
        return row


OF_ROW = ("text", "role", "due", "email")


class TellingForm(DatedForm, forms.ModelForm):
    """What came of it, told by an organiser."""

    came_of_it = PlainTextField(
        label="What came of it, in a line",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    field_order = ["state", "due", "came_of_it"]

    class Meta:
        model = Commitment
        fields = ["state", "came_of_it", "due"]
        widgets = {"state": forms.RadioSelect}

    CHOICES = State.choices
    WHY = {State.LET_GO: "Say in a line why it was let go."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = self.CHOICES
        self.fields["state"].required = True
        self.fields["state"].label = "How does it stand?"
        self.fields["state"].error_messages["required"] = "Choose one."
        self.fields["due"].label = "By when now, if it is under way"

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state in self.WHY and not cleaned.get("came_of_it"):
            self.add_error("came_of_it", self.WHY[state])
        return cleaned

    def told(self):
        """The columns for Commitment.tell: a new day only for what is under way."""
        told = {name: self.cleaned_data[name] for name in ("state", "came_of_it")}
        if told["state"] == State.UNDER_WAY and self.cleaned_data["due"]:
            told["due"] = self.cleaned_data["due"]
        return told


class OwnTellingForm(TellingForm):
    """The same, told by who promised it: done, not done, or by when now."""

    CHOICES = [
        (State.DONE, "Done"),
        (State.UNDER_WAY, "Under way"),
        (State.NOT_DONE, "Not done, and it will not be"),
    ]
    agrees = forms.BooleanField(required=False)
    field_order = ["state", "due", "came_of_it", "agrees"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["due"] = None  # the day that has come is no answer
        name = self.instance.name_as_printed
        if name and not self.instance.consent_from and name != WITHHELD:
            self.fields["agrees"].label = f"My name, {name}, may stand beside it"
            self.fields["agrees"].help_text = "Leave it unticked and nobody reads who it was."
        else:
            del self.fields["agrees"]

    def clean(self):
        cleaned = super().clean()
        due = cleaned.get("due")
        if cleaned.get("state") == State.UNDER_WAY and "due" not in self.errors:
            if due is None:
                self.add_error("due", "Say by when: we ask again then.")
            elif due <= timezone.localdate():
                self.add_error("due", "Choose a day to come.")
        return cleaned
