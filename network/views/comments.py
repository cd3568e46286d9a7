from functools import lru_cache

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network import waiting_comments
from network.caching import reading_page
from network.forms.comments import CommentEditForm, CommentForm
from network.limits import is_within
from network.models import Comment, Contribution, Person, TooManyCommentsError
from network.origins import has_token, same_origin_only
from network.pagination import cursor_after, keyset_page
from network.permissions import may_comment, may_delete_comment, may_edit_comment
from network.sent_forms import sent, status_of

PAGE = 50
BEFORE = 10  # comments shown before the conversation to which a link leads
NEWEST = "-" + cursor_after({"path": "~"}, ["path"])  # after every path
KEPT_A_MINUTE = 10  # of visitors behind one address


def discussion(request, contribution):
    """What network/comments/discussion.html shows below a contribution: one page of its thread.

    None while it is no public page. Raises Http404 for a cursor that is not one of ours.
    """
    if not contribution.is_published:
        return None
    thread = Comment.objects.filter(contribution_id=contribution.pk)
    letters = thread.standing_for(request.user).letters()
    cursor = request.GET.get("page", "")
    page = keyset_page(letters, ["path"], cursor, PAGE)
    if cursor.startswith("-") and page.rows and page.previous is None:
        # Going back has met the beginning: that page is the first one, and full.
        page = keyset_page(letters, ["path"], "", PAGE)
    address = contribution.get_absolute_url()
    later = None if cursor == NEWEST else page.next
    return {
        "address": address,
        "is_open": contribution.comments_open,
        "count": contribution.comment_count,
        "letters": page.rows,
        "cursor": cursor,
        "earlier": page.previous and f"{address}?page={page.previous}#comments",
        "later": later and f"{address}?page={later}#comments",
        "newest": later and f"{address}?page={NEWEST}#comments",
        **form_for(request, contribution),
    }


def form_for(request, contribution, reply_to=None, part=None):
    """The empty form, or the one with what this reader wrote here before signing in.

    `part` is what a new comment shall be about.
    """
    waiting = waiting_comments.waiting_for(request, contribution.pk)
    if waiting and waiting["reply_to"] and reply_to is None:
        answered = Comment.objects.visible().select_related("author")
        reply_to = answered.filter(pk=waiting["reply_to"]).first()
    if waiting and waiting["about"]:
        part = contribution.child.part_known_as(waiting["about"])
    if waiting or reply_to or part:
        initial = {"body": waiting and waiting["body"], "reply_to": reply_to}
        initial["about"] = part and part.word
        form = CommentForm(initial=initial, contribution=contribution)
    else:
        form = empty_form()
    return {"form": form, "answered": reply_to, "waiting": waiting, "part": part}


@lru_cache(maxsize=1)
def empty_form():
    """The same for everybody and everywhere, so it is rendered once."""
    return CommentForm(contribution=None).render()


@login_not_required
@require_POST
@same_origin_only
def comments(request, kind, slug):
    """Posts a comment; a visitor's is kept for after signing in.

    The token is asked for only where something is posted: the form that a visitor's page holds
    has none, and whoever sends that one while signed in confirms it once more.
    """
    contribution = get_object_or_404(Contribution.objects.of_kind(kind), slug=slug)
    if not contribution.is_published and not contribution.withdrawals.exists():
        raise Http404("Nothing stands at this address.")
    form = CommentForm(request.POST, contribution=contribution)
    if not (contribution.is_published and contribution.comments_open):
        return too_late(request, contribution, form["body"].value())
    if not form.is_valid():
        return write_again(request, contribution, form, status=422)
    if may_comment(request.user, contribution) and has_token(request):
        return post(request, contribution, form)
    return keep(request, contribution, form)


def post(request, contribution, form):
    try:
        comment = say(contribution, Person.objects.of_member(request.user), **form.cleaned_data)
    except TooManyCommentsError:
        form.add_error(None, "That was a lot in one minute. Wait a little, then post it again.")
        return write_again(request, contribution, form, status=429)
    waiting_comments.forget(request.session, request.POST.get("waiting", ""))
    return redirect(comment)


@transaction.atomic
def say(contribution, person, *, body, reply_to, about):
    """Posts a comment; one about a part of its page is noted there, and so is an answer to such a one."""
    comment = Comment.objects.say(
        contribution=contribution, by=person, body=body, reply_to=reply_to
    )
    part = contribution.child.part_known_as(about) if about else None
    if reply_to and part is None:
        part = contribution.child.part_discussed_in(reply_to)
    if part is not None:
        part.note(comment)
    return comment


def keep(request, contribution, form):
    """Keeps what was typed in the session, and shows the way to post it."""
    if not is_within(KEPT_A_MINUTE, seconds=60, of="waiting", by=request.META["REMOTE_ADDR"]):
        form.add_error(None, "That was a lot in one minute. Wait a little, then send it again.")
        return write_again(request, contribution, form, status=429)
    reply_to = form.cleaned_data["reply_to"]
    waiting_comments.keep(
        request.session,
        contribution_id=contribution.pk,
        body=form.cleaned_data["body"],
        reply_to_id=reply_to and reply_to.pk,
        about=form.cleaned_data["about"],
    )
    waiting = reverse("waiting-comment", args=[contribution.kind, contribution.slug])
    if request.user.is_authenticated:
        return redirect(waiting)
    return redirect_to_login(waiting)


def write_again(request, contribution, form, *, status):
    """The form on a page of its own, with what was typed and what is wrong with it."""
    context = {
        "contribution": contribution,
        "form": form,
        "answered": getattr(form, "cleaned_data", {}).get("reply_to"),
        "waiting": {"id": request.POST.get("waiting", "")},
    }
    response = render(request, "network/comments/write.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = "60"
    return response


def too_late(request, contribution, text, waiting=None):
    """Says why a comment cannot be posted any more, and gives the text back."""
    status = 403 if contribution.is_published else 410
    context = {"contribution": contribution, "text": text, "waiting": waiting}
    return render(request, "network/comments/too_late.html", context, status=status)


@reading_page
def comment(request, pk):
    """Leads to a comment on its page, whichever that is at the moment."""
    found = get_object_or_404(standing(request), pk=pk)
    address, cursor = found.contribution.get_absolute_url(), ""
    thread = standing(request).filter(contribution=found.contribution_id)
    before = thread.filter(path__lt=found.path).order_by("-path").values("path")[:PAGE]
    if len(before) == PAGE:
        conversation = found.path[:8]
        its_own = sum(row["path"].startswith(conversation) for row in before)
        first = before[min(its_own + BEFORE, PAGE - 1)]
        cursor = f"?page={cursor_after(first, ['path'])}"
    return redirect(f"{address}{cursor}#comment-{pk}")


def standing(request):
    """The comments of published contributions that this reader may see."""
    published = Comment.objects.filter(contribution__published_at__lte=timezone.now())
    return published.standing_for(request.user).with_contribution()


@reading_page
def reply(request, pk):
    """The form to answer one comment, on a page of its own."""
    answered = get_object_or_404(standing(request).visible().select_related("author"), pk=pk)
    contribution = answered.contribution
    context = {
        "contribution": contribution,
        "letter": Comment.objects.filter(pk=pk).letters().get(),
        **form_for(request, contribution, reply_to=answered),
    }
    return render(request, "network/comments/reply.html", context)


def my_comment(request, pk):
    """One's own comment; others' raise PermissionDenied, and what one does not see Http404."""
    comment = get_object_or_404(standing(request).select_related("author", "removal"), pk=pk)
    if not may_delete_comment(request.user, comment):
        raise PermissionDenied
    return comment


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    comment = my_comment(request, pk)
    form = CommentEditForm(sent(request), initial={"body": comment.body})
    if not may_edit_comment(request.user, comment):
        context = {"comment": comment, "text": form["body"].value()}
        return render(request, "network/comments/edit_too_late.html", context, status=403)
    if form.is_valid():
        comment.edit(body=form.cleaned_data["body"])
        return redirect(comment)
    context = {"comment": comment, "form": form}
    return render(request, "network/comments/edit.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request, pk):
    """Deletes one's own comment, after asking."""
    comment = my_comment(request, pk)
    if request.method == "POST":
        comment.delete_by_author()
        messages.success(request, "Your comment is deleted.")
        return redirect(f"{comment.contribution.get_absolute_url()}#comments")
    letter = Comment.objects.filter(pk=pk).letters().get()
    context = {"comment": comment, "letter": letter}
    return render(request, "network/comments/deletion.html", context)
