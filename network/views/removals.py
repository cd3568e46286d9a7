"""A moderator takes a comment off its page, with a reason, and can put it back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network import tasks
from network.forms.comments import RemovalForm
from network.models import Comment, Removal
from network.permissions import may_remove_comment, may_restore_comment
from network.sent_forms import sent, status_of

from .comments import standing


def _comment(request, pk):
    comments = standing(request).select_related("author", "removal__by")
    return get_object_or_404(comments, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request, pk):
    """The form to remove a comment; for a removed one, why it was and the button to put it back."""
    comment = _comment(request, pk)
    may_restore = may_restore_comment(request.user, comment)
    if not (may_restore or may_remove_comment(request.user, comment)):
        raise PermissionDenied
    form = RemovalForm(sent(request))
    if not may_restore and form.is_valid():
        remove(comment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The comment is removed, and its author is told why.")
        return redirect(comment)
    context = {
        "comment": comment,
        "letter": Comment.objects.filter(pk=pk).letters().get(),
        "may_restore": may_restore,
        "form": form,
    }
    status = 409 if form.is_bound and may_restore else status_of(form)
    return render(request, "network/comments/removal.html", context, status=status)


def remove(comment, *, by, reason):
    """Removes it and tells its author; when two moderators do so at once, the first counts."""
    try:
        with transaction.atomic():
            made = Removal.objects.remove(comment, by=by, reason=reason)
            if made and comment.author.member_id != by.pk:
                transaction.on_commit(partial(tasks.tell_of_removal.enqueue, made.pk))
    except IntegrityError:
        return


@require_POST
def restoration(request, pk):
    """Puts a removed comment back."""
    comment = _comment(request, pk)
    if not may_restore_comment(request.user, comment):
        raise PermissionDenied
    with transaction.atomic():
        made = comment.removal.undo(by=request.user)
        if made and comment.author.member_id != request.user.pk:
            transaction.on_commit(partial(tasks.tell_of_restoration.enqueue, made.pk))
    messages.success(request, "The comment is back on its page.")
    return redirect(comment)
