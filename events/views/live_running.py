"""Running questions during an event, from a facilitator's phone; and the sheet to print before it."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.forms.live import AnswerForm, BoardForm, LiveInsightForm, OutcomeForm
from events.forms.witnesses import LearningOutcomeForm
from events.models import Event, Insight, LearningOutcome, LiveQuestion, QuestionBoard
from events.models.live_questions import CHOSEN, Standing
from events.qr_codes import qr_drawing
from network.forms.parts import MOST_ROWS
from network.models import Contribution, Revision
from network.permissions import may_edit, may_run_questions
from network.sent_forms import sent, status_of
from network.views.readable import get_readable_or_404

SAYS = ("text", "name_as_printed", "role")  # what a row says, and of whom
DIRECTIONS = {"up": -1, "down": 1}


def get_run_or_404(request, slug):
    """The event, for those who run its questions."""
    events = Event.objects.select_related("question_board")
    return get_readable_or_404(events, request, slug, may=may_run_questions)


def get_question_or_404(request, slug, pk):
    event = get_run_or_404(request, slug)
    return get_object_or_404(
        LiveQuestion.objects.select_related("board__event"), board__event=event, pk=pk
    )


def board_of(event):
    return getattr(event, "question_board", None)


def lists_of(board):
    """The questions of a board as a facilitator needs them; one query."""
    rows = list(board.live_questions.by_support().select_related("witness_slot")) if board else []
    chosen = [row for row in rows if row.standing in CHOSEN]
    chosen.sort(key=lambda row: (row.place, row.pk))
    return {
        "shortlist": [row for row in chosen if row.standing != Standing.ANSWERED],
        "answered": [row for row in chosen if row.standing == Standing.ANSWERED],
        "held": sorted(
            (row for row in rows if row.standing == Standing.HELD), key=lambda row: row.pk
        ),
        "shown": [row for row in rows if row.standing == Standing.SHOWN],
        "hidden": [row for row in rows if row.standing == Standing.HIDDEN],
    }


def panel(request, event, *, outcome_form=None, insight_form=None):
    board = board_of(event)
    address = urljoin(settings.SITE_ADDRESS, board.get_absolute_url()) if board else ""
    context = {
        "event": event,
        "board": board,
        "address": address,
        "drawing": qr_drawing(address) if board else None,
        "board_form": BoardForm(instance=board),
        "outcomes": event.learning_outcomes.all(),
        "outcome_form": outcome_form or OutcomeForm(auto_id="outcome-%s"),
        "insight_form": insight_form or LiveInsightForm(auto_id="insight-%s"),
        "may_write_up": may_edit(request.user, event),
        "unrecorded": event.appearances.unrecorded(),
        **lists_of(board),
    }
    status = status_of(outcome_form, insight_form)
    return render(request, "events/live/running.html", context, status=status)


@require_safe
def live(request, slug):
    return panel(request, get_run_or_404(request, slug))


@require_safe
def live_list(request, slug):
    """The lists alone, for static/js/live-questions.js."""
    event = get_run_or_404(request, slug)
    context = {"event": event, "board": board_of(event), **lists_of(board_of(event))}
    return render(request, "events/live/running_lists.html", context)


@require_POST
def live_opening(request, slug):
    """Opens the board, which is made with the first opening, as the form says."""
    board = QuestionBoard.objects.for_event(get_run_or_404(request, slug))
    form = BoardForm(request.POST, instance=board)
    if form.is_valid():
        form.save()
        board.open()
        messages.success(request, "Questions are open.")
    return redirect("live", slug)


@require_POST
def live_closing(request, slug):
    QuestionBoard.objects.for_event(get_run_or_404(request, slug)).close()
    messages.success(request, "Questions are closed. What was asked stays here.")
    return redirect("live", slug)


@require_POST
def live_standing(request, slug, pk):
    question = get_question_or_404(request, slug, pk)
    standing = request.POST.get("standing")
    if standing not in Standing.values:
        return HttpResponseBadRequest("There is no such standing.")
    question.move_to(Standing(standing))
    return redirect("live", slug)


@require_POST
def live_place(request, slug, pk):
    question = get_question_or_404(request, slug, pk)
    direction = request.POST.get("direction")
    if direction not in DIRECTIONS or question.standing not in CHOSEN:
        return HttpResponseBadRequest("There is no such direction.")
    question.shift(DIRECTIONS[direction])
    return redirect("live", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def live_answer(request, slug, pk):
    """What was answered, in a line, and whether that may be published."""
    question = get_question_or_404(request, slug, pk)
    form = AnswerForm(sent(request), instance=question)
    if form.is_valid():
        question.note_answer(**form.cleaned_data)
        messages.success(request, "The answer is noted.")
        return redirect("live", slug)
    context = {
        "question": question,
        "event": question.board.event,
        "form": form,
        "people": question.board.event.appearances.printed_names(),
    }
    return render(request, "events/live/answer.html", context, status=status_of(form))


@transaction.atomic
def noting(request, event, change):
    """Does the change, and keeps what the event said before and says after it."""
    Revision.objects.note_before(event)
    change()
    event.refresh_index()
    Revision.objects.note(event, by=request.user)


def next_position(rows):
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add(request, event, form, rows, row):
    """Keeps a new row at the end of those of an event while there is room: whether there was.

    What says the same of the same is there once: a phone in a bad network sends twice.
    """
    Contribution.objects.select_for_update().only("pk").get(pk=event.pk)  # one after the other
    if rows.filter(**{name: getattr(row, name) for name in SAYS if hasattr(row, name)}).exists():
        return True
    if rows.count() >= MOST_ROWS:
        words = f"{MOST_ROWS} are the most. Take one away on the page of the write-up first."
        form.add_error(None, words)
        return False
    row.position = next_position(rows)
    noting(request, event, row.save)
    return True


@require_POST
def live_outcomes(request, slug):
    """One more thing that the group wants to learn, said on the day."""
    event = get_run_or_404(request, slug)
    form, rows = OutcomeForm(request.POST, auto_id="outcome-%s"), event.learning_outcomes
    if not form.is_valid():
        return panel(request, event, outcome_form=form)
    outcome = LearningOutcome(event=event, text=form.cleaned_data["text"])
    if not add(request, event, form, rows, outcome):
        return panel(request, event, outcome_form=form)
    messages.success(request, "It is on the list.")
    return redirect("live", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def live_outcome(request, slug, pk):
    """Whether something was learned, and why, in a line."""
    event = get_run_or_404(request, slug)
    outcome = get_object_or_404(event.learning_outcomes, pk=pk)
    form = LearningOutcomeForm(sent(request), instance=outcome)
    if form.is_valid():
        noting(request, event, form.save)
        messages.success(request, "It is noted.")
        return redirect("live", slug)
    context = {"event": event, "outcome": outcome, "form": form}
    return render(request, "events/live/outcome.html", context, status=status_of(form))


@require_POST
def live_insights(request, slug):
    """Something that was understood, and who said it; a name only where they agree."""
    event = get_run_or_404(request, slug)
    form, rows = LiveInsightForm(request.POST, auto_id="insight-%s"), event.insights
    if not form.is_valid():
        return panel(request, event, insight_form=form)
    insight = Insight(event=event, text=form.cleaned_data["text"])
    insight.credit(form.cleaned_data["said_by"], agrees=form.cleaned_data["agrees"])
    if not add(request, event, form, rows, insight):
        return panel(request, event, insight_form=form)
    messages.success(request, "It is kept for the write-up.")
    return redirect("live", slug)


@require_safe
def question_sheet(request, slug):
    """To print and take along: what the group wants to learn, whom it asks, what, and room to write."""
    event = get_run_or_404(request, slug)
    board = board_of(event)
    shortlist = board.live_questions.chosen() if board else LiveQuestion.objects.none()
    questions = [*event.questions.all(), *shortlist.filter(written_up_as=None)]
    slots = [
        (slot, [each for each in questions if each.witness_slot_id == slot.pk])
        for slot in event.witness_slots.prefetch_related("appearances__organisation")
    ]
    context = {
        "event": event,
        "outcomes": event.learning_outcomes.all(),
        "slots": slots,
        "others": [each for each in questions if each.witness_slot_id is None],
    }
    return render(request, "events/live/question_sheet.html", context)
