"""Following by e-mail: the form for everybody, and the private page behind the link in each mail.

Members follow at once. An address that somebody types is asked first, and the answer to who typed
it is the same whether it is known here or not.
"""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network import digests, guests
from network.clocks import clock_name
from network.forms.following import ChangeForm, FollowForm, preset_of
from network.limits import DAY, HOUR, is_within
from network.models import Subscriber
from network.models.following import MOST_FOLLOWED, ask_to_follow, confirm, follow, keep_only
from network.models.subscribers import HOUR as MORNING
from network.models.subscriptions import subscriptions_of
from network.sent_forms import sent, status_of

ASKED_AN_HOUR = 60  # behind one network address, which may be a whole council's
MAILS_OF_ONE_A_DAY = 5  # that anybody can cause to one e-mail address
TEMPLATES = "network/follow"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def following_new(request):
    """What can be followed, with what the address asks for ticked; a member follows it at once."""
    own = Subscriber.objects.filter(member=request.user.pk).first() if request.user.pk else None
    data = sent(request)
    preset = preset_of(request.GET)
    initial = {"rhythm": own.rhythm} if own else None
    form = FollowForm(data, member=request.user, preset=preset, initial=initial)
    if form.is_valid():
        if request.user.is_authenticated:
            return follow_as_member(request, form.cleaned_data)
        if is_within(ASKED_AN_HOUR, seconds=HOUR, of="following", by=request.META["REMOTE_ADDR"]):
            ask_by_mail(**form.cleaned_data)
            return redirect("following-sent")
        form.refuse_too_many()
    status = 429 if form.has_error(NON_FIELD_ERRORS, "too-many") else status_of(form)
    context = {"form": form, "own": own, "hour": MORNING, "clock": clock_name()}
    response = render(request, f"{TEMPLATES}/new.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@transaction.atomic
def follow_as_member(request, data):
    """To where they came from when it is one thing, else to all that they follow."""
    subscriber, is_new = Subscriber.objects.get_or_create(member=request.user)
    if data["rhythm"]:
        Subscriber.objects.filter(pk=subscriber.pk).update(rhythm=data["rhythm"])
    follow(subscriber, data["what"], confirmed=True)
    if len(data["what"]) > 1:
        messages.success(request, "Here is what you follow now.")
        return redirect(subscriber)
    thing = data["what"][0]
    if type(thing).objects.confirmed().filter(subscriber=subscriber, **thing.is_what).exists():
        how = "Your pages say how often we write, and how to stop it."
        messages.success(request, f"You follow “{thing.title}” by e-mail. {how}")
    else:
        messages.warning(
            request, f"You follow {MOST_FOLLOWED} things already. Stop one, then follow this one."
        )
    return redirect(thing)


@transaction.atomic
def ask_by_mail(*, what, email, rhythm, fax):
    """Keeps what was asked for until the address confirms it; an address is not written to often."""
    if is_within(MAILS_OF_ONE_A_DAY, seconds=DAY, of="following-mails", by=email.lower()):
        subscriber = ask_to_follow(email, what, rhythm=rhythm)
        if subscriber:
            transaction.on_commit(partial(digests.ask_to_confirm.enqueue, subscriber.pk))


@login_not_required
@require_safe
def following_sent(request):
    """Look at your mail: the same for everybody."""
    return render(request, f"{TEMPLATES}/sent.html")


def closed(request, *, is_ours):
    """The same for a link that was never ours: nobody learns who once followed something."""
    return render(request, f"{TEMPLATES}/closed.html", status=404)


private_link = guests.private_link(Subscriber.objects.of_token, closed)


@private_link
@require_safe
def following(request, subscriber):
    """What waits for a word, what is followed and how often. Reading it changes nothing."""
    return page(request, subscriber)


def page(request, subscriber, *, form=None):
    followed = subscriptions_of(subscriber)
    context = {
        "subscriber": subscriber,
        "waiting": subscriptions_of(subscriber, waiting=True),
        "followed": followed,
        "form": form or ChangeForm(subscriber=subscriber, followed=followed),
        "hour": MORNING,
        "clock": clock_name(),
    }
    return render(request, f"{TEMPLATES}/following.html", context, status=status_of(form))


@private_link
@require_POST
def following_confirmation(request, subscriber):
    """The address is theirs, and they follow what waits."""
    confirm(subscriber)
    messages.success(request, "Thank you. This is what you follow now.")
    return redirect(subscriber)


@private_link
@require_POST
def following_change(request, subscriber):
    form = ChangeForm(request.POST, subscriber=subscriber, followed=subscriptions_of(subscriber))
    if not form.is_valid():
        return page(request, subscriber, form=form)
    Subscriber.objects.filter(pk=subscriber.pk).update(rhythm=form.cleaned_data["rhythm"])
    keep_only(subscriber, form.cleaned_data["keep"])
    messages.success(request, "Your changes are saved.")
    return redirect(subscriber)


@private_link
@require_POST
def following_pause(request, subscriber):
    subscriber.pause()
    messages.success(request, "We write no more until you go on.")
    return redirect(subscriber)


@private_link
@require_POST
def following_pause_deletion(request, subscriber):
    subscriber.resume()
    messages.success(request, "We write again, about what is new from now on.")
    return redirect(subscriber)


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def following_deletion(request, subscriber):
    """Stops everything and forgets the address, after asking; a mail program's one press is enough.

    It answers with a page and no redirection, which RFC 8058 asks for.
    """
    context = {"subscriber": subscriber, "is_member": subscriber.member is not None}
    if request.method == "POST":
        subscriber.delete()
        return render(request, f"{TEMPLATES}/stopped.html", context)
    return render(request, f"{TEMPLATES}/stop.html", context)
