from django import forms
from django.utils.html import format_html

from network.models import Takedown
from network.things import LONGEST

from .comments import PlainTextField
from .mail_addresses import MailAddressField
from .traps import TrapField

MOST_AT_ONCE = 20
WHOLE, OTHER = "page", "other"


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes one below the other; those of photos show them."""


class TakedownForm(forms.Form):
    """What somebody asks to have taken down: of which page, what, why, and how they are answered.

    It knows the `page` (an AskedPage). Members are known, so they are not asked who they are.
    """

    page = forms.CharField(
        label="Which page is it on?",
        max_length=LONGEST,
        help_text="Its address, as it stands on top of your browser.",
        error_messages={"required": "Say which page it is: copy its address."},
    )
    photos = forms.MultipleChoiceField(label="Photos", required=False, widget=Ticks)
    quotes = forms.MultipleChoiceField(label="What people said", required=False, widget=Ticks)
    names = forms.MultipleChoiceField(label="Names", required=False, widget=Ticks)
    more = forms.MultipleChoiceField(label="Or", required=False, widget=Ticks)
    words = PlainTextField(
        label="What is it, and why should it be taken down?",
        max_length=2000,
        help_text="In your own words. You need not prove anything, and only moderators read it.",
        error_messages={"required": "Say in a few words what it is about."},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = MailAddressField(
        label="Your e-mail address",
        required=False,
        help_text="So that we can tell you what we decided, and ask when something is unclear. "
        "It is never shown. Without it we still look at what you ask.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    fax = TrapField()

    def __init__(self, data=None, *, page, member):
        super().__init__(data, initial={"page": page.path})
        self.asked_page = page
        if member.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if page.title:
            self.fields["page"].widget = forms.HiddenInput()
        self._offer()

    def _offer(self):
        page = self.asked_page
        self.things = {thing.word: thing for thing in [*page.photos, *page.quotes, *page.names]}
        for group in ("photos", "quotes", "names"):
            offered = getattr(page, group)
            self.fields[group].choices = [(each.word, _label(each)) for each in offered]
            if not offered:
                del self.fields[group]
        other = (OTHER, "Something else, for example a comment, a file or a part of the text")
        if page.contribution and self.things:
            self.fields["more"].choices = [(WHOLE, "The whole page"), other]
        elif self.things:
            self.fields["more"].choices = [other]
        else:
            del self.fields["more"]

    def clean_page(self):
        if not self.asked_page.path:
            raise forms.ValidationError("Give the address of a page of this site, such as /about/.")
        return self.asked_page.path

    def clean(self):
        data = super().clean()
        if "more" in self.fields and not self._ticked():
            self.add_error(None, "Tick what should be taken down, or “Something else”.")
        if len(self._ticked()) > MOST_AT_ONCE:
            self.add_error(
                None, f"Tick at most {MOST_AT_ONCE} at once. For more of them tick the whole page."
            )
        return data

    def refuse_too_many(self):
        """Says that it cannot be sent just now; everything stays in the form."""
        message = "There were many requests from you lately. Wait an hour, then send it again."
        self.add_error(None, forms.ValidationError(message, code="too-many"))

    def _ticked(self):
        groups = ("photos", "quotes", "names", "more")
        return [word for group in groups for word in self.cleaned_data.get(group, ())]

    def asked(self):
        """What of each Takedown is asked: a dict of its columns for each thing."""
        ticked = self._ticked() or [OTHER]
        if WHOLE in ticked:
            ticked = [WHOLE, *(word for word in ticked if word == OTHER)]
        on = {"contribution": self.asked_page.contribution}
        return [on | self._columns(word) for word in ticked]

    def _columns(self, word):
        if word in self.things:
            return self.things[word].columns
        return {"what": Takedown.What.PAGE if word == WHOLE else Takedown.What.OTHER}


def _label(thing):
    """A choice as it is read; of a photo, the picture too."""
    if thing.photo is None:
        return format_html('<span dir="auto">{}</span>', thing.called)
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy"> <span dir="auto">{}</span>',
        thing.photo.small.url,
        thing.photo.small_width,
        thing.photo.small_height,
        thing.called,
    )


class DecisionForm(forms.Form):
    """A moderator grants or refuses what was asked, all of it or some, with a reason."""

    GRANT, REFUSE = "grant", "refuse"

    things = forms.ModelMultipleChoiceField(
        Takedown.objects.none(),
        label="What it is about",
        widget=Ticks,
        error_messages={"required": "Tick what you decide on."},
    )
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(GRANT, "Take it down"), (REFUSE, "Leave it as it is")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you decide."},
    )
    reason = PlainTextField(
        label="Why?",
        max_length=1000,
        help_text="Who asked and the authors of the page read this by mail, and it stays in the "
        "log: do not repeat a name that is taken down.",
        error_messages={"required": "Say why: who asked will read it."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, takedowns, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = [takedown for takedown in takedowns if takedown.is_waiting]
        things = self.fields["things"]
        things.queryset = Takedown.objects.filter(pk__in=[each.pk for each in waiting])
        things.choices = [(each.pk, _told(each)) for each in waiting]
        things.initial = [each.pk for each in waiting]


def _told(takedown):
    """What a moderator sees of a thing; of a photo, the picture too."""
    photo, said = takedown.photo, takedown.thing()
    label = f"{takedown.get_what_display()}: {said}" if said else takedown.get_what_display()
    if photo is None or photo.taken_down_at:
        return format_html('<span dir="auto">{}</span>', label)
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}"> <span dir="auto">{}</span>',
        photo.small.url,
        photo.small_width,
        photo.small_height,
        label,
    )


class ReversalForm(forms.Form):
    reason = PlainTextField(
        label="Why do you put it back?",
        max_length=1000,
        help_text="Who asked and the authors of the page read this by mail.",
        error_messages={"required": "Say why: who asked will read it."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
