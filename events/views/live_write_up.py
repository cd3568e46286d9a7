"""After the event: what was asked live goes into the write-up, or on the register, without typing it twice."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.witnesses import MOST_LEFT_OPEN
from events.models import LiveQuestion
from events.models.live_questions import CHOSEN, Standing
from network.forms.parts import MOST_ROWS
from network.permissions import may_edit

from .live import is_number
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
    if to not in CHANGES or not (which == "all" or is_number(which)):
        return HttpResponseBadRequest("There is no such place to take questions to.")
    change, fitting, there, most, said = CHANGES[to]
    rows = board.live_questions.select_related("board__event")
    rows = rows.filter(**fitting).chosen() if which == "all" else rows.public().filter(pk=which)
    found = list(rows)
    taken = found[: max(0, most - getattr(event, there).count())]
    noting(request, event, lambda: [change(question) for question in taken])
    if taken:
        messages.success(request, said)
    if len(taken) < len(found):
        messages.warning(request, TOO_MANY.format(most=most, left=len(found) - len(taken)))
    if not found:
        messages.warning(request, "There was nothing to take over.")
    return redirect("live-write-up", event.slug)


TOO_MANY = (
    "{most} are the most that its page can hold. {left} more stayed here: choose which of them matter, "
    "and take others away on that page first."
)
# By the word that is sent: what is done, with which questions, among what of the event, how many
# its form holds, and what is said.
CHANGES = {
    "questions": (
        LiveQuestion.write_up,
        {"standing__in": CHOSEN, "written_up_as": None},
        "questions",
        MOST_ROWS,
        "It stands in the write-up.",
    ),
    "register": (
        LiveQuestion.leave_open,
        {"standing__in": [Standing.SHORTLISTED, Standing.ANSWERING], "left_open_as": None},
        "open_questions",
        MOST_LEFT_OPEN,
        "It stands on the register of open questions, once the write-up is published.",
    ),
}
