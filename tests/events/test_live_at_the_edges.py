"""Live questions when many press at one moment, when nobody closes the board, and when there are too many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Appearance, LiveQuestion, QuestionBoard, WitnessSlot
from events.models.live_questions import Standing
from network.models import ImpreciseDate
from tests.at_once import at_once
from tests.events.live import asked, board_at
from tests.factories import make_event
from tests.writing import as_sent

pytestmark = pytest.mark.django_db
WRITTEN_UP = {"body": "<p>We asked.</p>", "written_up_at": timezone.now()}


@pytest.mark.django_db(transaction=True)
def test_what_two_press_at_one_moment_is_there_once(olu):
    board = board_at(by=olu)
    at_once(*[lambda: asked(board, "What does it cost?", asker="a browser")] * 6)
    assert board.live_questions.count() == 1

    others = [asked(board, f"Question {number}?") for number in range(6)]
    at_once(*[lambda each=each: each.move_to(Standing.ANSWERING) for each in others])
    assert board.live_questions.standing_as(Standing.ANSWERING).count() == 1
    places = board.live_questions.chosen().values_list("place", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("event_in", "opened_ago", "is_open"), [(-1, 15, False), (-1, 3, True), (5, 60, True)]
)
def test_a_board_that_nobody_closed_closes_after_the_event(
    client, olu, olu_client, event_in, opened_ago, is_open
):
    day = timezone.localdate() + timedelta(days=event_in)
    board = board_at(make_event(olu, dated=ImpreciseDate(day.isoformat())))
    opened_at = timezone.now() - timedelta(days=opened_ago)
    QuestionBoard.objects.update(opened_at=opened_at)
    sent = client.post(board.get_absolute_url(), {"text": "Is anybody there?"})
    assert sent.status_code == (302 if is_open else 409)
    assert ("Ask a question" in client.get(board.event.get_absolute_url()).text) == is_open
    olu_client.post(f"/events/{board.event.slug}/live/opening/", {})
    assert QuestionBoard.objects.get().is_open


def test_no_more_is_taken_over_than_the_pages_of_the_write_up_can_keep(olu, olu_client):
    board = board_at(make_event(olu, **WRITTEN_UP))
    LiveQuestion.objects.bulk_create(
        LiveQuestion(board=board, text=f"Question {n}?", standing="shortlisted") for n in range(70)
    )
    address = f"/events/{board.event.slug}/live/write-up/"
    for to, most in (("questions", 60), ("register", 30)):
        told = olu_client.post(address, {"to": to, "question": "all"}, follow=True)
        assert (
            f"{most} are the most that its page can hold. {70 - most} more stayed here" in told.text
        )
    writing = f"/events/{board.event.slug}/edit/questions/"
    kept = olu_client.post(writing, as_sent(olu_client.get(writing)))
    assert kept.status_code == 302
    assert (board.event.questions.count(), board.event.open_questions.count()) == (60, 30)
    assert olu_client.post(address, {"to": to, "question": "9" * 5000}).status_code == 400


def test_search_names_no_witness_whose_answer_goes_without_a_name(client, olu):
    event = make_event(olu, **WRITTEN_UP)
    slot = WitnessSlot.objects.create(event=event, heading="The kitchen")
    Appearance.objects.create(event=event, name_as_printed="Joan Price", witness_slot=slot)
    board = board_at(event)
    for text, agreed in (("Who leaves early?", "unnamed"), ("Who peels carrots?", "named")):
        question = asked(board, text, witness_slot=slot)
        question.note_answer(answer="Nobody does.", answered_by="Joan Price", agreed=agreed)
        question.write_up()
    event.refresh_index()
    said_by = {each.heading: each.said_by for each in event.passages.exclude(heading="The kitchen")}
    assert said_by["Who peels carrots?"] == "Joan Price"
    assert said_by["Who leaves early?"] == ""


def test_what_a_phone_sends_twice_is_noted_once(olu, olu_client):
    event = make_event(olu, **WRITTEN_UP)
    promise = {"text": "Ask the school", "name": "Joan", "role": ""}
    for part, sent in (
        ("live/outcomes", {"text": "Who pays?"}),
        ("live/insights", {"text": "Trust came from the washing up."}),
        ("commitments", promise),
        ("commitments", promise | {"name": "Ann"}),
    ):
        for _ in range(2):
            answer = olu_client.post(f"/events/{event.slug}/{part}/", sent)
            assert answer.status_code == 302
    assert event.learning_outcomes.count() == event.insights.count() == 1
    assert event.commitments.count() == 2
