"""Who is named on a contribution, what they say to that, and asking them by mail."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network import tasks
from network.forms.invitations import TOO_MANY, InvitationForm, may_send
from network.models import Byline, Invitation, InvitationAnswer
from network.permissions import may_invite
from network.sent_forms import status_of

from .readable import get_child_or_404


@dataclass
class Named:
    """Somebody on a contribution: a byline, the last invitation and what they said last."""

    byline: Byline
    invitation: Invitation | None
    answer: InvitationAnswer | None
    form: InvitationForm
    is_mine: bool

    @property
    def wants_change(self):
        """The answer that asks for a change they have not got over since; else None."""
        asked = self.answer and self.answer.answer == InvitationAnswer.Answer.CHANGE_ASKED
        return self.answer if asked else None


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request, kind, slug):
    """Everybody named, and where they stand; POST asks one of them (`byline`) by mail."""
    contribution = get_child_or_404(request, kind, slug, may=may_invite)
    bound = None
    if request.method == "POST":
        number = request.POST.get("byline", "")
        byline = get_object_or_404(
            contribution.bylines.select_related("person__member", "contribution"),
            pk=number if number.isascii() and number.isdigit() and len(number) < 19 else 0,
        )
        bound = InvitationForm(request.POST, byline=byline, by=request.user)
        if bound.is_valid():
            invite(byline, by=request.user, **bound.cleaned_data)
            messages.success(request, f"We are asking {byline} by mail.")
            return redirect("invitations", kind, slug)
    answers = InvitationAnswer.objects.filter(invitation__contribution=contribution)
    answers = list(answers.select_related("invitation").order_by("-at", "-pk")[:MOST_ANSWERS])
    context = {
        "contribution": contribution,
        "people": people_of(contribution, answers, bound, request.user),
        "answers": answers,
        "bound": bound,
    }
    return render(request, "network/invitations/invitations.html", context, status=status_of(bound))


MOST_ANSWERS = 200


def people_of(contribution, answers, bound, member):
    """A list of Named, in their order; `bound` is a form that comes back with errors."""
    last = {}
    for invitation in contribution.invitations.filter(revoked_at__isnull=True):
        last.setdefault(invitation.byline_id, invitation)
    said = {}
    for answer in answers:
        said.setdefault(answer.invitation.byline_id, answer)
    bylines = contribution.bylines.select_related("person__member", "person__photo", "vouched_by")
    return [
        Named(
            byline,
            last.get(byline.pk),
            said.get(byline.pk),
            bound if bound and bound.byline == byline else InvitationForm(byline=byline, by=member),
            byline.person.member_id == member.pk,
        )
        for byline in bylines
    ]


def invite(byline, *, by, email="", message=""):
    """Asks, and sends the mail once that is certain."""
    with transaction.atomic():
        made = Invitation.objects.ask(byline=byline, by=by, email=email, message=message)
        transaction.on_commit(partial(tasks.send_invitation.enqueue, made.pk))


def _invitation(request, kind, slug, pk):
    contribution = get_child_or_404(request, kind, slug, may=may_invite)
    return get_object_or_404(contribution.invitations, pk=pk)


@require_POST
def invitation_revocation(request, kind, slug, pk):
    """Its link opens nothing from now on."""
    _invitation(request, kind, slug, pk).revoke()
    messages.success(request, "The invitation is taken back: its link opens nothing any more.")
    return redirect("invitations", kind, slug)


@require_POST
def invitation_reminder(request, kind, slug, pk):
    """The same mail once more."""
    invitation = _invitation(request, kind, slug, pk)
    to = invitation.address_of_mail()
    if not to or invitation.revoked_at:
        messages.warning(request, "We have forgotten the address. Ask again by mail.")
    elif not may_send(request.user, to):
        messages.warning(request, TOO_MANY)
    else:
        with transaction.atomic():
            invitation.send_again()
            transaction.on_commit(partial(tasks.send_invitation.enqueue, invitation.pk))
        messages.success(request, f"We are sending it to {invitation.name} again.")
    return redirect("invitations", kind, slug)
