from django import forms
from django.db import transaction
from django.utils import timezone

from events.models import BookingQuestion, BookingTerms, Event
from network.forms.comments import PlainTextField
from network.forms.parts import part


class BookingTermsForm(forms.ModelForm):
    """How an event is booked. Its row is locked while this is validated, so that counts stay true.

    `version` is the state that the organiser has seen, "" when nobody had set it; `parts` are its
    questions, in the way of a ContributionForm.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    joining = PlainTextField(
        label="Joining details",
        max_length=4000,
        required=False,
        help_text="The link, the room, how to get there, what to bring. Only those who have a place "
        "see them: on the page and in their mail.",
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    class Meta:
        model = BookingTerms
        fields = [
            "places",
            "where",
            "opens_on",
            "closes_on",
            "takes_guests",
            "shows_attendees",
            "asks_diet",
            "joining",
        ]
        labels = {
            "places": "How many places",
            "where": "People take part",
            "opens_on": "Booking opens on",
            "closes_on": "Last day to book",
            "takes_guests": "People can book without an account; they confirm by mail",
            "shows_attendees": "Those who have a place see the names of others who agree to that",
            "asks_diet": "Ask what people do not eat",
        }
        help_texts = {
            "places": "Leave it empty when there is room for everybody. When all are taken there is a "
            "waiting list, which moves up by itself.",
            "opens_on": "Leave it empty to open at once.",
            "closes_on": "Leave it empty to take bookings until the event begins.",
        }
        error_messages = {"where": {"required": "Choose one of these."}}
        widgets = {
            "places": forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
            "where": forms.RadioSelect,
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, data=None, *, instance, by):
        super().__init__(data, instance=instance)
        self.by, self.is_new = by, instance._state.adding
        self.parts = {
            "questions": QuestionFormSet(data, instance=instance.event, prefix="questions")
        }
        self.stored = "" if self.is_new else instance.updated_at.isoformat()
        self.initial["version"] = self.stored

    def is_valid(self):
        # Each is asked, so that every error is told at once.
        return all([super().is_valid(), self.parts["questions"].is_valid()])

    def is_overtaken(self):
        """Whether somebody saved since the organiser opened the page; nobody does from now on."""
        seen = self.data.get("version", self.stored)
        self.data["version"] = self.stored
        return seen != self.stored

    @transaction.atomic
    def save(self):
        self.instance.updated_at, self.instance.updated_by = timezone.now(), self.by
        terms = super().save()
        self.parts["questions"].save_for(terms.event)
        return terms

    def clean_opens_on(self):
        opens_on, event = self.cleaned_data["opens_on"], self.instance.event
        if opens_on and event.dated and event.dated.day and opens_on > event.dated.day:
            raise forms.ValidationError(
                f"The event is on {event.dated}: nobody could book. Choose an earlier day."
            )
        return opens_on

    def clean_places(self):
        places = self.cleaned_data["places"]
        taken = self.instance.event.bookings.holding().count()
        if places is not None and places < taken:
            raise forms.ValidationError(
                f"{taken} places are taken or offered already. Keep at least {taken}, or cancel some "
                "of the bookings first."
            )
        return places


class QuestionForm(forms.ModelForm):
    class Meta:
        model = BookingQuestion
        fields = ["text", "kind", "choices", "is_required"]
        labels = {
            "text": "The question",
            "kind": "How it is answered",
            "choices": "Answers to choose from",
            "is_required": "Everybody has to answer it",
        }
        help_texts = {"choices": "One to a line."}
        widgets = {"choices": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        data = super().clean()
        lines = [" ".join(line.split()) for line in data.get("choices", "").splitlines()]
        data["choices"] = "\n".join(dict.fromkeys(filter(None, lines)))
        if data.get("kind") == BookingQuestion.Kind.CHOICE and "\n" not in data["choices"]:
            self.add_error("choices", "Write two answers at least, one to a line.")
        return data


QuestionFormSet = part(Event, BookingQuestion, QuestionForm, noun="question")
