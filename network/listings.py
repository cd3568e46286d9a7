"""A list of contributions as a reader asked for it: narrowed, a page at a time."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import redirect

from .forms.filters import FilterForm
from .pagination import KeysetPage, keyset_page

SIZE = 20


@dataclass(frozen=True)
class Listing:
    """What network/list.html and its like show: `page` holds contributions ready for cards."""

    path: str
    filters: FilterForm
    page: KeysetPage

    @property
    def later_href(self):
        return self.filters.hrefs(self.page)[0]

    @property
    def earlier_href(self):
        return self.filters.hrefs(self.page)[1]

    @cached_property
    def canonical(self):
        """Its one address: the choices that were understood, and no cursor."""
        query = self.filters.query()
        return self.path + (query if query.startswith("?") else "")


def moved(request, filters):
    """The way to the same list when its topic was asked for by an address that it had before; else None."""
    topic = filters.chosen.get("topic")
    asked = request.GET.copy()
    if topic is None or asked["topic"] == topic.slug:
        return None
    asked["topic"] = topic.slug
    return redirect(f"{request.path}?{asked.urlencode()}", permanent=True)


def listing(request, contributions, filters, *, order=None):
    """The page that `request` asks for; one query. Raises Http404 on a cursor that is not ours."""
    rows = filters.narrow(contributions).for_cards()
    cursor = request.GET.get("page", "")
    return Listing(request.path, filters, keyset_page(rows, order or filters.order, cursor, SIZE))
