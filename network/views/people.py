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
    later_href, earlier_href = filters.hrefs(page)
    context = {
        "filters": filters,
        "profiles": [Profile(person, request.user) for person in page],
        "later_href": later_href,
        "earlier_href": earlier_href,
    }
    return render(request, "network/people.html", context)
