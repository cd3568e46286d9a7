"""What the search of everything is narrowed and ordered by, typed into the box or chosen below it."""

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from network.models import Kind, Region, Sector, Topic
from network.search_language import chosen_by, not_understood, understood

from .filters import Choice, FilterForm, Filters, ShortText, Words

PEOPLE, ANSWERS = "people", "answers"
TABS = [*Kind.choices, (PEOPLE, "People"), (ANSWERS, "Answers and recommendations")]
PLURALS = [(kind.value, kind.plural_label) for kind in Kind]
NAMED = {"kind": [*TABS, *PLURALS], "region": Region.choices, "sector": Sector.choices}
ONLY_WORDS = "only words can be left out, so nothing is by this."
FACETS = ("topic", "sector", "region", "year", "author")


class Author(ShortText):
    """A name, or part of one."""

    widget = forms.HiddenInput

    def words_for(self, value):
        return f"By {value}"


class SearchFilters(FilterForm):
    """The words of a search, the kind whose tab is open, and what else narrows it.

    What the words say of a filter ("kind:report") counts as if it had been chosen there.
    """

    q = Words(widget=forms.HiddenInput)
    kind = Choice(anything="Everything", choices=TABS, widget=forms.HiddenInput)
    author = Author(max_length=100)
    sort = Choice(anything="Best first", choices=[("date", "Newest first")], label="Order")
    COLUMNS = {"sector": "sector", "region": "region"}
    field_order = ["q", "kind", "topic", "sector", "region", "year", "author", "sort"]

    def __init__(self, data):
        given = QueryDict(mutable=True)
        given.update({name: value for name, value in data.items() if name in self.base_fields})
        typed = given.get("q", "")[: 10 * self.base_fields["q"].max_length]
        words, said = understood(typed)
        self.not_understood = not_understood(typed)
        if (said or self.not_understood) and len(typed) <= self.base_fields["q"].max_length:
            given["q"] = words
            for name, value in said.items():
                given[name] = as_chosen(name, value)
        super().__init__(given, among=None)

    def full_clean(self):
        # Topics and years are offered by what is found: see `count`.
        self.fields["topic"].offer(Topic.objects.none())
        Filters.full_clean(self)

    @property
    def words(self):
        return self.chosen.get("q", "")

    @property
    def kind_chosen(self):
        return self.chosen.get("kind", "")

    @property
    def narrowing(self):
        """The choices that are neither words, a tab nor an order."""
        return {name: value for name, value in self.chosen.items() if name in FACETS}

    @property
    def active(self):
        """Each of them in words, with the address of the search without it."""
        return [
            {"label": self.fields[name].words_for(value), "href": self.query(without=[name])}
            for name, value in self.narrowing.items()
        ]

    @property
    def unknown(self):
        """What was said of a hidden filter and is not known: (what, why)."""
        odd = [(name, self.errors[name][0]) for name in ("kind", "author") if name in self.errors]
        return odd + [(said, ONLY_WORDS) for said in self.not_understood]

    def narrow(self, entries):
        """Those of `entries` (of a SearchEntryQuerySet) that meet every choice but the kind."""
        if author := self.chosen.get("author"):
            entries = entries.by_author(author)
        return super().narrow(entries)

    def happening_in(self, entries, years):
        return entries.happening_in(years)

    def count(self, facets):
        """Says at each choice how many there are; `facets` is a Facets."""
        for name in ("topic", "sector", "region", "year"):
            if name not in self.chosen:
                field = self.fields[name]
                field.choices = facets.counted(name, field.choices)


def as_chosen(name, said):
    """A filter's value from what was typed of it."""
    if name == "topic":
        return slugify(said, allow_unicode=True)
    if name == "year":
        return said.replace("–", "..").replace("-", "..") if ".." not in said else said
    return chosen_by(said, NAMED[name]) if name in NAMED else said
