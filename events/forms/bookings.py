from django import forms

from events.models import BookingQuestion, BookingTerms
from network.forms.comments import PlainTextField
from network.forms.mail_addresses import MailAddressField
from network.forms.traps import TrapField

IN_PERSON, ONLINE = BookingTerms.Where.IN_PERSON, BookingTerms.Where.ONLINE
NEEDS_HINT = (
    "Only the organisers see this. It is deleted two weeks after the event. For example “step-free”, "
    "“a sign language interpreter”, “I come with my carer”."
)


class DetailsForm(forms.Form):
    """What everybody who books is asked, at an event with these `terms`; `booking` is one to change."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    attendance = forms.ChoiceField(
        label="How will you take part?",
        choices=[(IN_PERSON, "In person"), (ONLINE, "Online")],
        error_messages={"required": "Choose one of these."},
        widget=forms.RadioSelect,
    )
    access_needs = PlainTextField(
        label="What do you need, so that you can take part?",
        max_length=2000,
        required=False,
        help_text=NEEDS_HINT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    diet = PlainTextField(
        label="What do you not eat?",
        max_length=500,
        required=False,
        help_text="For example “vegan”, “no nuts”. Kept in the same way.",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    is_listed = forms.BooleanField(
        label="Show my name to the others who have a place",
        required=False,
        help_text="Only your name. You can change this at any time.",
    )
    DETAILS = ("name", "attendance", "access_needs", "diet", "is_listed")

    def __init__(self, data=None, *, terms, booking=None, initial=None):
        super().__init__(data, initial=(initial or {}) | self._known(booking))
        self.questions = list(terms.event.booking_questions.all())
        if terms.where != BookingTerms.Where.BOTH:
            del self.fields["attendance"]
        if not terms.asks_diet or terms.where == ONLINE:
            del self.fields["diet"]
        if not terms.shows_attendees:
            del self.fields["is_listed"]
        for question in self.questions:
            self.fields[_name(question)] = question_field(question)
        self.order_fields(["name", "email", "attendance", *map(_name, self.questions)])

    def _known(self, booking):
        if booking is None:
            return {}
        answers = {f"question-{each.question_id}": each.text for each in booking.answers.all()}
        return {name: getattr(booking, name) for name in self.DETAILS} | answers

    def details(self):
        """The columns of a booking, as they were filled in."""
        return {name: self.cleaned_data[name] for name in self.DETAILS if name in self.fields}

    def answers(self):
        """Pairs of a BookingQuestion and a text, which may be empty."""
        return [(each, self.cleaned_data[_name(each)]) for each in self.questions]


def _name(question):
    return f"question-{question.pk}"


def question_field(question):
    """The field in which a BookingQuestion is answered with a text."""
    if question.kind == BookingQuestion.Kind.TEXT:
        return PlainTextField(
            label=question.text,
            max_length=2000,
            required=question.is_required,
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        )
    offered = [(answer, answer) for answer in question.offered()]
    if not question.is_required:
        offered.append(("", "I would rather not say"))
    return forms.ChoiceField(
        label=question.text,
        choices=offered,
        required=question.is_required,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these."},
    )


class GuestForm(DetailsForm):
    """For somebody without an account, who confirms by mail."""

    email = MailAddressField(
        label="Your e-mail address",
        help_text="We send you a link to confirm, change and cancel your booking. Only the "
        "organisers see it. Your name and address are deleted eight weeks after the event.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    fax = TrapField()


class BookingByHandForm(DetailsForm):
    """An organiser books for somebody, who is told by mail."""

    email = MailAddressField(
        label="Their e-mail address",
        help_text="They get a mail with a link to change and cancel it.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Their name"
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["access_needs"].label = "What do they need, so that they can take part?"
        for name in set(self.fields) & {"diet", "attendance", "is_listed"}:
            self.fields[name].label = {
                "diet": "What do they not eat?",
                "attendance": "How will they take part?",
                "is_listed": "Show their name to the others who have a place",
            }[name]
        for question in self.questions:  # an organiser cannot know everything
            self.fields[_name(question)].required = False
