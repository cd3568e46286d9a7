"""What people ask to have taken down: moderators decide, with a reason, and can put it back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network import tasks
from network.forms.takedowns import DecisionForm, ReversalForm
from network.models import Takedown
from network.models.withheld_names import still_saying
from network.sent_forms import sent, status_of

from .moderation import moderators_only

MOST = 100
DECIDED = 50


@require_safe
def takedowns(request):
    """What waits, the oldest first, and what was decided lately."""
    moderators_only(request)
    asked = Takedown.objects.for_page()
    context = {
        "waiting": asked.waiting()[:MOST],
        "decided": asked.decided().order_by("-decided_at", "-pk")[:DECIDED],
    }
    return render(request, "network/takedowns/takedowns.html", context)


@require_safe
def takedown_request(request, number):
    """All that was asked at once: what, why, by whom, and what came of it."""
    moderators_only(request)
    asked = asked_at_once(number)
    return show(request, asked, DecisionForm(takedowns=asked))


def asked_at_once(number):
    asked = list(Takedown.objects.for_page().filter(request=number).order_by("pk"))
    if not asked:
        raise Http404("Nobody asked for this.")
    return asked


def show(request, asked, form, status=None):
    reversible = set(
        Takedown.objects.reversible().filter(request=asked[0].request).values_list("pk", flat=True)
    )
    waiting = [each for each in asked if each.is_waiting]
    others = Takedown.objects.waiting().exclude(request=asked[0].request)
    context = {
        "asked": asked,
        "first": asked[0],
        "waiting": waiting,
        "form": form,
        "decided": [(each, each.pk in reversible) for each in asked if not each.is_waiting],
        "alike": sum(others.alike(each).count() for each in waiting),
        "names": [name for each in asked for name in names_of(each)],
    }
    return render(
        request, "network/takedowns/request.html", context, status=status or status_of(form)
    )


def names_of(takedown):
    """Each name that it is about, with the published pages whose words still say it."""
    if takedown.what != Takedown.What.NAME or takedown.is_granted is False:
        return []
    hidden = takedown.kept.get("hidden", {})
    name = hidden.get("person", {}).get("name") or takedown.thing()
    return [(name, still_saying(name))] if name else []


@require_POST
def takedown_decision(request, number):
    """Grants or refuses what is ticked; 409 when another moderator has just done so."""
    moderators_only(request)
    asked = asked_at_once(number)
    form = DecisionForm(request.POST, takedowns=asked)
    if not any(each.is_waiting for each in asked):
        messages.warning(request, "Another moderator has decided already.")
        return show(request, asked, DecisionForm(takedowns=asked), status=409)
    if not form.is_valid():
        return show(request, asked, form)
    decide(request, form.cleaned_data)
    return redirect("takedown-request", number)


def decide(request, data):
    is_granted = data["decision"] == DecisionForm.GRANT
    with transaction.atomic():
        decided = Takedown.objects.decide(
            data["things"], by=request.user, is_granted=is_granted, reason=data["reason"]
        )
        for number in {each.request for each in decided}:
            transaction.on_commit(partial(tasks.tell_of_takedown_decision.enqueue, str(number)))
    if not decided:
        messages.warning(request, "Another moderator has decided already.")
    elif is_granted:
        messages.success(request, "It is taken down. Who asked and the authors are told why.")
    else:
        messages.success(request, "It stays. Who asked is told why.")


def put_back(request, takedown, form):
    """Whether it was; else the form says why it cannot be."""
    try:
        with transaction.atomic():
            made = takedown.reverse(by=request.user, reason=form.cleaned_data["reason"])
            if made:
                transaction.on_commit(partial(tasks.tell_of_reversal.enqueue, made.pk))
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, "It is back. Who asked and the authors are told why.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def takedown_reversal(request, number, pk):
    """Puts back what was taken down, with a reason, as long as it is kept."""
    moderators_only(request)
    takedown = get_object_or_404(Takedown.objects.for_page(), request=number, pk=pk)
    if not Takedown.objects.reversible().filter(pk=pk).exists():
        messages.warning(request, "It was put back already, or is not kept any more.")
        return redirect("takedown-request", number)
    form = ReversalForm(sent(request))
    if form.is_valid() and put_back(request, takedown, form):
        return redirect("takedown-request", number)
    context = {"takedown": takedown, "form": form}
    return render(request, "network/takedowns/reversal.html", context, status=status_of(form))
