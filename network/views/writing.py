from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.forms.overtaken import theirs
from network.models import Contribution, Kind
from network.permissions import may_write


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, form_class, contribution=None, template="network/write.html", initial=None):
    """The page on which a kind is written, new or again; the caller has checked `contribution`.
    `initial` is what a new one begins with.

    POST keeps what was typed; with the button "publish" it is also published, when nothing is
    still needed; with "add" the page comes back with one more row. Raises PermissionDenied for
    those who may not write this kind. Answers 409 when somebody else saved meanwhile.
    """
    kind = Kind(form_class.Meta.model.KIND)
    if not may_write(request.user, kind):
        raise PermissionDenied
    was_published = contribution is not None and contribution.is_published
    page = {"contribution": contribution, "kind": kind, "was_published": was_published}
    if request.method != "POST":
        form = form_class(by=request.user, instance=contribution, initial=initial)
        if contribution and "publishing" in request.GET:
            page["needed"] = contribution.still_needed()
        return render(request, template, page | {"form": form})
    form = form_class(request.POST, request.FILES, by=request.user, instance=contribution)
    if not form.is_valid() or "add" in request.POST:
        return _again(request, template, page, form)
    try:
        with transaction.atomic():
            if form.is_overtaken():
                page["theirs"] = list(theirs(form))
                return _again(request, template, page, form, status=409)
            saved = form.save()
            needed = saved.still_needed()
            if was_published and needed:
                # Nothing published loses what publication asks for.
                transaction.set_rollback(True)
    except Contribution.DoesNotExist:
        raise Http404("The draft was deleted at this moment.") from None
    except IntegrityError:
        form.refuse_race()
        return _again(request, template, page, form, status=409)
    if was_published and needed:
        return _again(request, template, page | {"needed": needed}, form)
    return _saved(request, saved, needed)


def _again(request, template, page, form, status=200):
    return render(request, template, page | {"form": form.to_show_again()}, status=status)


def _saved(request, saved, needed):
    if "publish" not in request.POST or saved.is_published:
        messages.success(request, "Saved." if saved.is_published else "Your draft is saved.")
        return redirect(saved)
    if needed:
        return redirect(f"{saved.get_edit_url()}?publishing=yes")
    saved.publish()
    messages.success(request, "It is published: everybody can read it now.")
    return redirect(saved)
