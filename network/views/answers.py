"""What somebody who is named on a contribution reads and answers, with or without an account.

The address is the key: it is known to whoever got the mail, or made for the member who is named.
"""

from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network import guests, tasks
from network.forms.invitations import ApprovalForm, ChangeForm, NameWithdrawalForm
from network.limits import DAY, is_within
from network.models import Invitation
from network.models.merging import join_byline
from network.sent_forms import sent, status_of

GONE = 410
MOST_CHANGES = 10  # that one person asks for in a day
MOST_APPROVALS = 10  # the same: those who write it get mail for each


def private_link(view):
    """`view` gets the invitation of the link; else the reader a page that says why it does not work."""

    @wraps(view)
    def opened(request, invitation, **kwargs):
        if invitation.is_on_site:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if invitation.byline.person.member_id != request.user.pk:
                return closed(request, "wrong", status=404)
        elif invitation.revoked_at:
            return closed(request, "revoked")
        elif invitation.has_expired and view.__name__ != "invitation_renewal":
            return closed(request, "expired", invitation)
        return view(request, invitation, **kwargs)

    return guests.private_link(Invitation.objects.of_token, nothing_there)(opened)


def only_posted(view):
    """A tab that is opened again, after an answer that was wrong, leads to the letter."""

    @wraps(view)
    def posted(request, invitation, **kwargs):
        if request.method != "POST":
            return redirect(invitation)
        return view(request, invitation, **kwargs)

    return posted


def nothing_there(request, *, is_ours):
    return closed(request, "gone") if is_ours else closed(request, "wrong", status=404)


def closed(request, why, invitation=None, status=GONE):
    context = {"why": why, "invitation": invitation}
    return render(request, "network/invitations/closed.html", context, status=status)


def _tell(answer):
    """Those who write it learn of an answer, once that is certain; None is no answer."""
    if answer is not None:
        transaction.on_commit(partial(tasks.tell_of_answer.enqueue, answer.pk))


def is_today(invitation, times, *, of):
    """Counts one more answer of who is asked: whether a day still bears it."""
    who = f"{invitation.contribution_id}-{invitation.person_id}"
    return is_within(times, seconds=DAY, of=of, by=who)


def may_join(request, invitation):
    """Whether the one who is signed in is the one who was asked: by a verified address of theirs."""
    member, byline = request.user, invitation.byline
    if (
        not member.is_authenticated
        or byline is None
        or byline.person.member_id
        or not invitation.email
    ):
        return False
    return member.emailaddress_set.filter(verified=True, email__iexact=invitation.email).exists()


def page(request, invitation, **forms):
    """The letter: who asks, how they are named and quoted, and what they can answer."""
    if invitation.byline:
        guests.let_in(request, invitation)
    shown = {
        "approval": ApprovalForm(
            instance=invitation.byline, may_join=may_join(request, invitation)
        ),
        "change": ChangeForm(),
    }
    context = {
        "invitation": invitation,
        "contribution": invitation.contribution,
        "byline": invitation.byline,
        "quotes": invitation.quotes().select_related("person"),
        "answers": invitation.answers.all() if invitation.pk else (),
        **(shown | forms),
    }
    template = "network/invitations/invitation.html"
    return render(request, template, context, status=status_of(*forms.values()))


@private_link
@require_safe
def invitation(request, invitation):
    """Reading it changes nothing, as what scans mail opens every link."""
    return page(request, invitation)


@private_link
@require_safe
def invitation_draft(request, invitation):
    """The whole page, as it will look."""
    if invitation.contribution.is_published:
        return redirect(invitation.contribution)
    admitted = Invitation.objects.admitting().filter(pk=invitation.pk)
    if not (invitation.is_on_site or admitted.exists()):
        return closed(request, "held" if invitation.byline else "unnamed")
    guests.let_in(request, invitation)
    request.answer_address = invitation.get_absolute_url()
    return guests.page_of(request, invitation.contribution)


@private_link
@only_posted
def invitation_approval(request, invitation):
    """They agree to be named, perhaps in another way."""
    if invitation.byline is None:
        return redirect(invitation)
    is_theirs = may_join(request, invitation)
    form = ApprovalForm(request.POST, instance=invitation.byline, may_join=is_theirs)
    if form.is_valid() and not is_today(invitation, MOST_APPROVALS, of="approvals"):
        form.add_error(None, "You changed this a lot today. Send how it shall be tomorrow.")
    if not form.is_valid():
        invitation.byline.refresh_from_db()
        return page(request, invitation, approval=form)
    with transaction.atomic():
        _tell(invitation.approve(**form.printed()))
        if is_theirs and form.cleaned_data["is_mine"]:
            join_byline(invitation.byline, member=request.user)
    messages.success(request, "Thank you. You agreed to be named like this.")
    return redirect(invitation)


@private_link
@only_posted
def invitation_change(request, invitation):
    form = ChangeForm(request.POST)
    if form.is_valid() and not is_today(invitation, MOST_CHANGES, of="changes"):
        form.add_error("words", "You asked for a lot today. Send this tomorrow, all in one.")
    if not form.is_valid():
        return page(request, invitation, change=form)
    with transaction.atomic():
        _tell(invitation.ask_for_change(words=form.cleaned_data["words"]))
    messages.success(request, "Thank you. Those who write it get this by mail.")
    return redirect(invitation)


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_withdrawal(request, invitation):
    """Takes their name off, after asking."""
    form = NameWithdrawalForm(sent(request))
    if form.is_valid():
        with transaction.atomic():
            _tell(invitation.withdraw_name(**form.cleaned_data))
        messages.success(request, "Your name is off. Those who write it are told.")
        return redirect("you" if invitation.is_on_site else invitation)
    if invitation.byline is None:
        return redirect(invitation)
    context = {"invitation": invitation, "form": form, "quotes": invitation.quotes()}
    return render(request, "network/invitations/withdrawal.html", context, status=status_of(form))


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_quote_withdrawal(request, invitation, pk):
    """Takes words of theirs off, after asking."""
    quote = invitation.quotes().filter(pk=pk).first()
    if request.method == "POST":
        if quote is not None:
            with transaction.atomic():
                _tell(invitation.withdraw_quote(quote))
        messages.success(request, "These words are off. Those who write it are told.")
        return redirect(invitation)
    if quote is None:
        return redirect(invitation)
    context = {"invitation": invitation, "quote": quote}
    return render(request, "network/invitations/quote_withdrawal.html", context)


@private_link
@only_posted
def invitation_renewal(request, invitation):
    """Their link has run out: those who write it are asked for another."""
    if invitation.is_on_site or not invitation.has_expired:
        return redirect(invitation)
    with transaction.atomic():
        _tell(invitation.ask_for_renewal())
    return closed(request, "renewal", status=200)
