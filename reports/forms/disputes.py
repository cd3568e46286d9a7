from django import forms

from network.forms.comments import PlainTextField
from network.limits import DAY, is_within
from network.models import Person
from reports.models import Dispute

MOST_A_DAY = 30  # of one member
REASON = {"required": "Say why: everybody will read it beside the claim."}


class DisputeForm(forms.Form):
    """Why somebody does not agree with a claim."""

    reason = PlainTextField(
        label="Why do you dispute it?",
        max_length=1000,
        help_text="It stands beside the claim with your name. Say what you know that speaks against it.",
        error_messages=REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, claim, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim, self.by = claim, by

    def clean(self):
        mine = self.claim.disputes.standing().filter(by__member=self.by)
        if mine.exists():
            raise forms.ValidationError("You dispute this already. Withdraw that first.")
        if not self.errors and not is_within(MOST_A_DAY, seconds=DAY, of="disputes", by=self.by.pk):
            raise forms.ValidationError(
                f"You disputed {MOST_A_DAY} claims in a day. Go on tomorrow: your words are below."
            )
        return super().clean()

    def save(self):
        person = Person.objects.of_member(self.by)
        return Dispute.objects.create(
            claim=self.claim, by=person, reason=self.cleaned_data["reason"]
        )
