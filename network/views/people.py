"""The directory of people, and one's own profile."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.caching import reading_page
from network.forms.filters import PeopleFilters
from network.forms.people import PersonForm
from network.models import Person
from network.pagination import keyset_page
from network.permissions import may_edit_person
from network.profiles import Profile
from network.sent_forms import sent, status_of

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


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request, slug):
    visible = Person.objects.visible_to(request.user).for_page()
    person = get_object_or_404(visible, slug=slug)
    if not may_edit_person(request.user, person):
        raise PermissionDenied
    form = PersonForm(sent(request), request.FILES or None, by=request.user, instance=person)
    if form.is_valid():
        with transaction.atomic():
            form.save()
        messages.success(request, "The profile is saved.")
        return redirect(person)
    context = {"form": form, "is_mine": person.member_id == request.user.pk}
    return render(request, "network/person_form.html", context, status=status_of(form))
