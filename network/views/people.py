"""The directory of people, and one's own profile."""

from django.shortcuts import render

from network.caching import reading_page
from network.forms.filters import PeopleFilters
from network.models import Person
from network.pagination import keyset_page
from network.profiles import Profile

SIZE = 30


@reading_page
def people(request):
    """Those whom this reader may find, by name."""
    filters = PeopleFilters(request.GET)
    listed = filters.narrow(Person.objects.listed_for(request.user).for_page(), request.user)
    page = keyset_page(listed, ("name", "id"), request.GET.get("page", ""), SIZE)
    context = {
        "filters": filters,
        "profiles": [Profile(person, request.user) for person in page],
        "later_href": filters.query(page=page.previous) if page.previous else "",
        "earlier_href": filters.query(page=page.next) if page.next else "",
    }
    return render(request, "network/people.html", context)
