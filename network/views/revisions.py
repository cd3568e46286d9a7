"""What a contribution said at each change: the list, two compared, and going back to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network import permissions
from network.changes import changes_between, told
from network.forms.revisions import ComparisonForm, ReturnForm
from network.models import Contribution, Revision
from network.models.revisions import CannotReturnError, OvertakenError, model_of
from network.models.snapshots import take
from network.pagination import keyset_page

from .readable import get_readable_or_404

PAGE = 50
OFFERED = 200  # revisions that one can choose among
TAKEN = "What it said then collides with what stands here now. Change it by hand."


def _contribution(request, kind, slug):
    """For its authors and moderators. To others a draft is not there, and the rest is refused."""
    of_kind = Contribution.objects.of_kind(kind)
    contribution = of_kind.filter(slug=slug).first()
    if contribution and permissions.may_see_revisions(request.user, contribution):
        return contribution
    get_readable_or_404(of_kind, request, slug)
    raise PermissionDenied


@require_safe
def revisions(request, kind, slug):
    contribution = _contribution(request, kind, slug)
    rows = contribution.revisions.for_list()
    page = keyset_page(rows, ["-number"], request.GET.get("page", ""), PAGE)
    context = {"contribution": contribution, "page": page}
    return render(request, "network/revisions/revisions.html", context)


@require_safe
def revision(request, kind, slug, number):
    """One revision beside the one before it, or beside another (`?with=`)."""
    contribution = _contribution(request, kind, slug)
    mine = contribution.revisions.with_writer()
    shown = get_object_or_404(mine, number=number)
    others = contribution.revisions.exclude(number=number).values_list("number", flat=True)
    before = others.filter(number__lt=number).first()
    numbers = sorted({*others[:OFFERED], *filter(None, [before])}, reverse=True)
    form = ComparisonForm({"with": request.GET.get("with") or before}, numbers=numbers)
    if not form.is_valid():
        raise Http404("There is no such revision to compare it with.")
    other = mine.filter(number=form.cleaned_data["with"]).first()
    older, newer = sorted([shown, other or shown], key=lambda each: each.number)
    context = {
        "contribution": contribution,
        "shown": shown,
        "older": older,
        "newer": newer,
        "form": form,
        "changes": _changes(request, contribution, older, newer),
        "is_newest": number == max([number, *numbers]),
        "may_return": permissions.may_return(request.user, contribution),
    }
    return render(request, "network/revisions/revision.html", context)


def _changes(request, contribution, older, newer):
    """What differs; of the first revision all that it says."""
    model, names = model_of(contribution), permissions.may_edit(request.user, contribution)
    if older.pk == newer.pk:
        return told(model, newer.content, sees_names=names)
    return changes_between(model, older.content, newer.content, sees_names=names)


@require_http_methods(["GET", "HEAD", "POST"])
def restoration(request, kind, slug, number):
    """What going back to a revision changes, and on POST doing so.

    Answers 409 when somebody saved meanwhile, and 422 when it cannot go back.
    """
    contribution = _contribution(request, kind, slug)
    if not permissions.may_return(request.user, contribution):
        raise PermissionDenied
    wanted = get_object_or_404(contribution.revisions.with_writer(), number=number)
    if request.method != "POST":
        return _asked(request, contribution, wanted)
    form = ReturnForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else ""
    try:
        made, left = Revision.objects.go_back(wanted, by=request.user, seen=seen)
    except OvertakenError:
        return _asked(request, contribution, wanted, status=409, is_overtaken=True)
    except CannotReturnError as error:
        return _asked(request, contribution, wanted, status=422, reasons=error.reasons)
    except IntegrityError:
        return _asked(request, contribution, wanted, status=422, reasons=[TAKEN])
    if made:
        messages.success(request, f"It says again what it said in revision {number}.")
    else:
        messages.info(request, "It says that already; nothing was changed.")
    for what in left:
        messages.warning(request, what)
    return redirect("revisions", kind, slug)


def _asked(request, contribution, wanted, *, status=200, **more):
    contribution = Contribution.objects.get(pk=contribution.pk)  # as it is now
    child, names = contribution.child, permissions.may_edit(request.user, contribution)
    context = {
        "contribution": contribution,
        "wanted": wanted,
        "form": ReturnForm(initial={"version": child.updated_at.isoformat()}),
        "changes": changes_between(type(child), take(child), wanted.content, sees_names=names),
        **more,
    }
    return render(request, "network/revisions/restoration.html", context, status=status)
