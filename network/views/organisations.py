"""The partners, hosts and publishers of the network."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.caching import reading_page
from network.forms.organisations import OrganisationForm
from network.models import Contribution, Organisation, Partner
from network.models.people import circles_of
from network.models.plans import CALLED_OFF
from network.pagination import keyset_page
from network.permissions import may_edit_organisation
from network.profiles import Profile
from network.sent_forms import sent, status_of
from network.structured_data import organisation_data

SIZE = 30
MOST_PEOPLE = 60


@reading_page
def organisations(request):
    named = Organisation.objects.in_use()
    page = keyset_page(named, ("name", "id"), request.GET.get("page", ""), SIZE)
    return render(request, "network/organisations.html", {"page": page})


@reading_page
def organisation(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    people = (
        organisation.people.listed_for(request.user)
        .filter(work_seen_by__in=circles_of(request.user))
        .for_page()[:MOST_PEOPLE]
    )
    partnered = Contribution.objects.filter(pk__in=organisation.partnerships.values("contribution"))
    partnered = partnered.published().for_cards().annotate(called_off=CALLED_OFF)
    order, cursor = ("-published_at", "-id"), request.GET.get("page", "")
    page = keyset_page(partnered, order, cursor, SIZE)
    return render(
        request,
        "network/organisation.html",
        {
            "organisation": organisation,
            "structured_data": organisation_data(organisation),
            "profiles": [Profile(person, request.user) for person in people],
            "page": page,
            "groups": by_capacity(organisation, page.rows),
            "may_edit": may_edit_organisation(request.user),
        },
    )


def by_capacity(organisation, contributions):
    """The contributions in groups: a list of (capacity in words, contributions), each named once."""
    capacities = dict(
        Partner.objects.filter(organisation=organisation, contribution__in=contributions)
        .order_by("-position", "-pk")
        .values_list("contribution_id", "capacity")
    )
    groups = {capacity: [] for capacity in Partner.Capacity}
    for contribution in contributions:
        groups[capacities[contribution.pk]].append(contribution)
    return [(capacity.label, rows) for capacity, rows in groups.items() if rows]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit_organisation(request.user):
        raise PermissionDenied
    form = OrganisationForm(sent(request), instance=organisation)
    if form.is_valid():
        messages.success(request, "The organisation is saved.")
        return redirect(form.save())
    context = {"form": form}
    return render(request, "network/organisation_form.html", context, status=status_of(form))
