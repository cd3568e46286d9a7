from django import forms
from django.utils import timezone
from django.utils.html import escape

from network.models import Byline, Contribution, Person, SeenBy
from network.models.bylines import nameable_people, told_apart
from network.models.naming import put_name_right
from network.models.revised import CONSENT

from .consents import ConsentedForm
from .parts import PartFormSet, part

NEW = "new"
MOST_OFFERED = 5
PRINTED = {"name_as_printed", "took_part_as", "own_words"}  # what somebody agrees to


class BylineForm(ConsentedForm):
    """Somebody who made it: a person known here, or a new one without an account.

    `who` is "" until somebody says, then a person's key or "new". A typed name that fits
    somebody known is asked about, so that nobody is doubled and nobody else is named.
    """

    who = forms.CharField(
        label="Who is it?",
        max_length=100,  # Python reads no endless number
        required=False,
        widget=forms.HiddenInput(attrs={"data-chosen": True}),
    )

    class Meta:
        model = Byline
        fields = ["name_as_printed", "who", "took_part_as", "own_words", *CONSENT]
        labels = {
            "name_as_printed": "Name",
            "took_part_as": "How they took part",
            "own_words": "In their own words",
        }
        help_texts = {"own_words": "For example “ran the kitchen rota”."}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.person = self.instance.person if self.instance.person_id else None
        name = self.fields["name_as_printed"]
        if self.person:
            if self.instance.name_as_printed != self.person.name:
                name.help_text = f"As it is printed here. It stands for {escape(self.person)}."
        else:
            name.widget.attrs |= {"data-suggestions": "people", "autocomplete": "off"}

    def clean(self):
        data = super().clean()
        name, who = data.get("name_as_printed"), data.get("who")
        if self.person or not name or who == NEW:
            return data
        known = nameable_people(self.by)
        if who:
            self.person = known.filter(pk=who).first() if who.isascii() and who.isdigit() else None
        if self.person is None:
            self._ask(name, known.of_name(name)[:MOST_OFFERED])
        return data

    def _ask(self, name, matches):
        offers = [(person.pk, told_apart(person)) for person in matches]
        if offers:
            another = (NEW, f"Another {name}, who is not on this site yet")
            self.fields["who"].widget = forms.RadioSelect(choices=[*offers, another])
            self.add_error("who", f"We know somebody called {name}. Is it the same person?")

    def save(self, commit=True):
        """Keeps the row. What somebody adds for themselves is confirmed by that.

        What is said of others without an account in another way has to be agreed to anew. One
        who took their name off at this moment is named as somebody new.
        """
        byline = self.instance
        if byline.person_id is None:
            byline.person = self.person or Person.objects.named(
                self.cleaned_data["name_as_printed"],
                # Nobody finds them in the list of people before something with them is published.
                listed=SeenBy.NOBODY,
            )
        self._know_who_agreed()
        if byline.person.member_id == self.by.pk:
            byline.confirmed_at = byline.confirmed_at or timezone.now()
        elif byline.pk and not PRINTED.isdisjoint(self.changed_data):
            byline.vouched_by = byline.vouched_at = None
            if byline.person.member_id is None:
                byline.confirmed_at = None
        saved = super().save(commit)
        if "name_as_printed" in self.changed_data:
            put_name_right(saved)
        return saved

    def _know_who_agreed(self):
        """What was agreed to since the page was read stays so; a row that went meanwhile is new."""
        byline = self.instance
        agreed = ("confirmed_at", "vouched_by_id", "vouched_at")
        stored = Byline.objects.filter(pk=byline.pk).values(*agreed).first()
        if byline.pk and stored is None:
            byline.pk, byline._state.adding = None, True
        for name, value in (stored or dict.fromkeys(agreed)).items():
            setattr(byline, name, value)


class Bylines(PartFormSet):
    """Everybody who made it. A new page begins with the one who writes it, as the first of equals.

    Where others are named who have not said that they may be, the writer may say so for them:
    `vouched` holds the names of whom they say it, one a line.
    """

    rows_template = "network/writing/bylines.html"

    def stored_rows(self):
        return super().stored_rows().with_asking()

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index) | {"by": self.by}
        if index == 0 and not self.is_bound and self.instance.pk is None:
            writer = Person.objects.of_member(self.by)
            kwargs["initial"] = {"name_as_printed": writer.name, "who": writer.pk}
        return kwargs

    def clean(self):
        seen = set()
        for form in self.forms:
            if form.person is None or self._should_delete_form(form):
                continue
            if form.person in seen:
                form.add_error("name_as_printed", f"{form.person} is named twice.")
            seen.add(form.person)

    def to_vouch(self):
        """The printed names of whom the writer may say that they agree, as the page stands."""
        if not self.is_bound:
            return [byline.name_as_printed for byline in self.existing if byline.is_to_vouch]
        return [
            form.cleaned_data["name_as_printed"]
            for form in self.forms
            if form.cleaned_data.get("name_as_printed")
            and not self._should_delete_form(form)
            and self._is_to_vouch(form)
        ]

    def _is_to_vouch(self, form):
        stored = {byline.pk: byline for byline in self.existing}.get(form.instance.pk)
        if stored is not None and PRINTED.isdisjoint(form.changed_data):
            return stored.is_to_vouch
        return form.person is None or form.person.member_id != self.by.pk

    def is_vouched(self):
        """Whether the writer has ticked that these agree."""
        return self.is_bound and set(self.to_vouch()) <= self._names("vouched")

    def _names(self, control):
        return set(self.data.get(control, "").replace("\r\n", "\n").split("\n")) - {""}

    def save(self):
        super().save()
        vouched = self._names("vouched")
        self.stored_rows().vouch(by=self.by, names=vouched)
        # A page that saves itself may have been told so a moment before.
        self.stored_rows().take_back(by=self.by, names=self._names("vouchable") - vouched)


BylineFormSet = part(Contribution, Byline, BylineForm, noun="person", formset=Bylines)
