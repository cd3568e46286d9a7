from django import forms

from network.limits import DAY, is_within
from network.models import PersonClaim

from .comments import PlainTextField

MOST_A_DAY = 5
CONFIRM, REFUSE = "yes", "no"


class PersonClaimForm(forms.ModelForm):
    """Why a member is a person who has no account."""

    why = PlainTextField(
        label="How can we tell that this is you?",
        max_length=1000,
        help_text="For example who named you, what you did there, or whom we could ask.",
        error_messages={"required": "Say how we can tell: a moderator reads it and decides."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = PersonClaim
        fields = ["why"]

    def clean(self):
        data = super().clean()
        by = self.instance.member_id
        if not self.errors and not is_within(MOST_A_DAY, seconds=DAY, of="claims", by=by):
            self.add_error(None, "That is a lot for one day. Ask again tomorrow.")
        return data


class PersonClaimDecisionForm(forms.Form):
    """What a moderator decides."""

    decision = forms.ChoiceField(
        label="Is it them?",
        choices=[(CONFIRM, "Yes: their two entries become one"), (REFUSE, "No, or we cannot tell")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is them."},
    )
    reason = PlainTextField(
        label="Why not?",
        max_length=1000,
        required=False,
        help_text="They read this by mail. Say what would help, and be kind.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        data = super().clean()
        if data.get("decision") == REFUSE and not data.get("reason"):
            self.add_error("reason", "Say why: they will read it.")
        return data
