from django import forms

from network.limits import DAY, is_within
from network.models import Byline

from .comments import PlainTextField
from .mail_addresses import MailAddressField

MOST_A_DAY, MOST_TO_ONE = 30, 3  # mails that one member sends, and that one address gets


class InvitationForm(forms.Form):
    """Asks somebody who is named by mail, at their account or at an address that is given."""

    email = MailAddressField(
        label="Their e-mail address",
        help_text="Only for this. It is forgotten once they have answered, or after 30 days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    message = PlainTextField(
        label="A line from you",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, byline, by, **kwargs):
        super().__init__(data, prefix=f"person-{byline.pk}", **kwargs)
        self.byline, self.by = byline, by
        if byline.person.member_id:
            del self.fields["email"]

    def clean(self):
        data = super().clean()
        to = data.get("email") or f"person {self.byline.person_id}"
        if not self.errors and not may_send(self.by, to):
            self.add_error(None, TOO_MANY)
        return data


TOO_MANY = (
    "That is a lot of mail for one day, so this was not sent. What you wrote is still here: send it "
    "tomorrow."
)


def may_send(member, address):
    """Counts one more mail by this member to this address: whether it may go out today."""
    to = address.lower()
    return is_within(MOST_TO_ONE, seconds=DAY, of="invitations-to", by=to) and is_within(
        MOST_A_DAY, seconds=DAY, of="invitations", by=member.pk
    )


class ApprovalForm(forms.ModelForm):
    """How somebody who is named wants to be named."""

    is_mine = forms.BooleanField(label="Show it on my page here", required=False, initial=True)

    class Meta:
        model = Byline
        fields = ["name_as_printed", "took_part_as", "own_words"]
        labels = {
            "name_as_printed": "Your name, as it is printed",
            "took_part_as": "How you took part",
            "own_words": "In your own words",
        }
        help_texts = {"own_words": "For example “ran the kitchen rota”."}

    def __init__(self, *args, may_join=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name_as_printed"].widget.attrs["autocomplete"] = "name"
        own_words = self.Meta.model.took_part_as.field.choices[-1][0]
        self.fields["took_part_as"].choices = [
            ("", "Say nothing about that"),
            *[
                (value, "In my own words" if value == own_words else label)
                for value, label in self.Meta.model.took_part_as.field.choices
            ],
        ]
        if not may_join:
            del self.fields["is_mine"]

    def printed(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ChangeForm(forms.Form):
    words = PlainTextField(
        label="What should be changed?",
        max_length=2000,
        help_text="Those who write it get this by mail.",
        error_messages={"required": "Say what should be changed."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NameWithdrawalForm(forms.Form):
    keeps_words = forms.BooleanField(
        label="What I am quoted as saying may stay, without my name", required=False
    )
