"""Asking during an event, from a phone: by a short address and without an account.

A browser is known by a signed cookie that says nothing else; what is kept of it is a hash, another
one at each event. Whoever empties their cookies can support a question twice, which nobody can
hinder without asking people who they are: the count is a help to whoever facilitates, and no vote.
"""

import hashlib
import secrets
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.forms.live import AskForm
from events.models import LiveQuestion, QuestionBoard
from events.models.live_questions import MOST, PUBLIC, Standing
from network.limits import is_within
from network.permissions import may_run_questions
from network.sent_forms import status_of

COOKIE, DAYS = "present", 14
TEN_MINUTES = 10 * 60  # seconds
ASKED_BY_ONE, ASKED_BEHIND_ONE = (
    6,
    120,
)  # in ten minutes: by a browser, and by a room behind one address
SUPPORTED_BY_ONE, SUPPORTED_BEHIND_ONE = 100, 3000
TOO_MANY = (
    "Many questions were sent in a short time. Wait a few minutes, then send yours again: what you "
    "typed is still here."
)
TOO_MANY_SUPPORTS = "You supported very many questions. Wait a few minutes, then go on."
HELD_SAID = "Your question was sent. It is shown to everybody once a facilitator has read it."
FULL = "There are more questions here than anybody can answer today. Support one that is close to yours."


def get_board_or_404(request, code):
    """The board of a published event; of a draft, for those who run it."""
    boards = QuestionBoard.objects.select_related("event")
    board = get_object_or_404(boards, code=code.lower())
    if not board.event.is_published and not may_run_questions(request.user, board.event):
        raise Http404("Nothing stands at this address.")
    return board


def key_of(token, board):
    """What is kept of a browser at one board; empty for one without the cookie."""
    return hashlib.sha256(f"{board.pk}:{token}".encode()).hexdigest() if token else ""


def token_of(request):
    return request.get_signed_cookie(COOKIE, default="", max_age=DAYS * 24 * 60 * 60)


def knowing_browser(view):
    """`view(request, code, token)`: the browser keeps the token that it is given here."""

    @wraps(view)
    def known(request, code):
        token = token_of(request) or secrets.token_urlsafe(16)
        response = view(request, code, token)
        response.set_signed_cookie(
            COOKIE,
            token,
            max_age=DAYS * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    return known


def context_of(request, board):
    """What the list of a board shows to this browser; two queries."""
    key = key_of(token_of(request), board)
    questions = board.live_questions.seen_with(key).with_support_of(key).by_support()
    rows = list(questions.select_related("witness_slot")[: MOST + 100])
    public = [row for row in rows if row.standing in PUBLIC]
    return {
        "board": board,
        "event": board.event,
        "held": [row for row in rows if row.standing == Standing.HELD],
        "answering": [row for row in public if row.standing == Standing.ANSWERING],
        "waiting": [
            row for row in public if row.standing in (Standing.SHOWN, Standing.SHORTLISTED)
        ],
        "answered": [row for row in public if row.standing == Standing.ANSWERED],
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_board(request, code):
    """The questions by support, and a form to ask one; works without JavaScript."""
    if request.method == "POST":
        return ask(request, code)
    board = get_board_or_404(request, code)
    form = AskForm(event=board.event, member=request.user) if board.is_open else None
    return board_page(request, board, form)


def board_page(request, board, form, status=None):
    context = context_of(request, board)
    context |= {"form": form, "may_run": may_run_questions(request.user, board.event)}
    response = render(request, "events/live/board.html", context, status=status or status_of(form))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def board_questions(request, code):
    """The list alone, for static/js/live-questions.js; ConditionalGetMiddleware answers 304 while it is the same."""
    board = get_board_or_404(request, code)
    return render(request, "events/live/questions.html", context_of(request, board))


@knowing_browser
def ask(request, code, token):
    board = get_board_or_404(request, code)
    form = AskForm(request.POST, event=board.event, member=request.user)
    if not board.is_open:
        messages.warning(request, "Questions are closed, so yours was not sent.")
        return board_page(request, board, form, status=409)
    if not form.is_valid():
        return board_page(request, board, form)
    key, asked = key_of(token, board), form.asked()
    questions = board.live_questions
    if not questions.filter(
        asker=key, text=asked["text"]
    ).exists():  # else the button was pressed twice
        if questions.exclude(standing=Standing.HIDDEN).count() >= MOST:
            form.add_error(None, FULL)
            return board_page(request, board, form, status=429)
        if not may_send(request, key, "live-question", ASKED_BY_ONE, ASKED_BEHIND_ONE):
            form.add_error(None, TOO_MANY)
            return board_page(request, board, form, status=429)
        LiveQuestion.objects.ask(board=board, asker=key, **asked)
    messages.success(request, HELD_SAID if board.holds_first else "Your question is on the list.")
    return redirect(board)


def may_send(request, key, what, by_one, behind_one):
    """Whether a browser, and all behind its address together, stay within what a room would do."""
    address = request.META["REMOTE_ADDR"]
    return is_within(behind_one, seconds=TEN_MINUTES, of=what, by=address) and is_within(
        by_one, seconds=TEN_MINUTES, of=what, by=key
    )


@login_not_required
@require_POST
@knowing_browser
def board_support(request, code, token):
    """Supports the question whose button was pressed, or takes that back."""
    board = get_board_or_404(request, code)
    key = key_of(token, board)
    number = request.POST.get("support") or request.POST.get("unsupport", "")
    questions = board.live_questions.filter(standing__in=PUBLIC)
    question = questions.filter(pk=number).first() if is_number(number) else None
    if question is None or not board.is_open:
        messages.warning(request, "This question cannot be supported any more.")
    elif not may_send(request, key, "live-support", SUPPORTED_BY_ONE, SUPPORTED_BEHIND_ONE):
        return HttpResponse(TOO_MANY_SUPPORTS, status=429, content_type="text/plain; charset=utf-8")
    elif "unsupport" in request.POST:
        question.unsupport(key)
    else:
        question.support(key)
    return redirect(f"{board.get_absolute_url()}#questions")


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 19
