"""Choosing what to follow by e-mail, and changing it."""

from django import forms

from network.models.following import MOST_FOLLOWED
from network.models.subscribers import Rhythm
from network.models.subscriptions import sorts, thing_to_follow

from .mail_addresses import MailAddressField
from .traps import TrapField

MOST_AT_ONCE = 20
LONGEST = 120  # letters of one choice, as "topic:time-banking"
GONE = "One of these cannot be followed any more. Look at what is ticked, then send it again."


class Choices(forms.MultipleChoiceField):
    """Things to follow, as they are not saved yet: any that there are, not only those on the page."""

    def to_python(self, value):
        """Too many are not looked up: `validate` refuses them."""
        values = list(dict.fromkeys(super().to_python(value)))[: MOST_AT_ONCE + 1]
        return [len(each) <= LONGEST and thing_to_follow(each) or None for each in values]

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(value) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Tick at most {MOST_AT_ONCE} at once.", code="many")
        if None in value:
            raise forms.ValidationError(GONE, code="gone")


class FollowForm(forms.Form):
    """What to follow, how often, and where the mail goes; members are known.

    `chosen` are the things that stand ticked on top, `groups` those offered besides.
    """

    what = Choices(
        label="What you want to follow",
        error_messages={"required": "Tick at least one thing to follow."},
    )
    rhythm = forms.ChoiceField(
        label="How often?",
        choices=Rhythm,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
    )
    email = MailAddressField(
        label="Your e-mail address",
        help_text="We send you a mail with a link, and write about news only once you have confirmed it. "
        "Nobody else sees your address.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    fax = TrapField()

    def __init__(self, data=None, *, member, preset=(), initial=None):
        super().__init__(data, initial=initial)
        if member.is_authenticated:
            del self.fields["email"], self.fields["fax"]
            # A button on a page asks nothing: it stays as it was, or becomes once a week.
            self.fields["rhythm"].required = not self.is_bound or "rhythm" in self.data
        self.preset = list(preset)

    def refuse_too_many(self):
        """Says that it cannot be sent just now; everything stays in the form."""
        self.add_error(
            None,
            forms.ValidationError(
                "There were many requests from your network lately. Wait an hour, then send it "
                "again: what you typed is still here.",
                code="too-many",
            ),
        )

    @property
    def chosen(self):
        """What was ticked when the form was sent, or what the address of the page asks for."""
        if not self.is_bound:
            return self.preset
        sent = self.data.getlist("what")[: MOST_AT_ONCE + 1]
        return list(filter(None, self.fields["what"].to_python(sent)))

    @property
    def groups(self):
        """(title, things) for each sort of which there is something besides, the widest first."""
        chosen = {thing.value for thing in self.chosen}
        for sort in reversed(sorts()):
            things = [thing for thing in sort.offered() if thing.value not in chosen]
            if things:
                yield sort.OFFERED_AS, things


def preset_of(query):
    """The things that the address of the form asks for: `?topic=time-banking&kind=events`."""
    asked = [
        f"{sort.WORD}:{slug}"
        for sort in sorts()
        for slug in query.getlist(sort.WORD)
        if len(slug) <= LONGEST
    ]
    few = list(dict.fromkeys(asked))[:MOST_AT_ONCE]
    return list(filter(None, map(thing_to_follow, few)))


class ChangeForm(forms.Form):
    """What a subscriber follows still, and how often they are told."""

    rhythm = forms.ChoiceField(label="How often?", choices=Rhythm, widget=forms.RadioSelect)
    keep = forms.MultipleChoiceField(
        label="Take a tick away to stop that one",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, subscriber, followed):
        values = [thing.value for thing in followed]
        super().__init__(data, initial={"rhythm": subscriber.rhythm, "keep": values})
        # What was sent may be of a page on which more stood.
        sent = self.data.getlist("keep")[: 2 * MOST_FOLLOWED] if self.is_bound else ()
        choices = {value: value for value in sent} | {each.value: str(each) for each in followed}
        self.fields["keep"].choices = list(choices.items())
