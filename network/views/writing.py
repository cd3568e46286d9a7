from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.models import Kind
from network.permissions import may_write


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, form_class, contribution=None, template="network/write.html"):
    """The page on which a kind is written, new or again; the caller has checked `contribution`.

    POST keeps what was typed; with the button "publish" it is also published, when nothing is
    still needed. Raises PermissionDenied for those who may not write this kind.
    """
    kind = Kind(form_class.Meta.model.KIND)
    if not may_write(request.user, kind):
        raise PermissionDenied
    form = form_class(
        request.POST or None, request.FILES or None, by=request.user, instance=contribution
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            needed = saved.still_needed()
            if "publish" in request.POST and not needed:
                saved.publish()
        if "publish" in request.POST and needed:
            return redirect(f"{saved.get_edit_url()}?publishing=1")
        messages.success(request, "Saved." if saved.is_published else "Your draft is saved.")
        return redirect(saved)
    return render(
        request,
        template,
        {
            "form": form,
            "contribution": contribution,
            "kind": kind,
            "needed": contribution.still_needed() if contribution else [],
            "publishing": "publishing" in request.GET,
        },
    )
