"""What a list can be narrowed by: GET forms, whose wrong values are named and left out."""

import datetime
from dataclasses import dataclass

from django import forms
from django.db.models import F, Max, Min
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from network.models import Article, Kind, Region, Running, Sector, Stage, Topic

MOST_TOPICS = 200
MOST_YEARS = 80
LONGEST_WORDS = 200
SELECTED = mark_safe(" selected")
UNKNOWN = "we do not know this one, so it is left out."


class ShortText(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(required=False, error_messages={"max_length": UNKNOWN}, **kwargs)


class Select(forms.Select):
    """A select without optgroups, written without a template.

    Django renders each option by a template of its own; with 300 of them that took two thirds
    of the time of a list.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", words) for key, words in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name} | (attrs or {})))
        return format_html("<select{}>{}</select>", attributes, options)


class Choice(forms.ChoiceField):
    """One of a few words, or all of them."""

    widget = Select

    def __init__(self, *, anything, choices=(), **kwargs):
        super().__init__(
            choices=[("", anything), *choices],
            required=False,
            error_messages={"invalid_choice": UNKNOWN},
            **kwargs,
        )

    def words_for(self, value):
        return dict(self.choices).get(str(value), str(value))


class TopicChoice(Choice):
    """A topic by its slug, or a former one; offers the first MOST_TOPICS by name and accepts any."""

    def __init__(self, **kwargs):
        super().__init__(anything="Every topic", **kwargs)

    def offer(self, topics):
        rows = topics.values_list("slug", "name", "pk")
        self.offered = {slug: {"slug": slug, "name": name, "pk": pk} for slug, name, pk in rows}
        self._show()

    def _show(self):
        self.choices = [
            self.choices[0],
            *((slug, row["name"]) for slug, row in self.offered.items()),
        ]

    @property
    def topics(self):
        return [Topic(**row) for row in self.offered.values()]

    def clean(self, value):
        slug = ShortText(max_length=100).clean(value)
        if not slug:
            return None
        if slug not in self.offered:
            topic = Topic.objects.at(slug)
            if topic is None:
                raise forms.ValidationError(UNKNOWN)
            slug = topic.slug
            self.offered[slug] = {"slug": slug, "name": topic.name, "pk": topic.pk}
            self._show()
        return Topic(**self.offered[slug])

    def words_for(self, value):
        return value.name


@dataclass(frozen=True)
class Years:
    """A year, or all from the first to the last; as an address has them, "2010" or "2010..2014"."""

    first: int
    last: int

    @property
    def slug(self):
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    @property
    def days(self):
        return datetime.date(self.first, 1, 1), datetime.date(self.last, 12, 31)

    def __str__(self):
        return self.slug.replace("..", " to ")


class YearChoice(Choice):
    """In which year or years something happened; offers those between the first and the last."""

    def __init__(self, **kwargs):
        super().__init__(anything="Any year", **kwargs)

    def offer(self, contributions):
        ends = contributions.order_by().aggregate(first=Min("happened_on"), last=Max("happened_on"))
        if ends["last"]:
            last = ends["last"].year
            years = range(last, max(ends["first"].year, last - MOST_YEARS) - 1, -1)
            self.choices = [self.choices[0], *((str(year), str(year)) for year in years)]

    def clean(self, value):
        text = ShortText(max_length=10).clean(value)
        if not text:
            return None
        first, span, last = text.partition("..")
        ends = (first, last if span else first)
        try:
            years = Years(*sorted(datetime.date(int(year), 1, 1).year for year in ends))
        except ValueError:
            raise forms.ValidationError(UNKNOWN) from None
        if years.first != years.last:
            self.choices = [*self.choices, (years.slug, str(years))]
        return years

    def words_for(self, value):
        return str(value)


class Words(forms.CharField):
    """A few words to look for."""

    def __init__(self, **kwargs):
        message = f"please use fewer words, at most {LONGEST_WORDS} letters."
        super().__init__(
            required=False,
            max_length=LONGEST_WORDS,
            error_messages={"max_length": message},
            **kwargs,
        )

    def words_for(self, value):
        return f"“{value}”"


class Filters(forms.Form):
    """The choices of a list, always bound: a field that is wrong says so and chooses nothing."""

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    @property
    def chosen(self):
        """The valid choices, by name of their field."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self, *, without=(), **more):
        """The choices as a query string with its "?", or "." for none: a relative address."""
        parameters = QueryDict(mutable=True)
        for name, value in self.chosen.items():
            if name not in without:
                parameters[name] = getattr(value, "slug", value)
        for name, value in more.items():
            parameters[name] = value
        return f"?{parameters.urlencode()}" if parameters else "."

    def hrefs(self, page):
        """The addresses of the KeysetPages before and after `page`, each empty at an end."""
        cursors = (page.previous, page.next)
        return tuple(self.query(page=cursor) if cursor else "" for cursor in cursors)

    @property
    def active(self):
        """Each choice in words, with the address of the list without it."""
        return [
            {"label": self.fields[name].words_for(value), "href": self.query(without=[name])}
            for name, value in self.chosen.items()
            if not self.fields[name].widget.is_hidden
        ]


class FilterForm(Filters):
    """The filters of every list of contributions; `among` gives the years to offer."""

    topic = TopicChoice()
    sector = Choice(anything="Every sector", choices=Sector.choices)
    region = Choice(anything="Anywhere", choices=Region.choices)
    year = YearChoice()

    COLUMNS = {"kind": "kind", "sector": "sector", "region": "region"}

    def __init__(self, data, *, among):
        self.among = among
        super().__init__(data)

    def full_clean(self):
        if "topic" in self.fields:
            self.fields["topic"].offer(Topic.objects.in_use()[:MOST_TOPICS])
        self.fields["year"].offer(self.among)
        super().full_clean()

    def narrow(self, contributions):
        """Those of `contributions` that meet every choice."""
        for name, value in self.chosen.items():
            if name == "topic":
                contributions = contributions.about_topic(value)
            elif name == "year":
                contributions = self.happening_in(contributions, value)
            elif name in self.COLUMNS:
                contributions = contributions.filter(**{self.COLUMNS[name]: value})
        return contributions

    def happening_in(self, contributions, years):
        return contributions.filter(happened_on__range=years.days)

    @property
    def order(self):
        """Newest published first; within a year, by the day on which it happened."""
        return ("-happened_on" if "year" in self.chosen else self.newest, "-id")

    @property
    def newest(self):
        return "-filed_at" if "topic" in self.chosen else "-published_at"


class CaseStudyFilters(FilterForm):
    stage = Choice(anything="Every stage", choices=Stage.choices)
    running = Choice(anything="Running or not", choices=Running.choices, label="Still running?")
    COLUMNS = FilterForm.COLUMNS | {"stage": "casestudy__stage", "running": "casestudy__running"}
    field_order = ["stage", "running", "topic", "sector", "region", "year"]

    def narrow(self, contributions):
        """With `running`: cards say of work that ended that it did."""
        return super().narrow(contributions.annotate(running=F("casestudy__running")))


class ArticleFilters(FilterForm):
    form = Choice(anything="Every sort", choices=Article.Form.choices, label="Sort")
    COLUMNS = FilterForm.COLUMNS | {"form": "article__form"}
    field_order = ["form", "topic", "sector", "region", "year"]


class TopicFilters(FilterForm):
    """For the page of one topic, where every kind stands."""

    topic = None
    newest = "-filed_at"
    kind = Choice(anything="Every kind", choices=Kind.choices)
    field_order = ["kind", "sector", "region", "year"]


class PeopleFilters(Filters):
    q = Words(label="Name, place or what they can help with")
    region = Choice(anything="Anywhere", choices=Region.choices)

    def narrow(self, people, member):
        if words := self.chosen.get("q"):
            people = people.found_by(words, member)
        if region := self.chosen.get("region"):
            people = people.working_in(region, member)
        return people
