"""After the event: what was asked live goes into the write-up, or on the register, without typing it twice."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.models import LiveQuestion
from events.models.live_questions import CHOSEN, Standing
from network.permissions import may_edit

from .live_running import board_of, get_run_or_404, noting


@require_http_methods(["GET", "HEAD", "POST"])
def live_write_up(request, slug):
    """All that was shortlisted or answered, each to be taken over with one button, or all at once."""
    event = get_run_or_404(request, slug)
    if not may_edit(request.user, event):
        raise PermissionDenied
    board = board_of(event)
    if board is None:
        raise Http404("Nobody asked live at this event.")
    if request.method == "POST":
        return take_over(request, event, board)
    rows = board.live_questions.select_related("witness_slot", "left_open_as")
    chosen = list(rows.chosen())
    context = {
        "event": event,
        "answered": [row for row in chosen if row.standing == Standing.ANSWERED],
        "unanswered": [row for row in chosen if row.standing != Standing.ANSWERED],
        "others": rows.standing_as(Standing.SHOWN).by_support(),
    }
    return render(request, "events/live/write_up.html", context)


def take_over(request, event, board):
    """`to` says where: questions (of the write-up) or register; `question` which, or all that fit."""
    to, which = request.POST.get("to"), request.POST.get("question", "")
    if to not in CHANGES or not (which == "all" or which.isascii() and which.isdigit()):
        return HttpResponseBadRequest("There is no such place to take questions to.")
    change, fitting, said = CHANGES[to]
    rows = board.live_questions.select_related("board__event")
    rows = rows.filter(**fitting).chosen() if which == "all" else rows.public().filter(pk=which)
    taken = list(rows)
    noting(request, event, lambda: [change(question) for question in taken])
    messages.success(request, said) if taken else messages.warning(
        request, "There was nothing to take over."
    )
    return redirect("live-write-up", event.slug)


CHANGES = {
    "questions": (
        LiveQuestion.write_up,
        {"standing__in": CHOSEN, "written_up_as": None},
        "It stands in the write-up.",
    ),
    "register": (
        LiveQuestion.leave_open,
        {"standing__in": [Standing.SHORTLISTED, Standing.ANSWERING], "left_open_as": None},
        "It stands on the register of open questions, once the write-up is published.",
    ),
}
