"""The evidence map: what practice says for and against each idea, counted by where it comes from.

Nothing is averaged into a score: a cell says how many claims support, challenge and qualify an
idea, and leads to them. A cell without any says so.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from network.models import CaseStudy, Region, Sector, Stage

from .forms.evidence import COLUMNS, NOT_SAID, PLACES
from .models import Claim, Principle, Recommendation

MOST_ROWS = 100
LABELS = {"sector": Sector, "region": Region, "stage": Stage}
STEPS = (1, 2, 5, 10)  # from how many claims on a cell is drawn darker


@dataclass(frozen=True)
class Cell:
    """The claims about one idea from one place: how many, and where they are read."""

    label: str
    supports: int
    challenges: int
    qualifies: int
    href: str

    @property
    def total(self):
        return self.supports + self.challenges + self.qualifies

    @property
    def shade(self):
        """0 for none, to 4 for many."""
        return sum(self.total >= step for step in STEPS)


@dataclass(frozen=True)
class Row:
    """An idea with its cells, one a column, and all of them together."""

    target: object
    cells: list
    whole: Cell

    @property
    def told(self):
        return [cell for cell in self.cells if cell.total]

    @property
    def missing(self):
        return [cell.label for cell in self.cells if not cell.total]


@dataclass(frozen=True)
class Costs:
    """How many case studies from one place tell costs or savings, and where they are read."""

    label: str
    total: int
    href: str


@dataclass(frozen=True)
class Matrix:
    """Columns by their labels, rows of ideas, and the row of costs.

    `costs_href` leads to all that the row of costs counts; `more` when there are ideas that it does not show.
    """

    columns: list
    rows: list
    costs: list
    costs_href: str
    more: bool

    @property
    def cost_total(self):
        return sum(cell.total for cell in self.costs)


def matrix(filters):
    """The Matrix that EvidenceFilters ask for: three queries whatever there is to count."""
    ideas, name = _ideas(filters)
    found = list(ideas[: MOST_ROWS + 1])
    counts = _counts(filters, name)
    costs = _cost_counts(filters)
    unsaid = "" in costs or any(place == "" for _, place, _ in counts)
    places = _places(filters, unsaid)
    return Matrix(
        columns=[label for _, label in places],
        rows=[_row(filters, name, idea, places, counts) for idea in found[:MOST_ROWS]],
        costs=[
            Costs(label, costs[_stored(value)], _costs_href(filters, {filters.across: value}))
            for value, label in places
        ],
        costs_href=_costs_href(filters, {}),
        more=len(found) > MOST_ROWS,
    )


def telling_costs():
    """The published case studies that tell costs or savings."""
    return CaseStudy.objects.published().exclude(costs="")


def _ideas(filters):
    """The published principles or recommendations in order, and the column of a claim for them."""
    report = filters.chosen.get("report")
    if filters.are_recommendations:
        found = Recommendation.objects.for_overview()
        return found.filter(list__report__slug=report) if report else found, "recommendation"
    found = Principle.objects.for_overview()
    return found.filter(report__slug=report) if report else found, "principle"


def _counts(filters, name):
    """How many claims there are by idea, place and stance."""
    claims = filters.narrow(Claim.objects.on_published().filter(**{f"{name}__isnull": False}))
    # Of all columns only those that stand in an index, so that the table itself is not read.
    places = claims.order_by().values_list(name, filters.across, "stance")
    counted = places.annotate(count=Count("*"))
    return Counter({(idea, place, stance): count for idea, place, stance, count in counted})


def _cost_counts(filters):
    told = filters.narrow_places(telling_costs()).order_by()
    return Counter(dict(told.values_list(filters.across).annotate(Count("pk"))))


def _places(filters, unsaid):
    """The columns as (value, label): the chosen one, else all that there are."""
    chosen = filters.chosen.get(filters.across)
    places = [*LABELS[filters.across].choices]
    if unsaid or chosen == NOT_SAID:
        places.append((NOT_SAID, "Not said"))
    return [place for place in places if place[0] == chosen] if chosen else places


def _stored(value):
    return "" if value == NOT_SAID else value


def _row(filters, name, idea, places, counts):
    cells = [
        Cell(
            label,
            **{stance: counts[idea.pk, _stored(value), stance] for stance in Claim.Stance.values},
            href=_claims_href(filters, name, idea, {filters.across: value}),
        )
        for value, label in places
    ]
    sums = {stance: sum(getattr(cell, stance) for cell in cells) for stance in Claim.Stance.values}
    return Row(idea, cells, Cell("All", **sums, href=_claims_href(filters, name, idea, {})))


def _claims_href(filters, name, idea, place):
    """The address of the claims that a cell counts."""
    kept = {key: value for key, value in filters.chosen.items() if key in COLUMNS}
    about = {name: idea.slug if name == "principle" else idea.pk}
    return _href("evidence-claims", about | kept | place)


def _costs_href(filters, place):
    kept = {key: value for key, value in filters.chosen.items() if key in PLACES}
    return _href("value-for-money", kept | place)


def _href(name, choices):
    query = QueryDict(mutable=True)
    query.update(choices)
    return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)
