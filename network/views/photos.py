"""Photos that a writing page sends as soon as they are chosen."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from network.forms.new_photos import NewPhotoForm
from network.forms.pictures import TOO_MANY, sends_few
from network.models import Contribution
from network.origins import same_origin_only
from network.permissions import may_write

from .readable import get_editable_or_404


@same_origin_only
@require_POST
def photos(request, kind, slug):
    """One more for the gallery of a contribution that its authors write."""
    contributions = Contribution.objects.of_kind(kind)
    return _taken_in(request, get_editable_or_404(contributions, request, slug))


@same_origin_only
@require_POST
def photos_of_new(request, kind):
    """One for a page that was not saved yet, so nobody else has it."""
    if not may_write(request.user, kind):
        raise PermissionDenied
    return _taken_in(request, Contribution(kind=kind))


def _taken_in(request, contribution):
    """Answers 201 with the photo's row of the page as HTML, else what was wrong as plain text."""
    if not sends_few(request.user):
        return _refused(TOO_MANY, 429)
    form = NewPhotoForm(request.POST, request.FILES, contribution=contribution, by=request.user)
    if not form.is_valid():
        status = 409 if form.has_error("photo", "full") else 400  # 409 may be tried again
        return _refused(
            " ".join(error for errors in form.errors.values() for error in errors), status
        )
    row = form.row(form.save())
    return render(request, "network/writing/photo.html", {"row": row, "number": ""}, status=201)


def _refused(why, status):
    return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")
