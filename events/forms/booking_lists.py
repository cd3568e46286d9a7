from django import forms

from events.models import BookingMessage
from network.forms.comments import PlainTextField

# Those whom an organiser can pick: a word in the address, what it says, and a method of the queryset.
GROUPS = {
    "booked": "Have a place",
    "waiting": "On the waiting list",
    "offered": "Offered a place",
    "unconfirmed": "Not confirmed yet",
    "ended": "Cancelled or run out",
}
REACHABLE = ("booked", "waiting", "offered")


class BookingFilters(forms.Form):
    """What an organiser looks for among the bookings of an event."""

    q = forms.CharField(label="Name or e-mail address", required=False, max_length=100)
    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All that stand"), *GROUPS.items()]
    )

    def narrow(self, bookings):
        if not self.is_valid():
            return bookings.current()
        state = self.cleaned_data["state"]
        group = getattr(bookings, state)() if state else bookings.current()
        return group.matching(self.cleaned_data["q"])


class SearchForm(forms.Form):
    q = forms.CharField(label="Name or e-mail address", required=False, max_length=100)


class BookingRemovalForm(forms.Form):
    words = PlainTextField(
        label="A word to them",
        max_length=2000,
        required=False,
        help_text="They get this with the mail that says it is cancelled.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class BookingMessageForm(forms.ModelForm):
    """A message to those who booked. `to` is a word of GROUPS."""

    to = forms.MultipleChoiceField(
        label="Who gets it?",
        choices=[(word, GROUPS[word]) for word in REACHABLE],
        initial=["booked"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who gets it."},
    )
    body = PlainTextField(
        label="Message",
        max_length=5000,
        help_text="An empty line begins a paragraph. Each gets a mail of their own, with the link to "
        "their booking below.",
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    class Meta:
        model = BookingMessage
        fields = ["subject", "body"]

    field_order = ("to", "subject", "body")

    def those_of(self, event):
        """The bookings that it goes to."""
        chosen = [getattr(event.bookings, word)() for word in self.cleaned_data["to"]]
        pks = {pk for group in chosen for pk in group.values_list("pk", flat=True)}
        return event.bookings.filter(pk__in=pks)
