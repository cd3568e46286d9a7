from django import forms

from network.models import Byline, Contribution, Person, SeenBy
from network.models.bylines import nameable_people, told_apart
from network.models.revised import CONSENT

from .consents import ConsentedForm
from .parts import PartFormSet, part

NEW = "new"
MOST_OFFERED = 5


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
            name.help_text = f"As it is printed here. It stands for {self.person}."
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
        if self.instance.person_id is None:
            self.instance.person = self.person or Person.objects.named(
                self.cleaned_data["name_as_printed"],
                # Nobody finds them in the list of people before something with them is published.
                listed=SeenBy.NOBODY,
            )
        return super().save(commit)


class Bylines(PartFormSet):
    """Everybody who made it. A new page begins with the one who writes it, as the first of equals."""

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


BylineFormSet = part(Contribution, Byline, BylineForm, noun="person", formset=Bylines)
