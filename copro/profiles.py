"""The page of a person: what every app knows of them, so it stands above the apps."""

from django.shortcuts import get_object_or_404, redirect, render

from events.models import Appearance
from network.caching import reading_page
from network.models import Byline, Contribution, Person, TookPartAs
from network.models.plans import CALLED_OFF
from network.pagination import keyset_page
from network.permissions import may_edit_person
from network.profiles import Profile
from network.structured_data import person_data

SIZE = 50
WORK = {TookPartAs.PROFESSIONAL, TookPartAs.FACILITATOR}


@reading_page
def person(request, slug):
    visible = Person.objects.visible_to(request.user).for_page()
    person = visible.filter(slug=slug).first()
    if person is None:
        # Two entries of one person may have become one.
        moved = get_object_or_404(visible, former_addresses__slug=slug)
        return redirect(moved, permanent=True)
    bylines = Byline.objects.filter(person=person)
    appearances = Appearance.objects.filter(person=person).order_by()
    named = bylines.order_by().values("contribution").union(appearances.values("event"))
    published = (
        Contribution.objects.published()
        .filter(pk__in=named)
        .for_cards()
        .annotate(called_off=CALLED_OFF)
    )
    order, cursor = ("-published_at", "-id"), request.GET.get("page", "")
    page = keyset_page(published, order, cursor, SIZE)
    parts = {row.contribution_id: part_of(row) for row in bylines.filter(contribution__in=page)}
    parts |= {
        row.event_id: row.get_capacity_display() for row in appearances.filter(event__in=page)
    }
    profile = Profile(person, request.user)
    return render(
        request,
        "copro/person.html",
        {
            "person": person,
            "profile": profile,
            "structured_data": person_data(profile),
            "page": page,
            "groups": grouped(page, parts),
            "is_mine": person.member_id is not None and person.member_id == request.user.pk,
            "may_edit": may_edit_person(request.user, person),
        },
    )


def part_of(byline):
    """How somebody took part, as their own page says it; may be empty.

    What tells of a life (a carer, a person using services) is said there only when they have
    confirmed it. The page of the contribution has it as it was printed.
    """
    told = byline.confirmed_at is not None or byline.took_part_as in WORK
    return byline.capacity if told else ""


def grouped(contributions, parts):
    """A list of (how they took part, contributions), what has no words for it last."""
    groups = {}
    for contribution in contributions:
        groups.setdefault(parts[contribution.pk], []).append(contribution)
    return sorted(groups.items(), key=lambda group: (not group[0], group[0]))
