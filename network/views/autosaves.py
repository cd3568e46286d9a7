"""What a writing page is told that saves itself (static/js/saving.js)."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.middleware.csrf import get_token

from network.advice import advice_on
from network.forms.overtaken import clock, who_saved
from network.models import Contribution, Sheet


def saved_from(request, form_class, key):
    """What was saved from the page of a key: the `number` of the last sending that was saved whole,
    and the `address` on which it is written on, null without any.

    With it a `token` for a page that somebody left open while they signed in anew, and the
    `member` who is signed in now.
    """
    sheet = Sheet.objects.of(request.user, key)
    contribution = sheet.contribution if sheet else None
    told = {
        "member": request.user.pk,
        "token": get_token(request),
        "number": sheet.number if sheet else 0,
        "address": form_class.written_at(contribution) if contribution else None,
    }
    return _private(JsonResponse(told))


def autosave(request, form, sheet):
    """Saves what is right of a draft, and lets the rest wait.

    Nothing published changes so, nor what somebody else saved meanwhile: 409. With a race for an
    address, 503: the page sends it again.
    """
    contribution = form.instance
    if contribution.is_published or contribution.is_scheduled:
        return _refused("It is published by now: save your changes with the button.", code="public")
    if form.is_overtaken(sheet):
        stored = Contribution.objects.select_related("updated_by").get(pk=contribution.pk)
        return _refused(who_saved(stored, request.user), code="overtaken")
    form.is_valid()
    waiting = form.set_aside(typing=request.POST.get("typing", ""))
    try:
        with transaction.atomic():
            saved = form.save()
    except IntegrityError:
        return _refused("Somebody saved the same at this moment.", code="race", status=503)
    rows = form.row_keys()
    if sheet:
        sheet.note(saved, rows=rows, number=form.sending() if form.is_whole else None)
    return _private(JsonResponse(_told(request, form, waiting, rows)))


def _told(request, form, waiting, rows):
    """All that the page learns."""
    saved = form.instance
    is_new_page = "slug" not in request.resolver_match.kwargs
    return {
        "saved": clock(saved.updated_at),
        "version": saved.updated_at.isoformat(),
        "address": form.written_at(saved) if is_new_page else request.path,
        "rows": rows,
        "is_whole": form.is_whole,
        "advice": [asdict(each) for each in advice_on(form)],
        "waiting": [
            {"where": where, "label": str(label or ""), "words": str(error)}
            for where, label, error in waiting
        ],
    }


def _refused(words, *, code, status=409):
    return _private(JsonResponse({"words": words, "code": code}, status=status))


def _private(response):
    response.headers["Cache-Control"] = "no-store"
    return response
