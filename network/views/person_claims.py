"""A member says that they are a person without an account; a moderator confirms or refuses it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network import permissions, tasks
from network.forms.person_claims import CONFIRM, PersonClaimDecisionForm, PersonClaimForm
from network.models import Byline, Contribution, Person, PersonClaim
from network.sent_forms import sent, status_of

MOST = 100
DECIDED = 20
NAMED_ON = 10


@require_http_methods(["GET", "HEAD", "POST"])
def person_claim_new(request, slug):
    """Claims a person; the same again is the first one."""
    person = get_object_or_404(Person.objects.visible_to(request.user).for_page(), slug=slug)
    if not permissions.may_claim_person(request.user, person):
        raise PermissionDenied
    waiting = person.person_claims.waiting().filter(member=request.user).first()
    claim = PersonClaim(person=person, name=person.name, member=request.user)
    form = PersonClaimForm(sent(request), instance=claim)
    if waiting is None and form.is_valid():
        try:
            with transaction.atomic():
                waiting = form.save()
        except IntegrityError:  # it was sent twice at once
            waiting = person.person_claims.waiting().filter(member=request.user).first()
        messages.success(request, "Thank you. A moderator looks at it, and you get a mail.")
        return redirect("person-claim-new", slug)
    context = {"person": person, "waiting": waiting, "form": form}
    status = 200 if waiting else status_of(form)
    return render(request, "network/person_claims/new.html", context, status=status)


@require_safe
def person_claims(request):
    """What waits, the oldest first, and the last that was decided."""
    if not permissions.may_see_person_claims(request.user):
        raise PermissionDenied
    claims = PersonClaim.objects.for_page()
    decided = claims.filter(decided_at__isnull=False).order_by("-decided_at")
    context = {"waiting": claims.waiting()[:MOST], "decided": decided[:DECIDED]}
    return render(request, "network/person_claims/person_claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_claim(request, pk):
    """One claim with all that helps to decide."""
    if not permissions.may_see_person_claims(request.user):
        raise PermissionDenied
    claim = get_object_or_404(PersonClaim.objects.for_page(), pk=pk)
    may_decide = permissions.may_decide_person_claim(request.user, claim)
    form = PersonClaimDecisionForm(sent(request))
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        if form.is_valid():
            return _decide(request, claim, form.cleaned_data)
    context = {
        "claim": claim,
        "form": form,
        "may_decide": may_decide,
        "named_on": _named_on(claim.person) if claim.person else (),
    }
    return render(
        request, "network/person_claims/person_claim.html", context, status=status_of(form)
    )


def _named_on(person):
    """The newest published that names them as an author."""
    named = Byline.objects.filter(person=person).order_by().values("contribution")
    return (
        Contribution.objects.published().filter(pk__in=named).newest_first().for_cards()[:NAMED_ON]
    )


def _decide(request, claim, decision):
    with transaction.atomic():
        if decision["decision"] == CONFIRM:
            is_done = claim.grant(by=request.user)
        else:
            is_done = claim.refuse(by=request.user, reason=decision["reason"])
        if is_done:
            transaction.on_commit(partial(tasks.tell_of_person_claim.enqueue, claim.pk))
    if is_done:
        messages.success(request, "Done. They get a mail.")
        return redirect("person-claims")
    if claim.is_waiting():
        messages.warning(request, "This person has an account by now, so nobody else can be them.")
    else:
        messages.warning(request, "Another moderator has decided already.")
    return redirect("person-claim", claim.pk)
