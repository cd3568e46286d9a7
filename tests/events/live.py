"""Live questions for tests: an event with an open board, and what is asked at it."""

from events.models import LiveQuestion, QuestionBoard
from tests.factories import make_event


def board_at(event=None, *, holds_first=False, is_open=True, by=None):
    """An open board at which questions are shown at once, unless told."""
    board = QuestionBoard.objects.for_event(event or make_event(by))
    board.holds_first = holds_first
    board.save()
    if is_open:
        board.open()
    return board


def asked(board, text="What does it cost?", **fields):
    return LiveQuestion.objects.ask(board=board, text=text, **fields)
