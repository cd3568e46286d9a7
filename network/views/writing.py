from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.forms.overtaken import theirs, who_saved
from network.models import Contribution, Kind, Revision, Sheet
from network.permissions import may_edit, may_write
from network.sent_forms import status_of

from .autosaves import autosave, saved_from


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, form_class, contribution=None, template="network/write.html", initial=None):
    """The page on which a kind is written, new or again; the caller has checked `contribution`.
    `initial` is what a new one begins with.

    POST keeps what was typed; with the button "publish" it is also published, when nothing is
    still needed; with "add" the page comes back with one more row, with "again" as it was sent;
    with "autosave" a script is told what could be kept (network/views/autosaves.py). Raises
    PermissionDenied for those who may not write this kind. Answers 409 when somebody else saved
    meanwhile.
    """
    kind = Kind(form_class.Meta.model.KIND)
    if not may_write(request.user, kind):
        raise PermissionDenied
    if request.method == "POST":
        return _sent(request, form_class, contribution, template)
    if "sheet" in request.GET:
        return saved_from(request, form_class, request.GET["sheet"])
    form = form_class(by=request.user, instance=contribution, initial=initial)
    page = _page(contribution, kind)
    if contribution and "publishing" in request.GET:
        page["needed"] = contribution.still_needed()
    return render(request, template, page | {"form": form})


def _page(contribution, kind):
    was_published = contribution is not None and contribution.is_published
    saves_itself = not was_published and not (contribution and contribution.is_scheduled)
    return {
        "contribution": contribution,
        "kind": kind,
        "was_published": was_published,
        "saves_itself": saves_itself,
    }


@transaction.atomic
def _sent(request, form_class, contribution, template):
    model = form_class.Meta.model
    contribution, sheet = _taken(request, model, contribution)
    data = request.POST.copy()
    if sheet:
        sheet.fill(data)
    form = form_class(data, request.FILES, by=request.user, instance=contribution)
    if "autosave" in data:
        return autosave(request, form, sheet)
    return _save(request, form, sheet, template, _page(contribution, Kind(model.KIND)))


def _taken(request, model, contribution):
    """What is written, and the sheet on which, both as they are now and nobody else's until this
    transaction ends. A page that made its draft before it knew goes on with that.
    """
    key = request.POST.get("sheet", "")
    if contribution is None:
        sheet = Sheet.objects.take(key, member=request.user)
        if sheet is None or sheet.contribution_id is None:
            return None, sheet
        contribution = _locked(model, sheet.contribution_id)
        if not may_edit(request.user, contribution):
            raise PermissionDenied
        return contribution, sheet
    # The contribution first, as who deletes it does: so two never wait for each other.
    contribution = _locked(model, contribution.pk)
    return contribution, Sheet.objects.take(key, member=request.user)


def _locked(model, pk):
    if Contribution.objects.select_for_update().filter(pk=pk).first() is None:
        raise Http404("The draft was deleted at this moment.")
    stored = model.objects.filter(pk=pk).first()
    if stored is None:
        raise Http404("This page made something of another kind.")
    return stored


def _save(request, form, sheet, template, page):
    data = request.POST
    if not form.is_valid() or "add" in data or "again" in data:
        if "again" in data and form.is_overtaken(sheet):
            return _both(request, template, page, form)
        return _again(request, template, page, form)
    if form.is_overtaken(sheet):
        return _both(request, template, page, form)
    try:
        with transaction.atomic():
            saved = form.save()
            needed = saved.still_needed()
            if page["was_published"] and needed:
                # Nothing published loses what publication asks for.
                transaction.set_rollback(True)
    except IntegrityError:
        form.refuse_race()
        return _again(request, template, page, form, status=409)
    if page["was_published"] and needed:
        return _again(request, template, page | {"needed": needed}, form)
    if sheet:
        sheet.note(saved, rows=form.row_keys(), number=form.sending())
    return _saved(request, saved, needed)


def _both(request, template, page, form):
    """The page with what is stored beside what was sent: who saved it, and wherever it differs."""
    stored = Contribution.objects.select_related("updated_by").get(pk=form.instance.pk)
    page |= {"theirs": list(theirs(form)), "who_saved": who_saved(stored, request.user)}
    return _again(request, template, page, form, status=409)


def _again(request, template, page, form, status=None):
    status = status or (422 if page.get("needed") else status_of(form))
    return render(request, template, page | {"form": form.to_show_again()}, status=status)


def _saved(request, saved, needed):
    to_publish = {"publish", "later"} & request.POST.keys()
    if not to_publish or saved.is_published:
        messages.success(request, "Saved." if saved.is_published else "Your draft is saved.")
        return redirect(saved)
    if needed:
        return redirect(f"{saved.get_edit_url()}?publishing=yes")
    if "later" in to_publish:
        return redirect("schedule", saved.kind, saved.slug)
    saved.publish()
    Revision.objects.note(saved, by=request.user)
    if saved.is_published:
        messages.success(request, "It is published: everybody can read it now.")
    else:
        messages.warning(request, "It is saved. A moderator holds it, so it is not published.")
    return redirect(saved)
