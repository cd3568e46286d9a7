"""What somebody present can do from a phone, without an account."""

import re
import threading

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from events.models import LiveQuestion, LiveSupport, QuestionBoard, WitnessSlot
from events.models.live_questions import Standing
from events.models.question_boards import LENGTH, LETTERS
from events.tasks import forget_live_askers
from tests.events.live import asked, board_at
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def ask(client, board, text="What does it cost?", **fields):
    return client.post(f"/q/{board.code}/", {"text": text, **fields}, follow=True)


def support(client, question, name="support"):
    return client.post(f"/q/{question.board.code}/support/", {name: question.pk}, follow=True)


def supports(question):
    question.refresh_from_db()
    return question.supports


def shown_order(client, board):
    text = client.get(f"/q/{board.code}/questions/").text
    return re.findall(r'<p class="live-text" dir="auto">([^<]+)</p>', text)


def test_code_is_short_and_spells_no_word():
    board = board_at()
    assert len(board.code) == LENGTH
    assert set(board.code) <= set(LETTERS)
    assert not set(LETTERS) & set("aeiouly01")


def test_event_has_one_board(client):
    event = make_event()
    assert QuestionBoard.objects.for_event(event) == QuestionBoard.objects.for_event(event)


def test_visitor_asks_without_a_name_and_everybody_reads_it(client):
    board = board_at()
    page = ask(client, board, "  Who pays\r\nfor it? ")
    assert "Your question is on the list." in page.text
    assert shown_order(Client(), board) == ["Who pays for it?"]
    assert LiveQuestion.objects.get().name == ""


def test_visitor_may_give_a_name(client):
    board = board_at()
    ask(client, board, name="Joan")
    assert "Joan" in Client().get(f"/q/{board.code}/").text


def test_member_is_named_only_by_choice(amina_client):
    board = board_at()
    ask(amina_client, board, "Not by me?")
    ask(amina_client, board, "By me?", by_name="on")
    assert list(LiveQuestion.objects.order_by("pk").values_list("name", flat=True)) == [
        "",
        "Amina Haddad",
    ]


def test_question_may_go_to_one_witness(client):
    board = board_at()
    slot = WitnessSlot.objects.create(event=board.event, heading="The first winter")
    other = WitnessSlot.objects.create(event=make_event(title="Elsewhere"), heading="Other")
    assert "The first winter" in client.get(f"/q/{board.code}/").text
    ask(client, board, witness_slot=slot.pk)
    assert LiveQuestion.objects.get().witness_slot == slot
    refused = ask(client, board, "Another?", witness_slot=other.pk)
    assert refused.status_code == 422


def test_held_question_is_seen_by_its_asker_alone(client):
    board = board_at(holds_first=True)
    page = ask(client, board, "Is it held?")
    assert "once a facilitator has read it" in page.text
    assert shown_order(client, board) == ["Is it held?"]
    assert shown_order(Client(), board) == []


def test_hidden_question_is_seen_by_nobody(client):
    board = board_at()
    ask(client, board, "Rude?")
    LiveQuestion.objects.get().move_to(Standing.HIDDEN)
    assert shown_order(client, board) == []


def test_support_counts_once_a_browser_and_can_be_taken_back(client):
    question = asked(board_at())
    support(client, question)
    support(client, question)
    assert supports(question) == 1
    support(Client(), question)
    assert supports(question) == 2
    support(client, question, "unsupport")
    support(client, question, "unsupport")
    assert supports(question) == 1


def test_list_stands_in_the_order_of_support(client):
    board = board_at()
    asked(board, "First?")
    second = asked(board, "Second?")
    assert shown_order(client, board) == ["First?", "Second?"]
    support(client, second)
    assert shown_order(client, board) == ["Second?", "First?"]


def test_same_list_is_not_sent_twice(client):
    board = board_at()
    question = asked(board)
    address = f"/q/{board.code}/questions/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    support(client, question)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_nothing_held_or_hidden_is_supported(client):
    question = asked(board_at(holds_first=True))
    assert "cannot be supported" in support(client, question).text
    assert supports(question) == 0


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "999"])
def test_support_of_nothing_is_told(client, number):
    board = board_at()
    response = client.post(f"/q/{board.code}/support/", {"support": number}, follow=True)
    assert "cannot be supported" in response.text


def test_closed_board_takes_nothing_and_says_so(client):
    board = board_at()
    question = asked(board)
    board.close()
    response = ask(client, board, "Too late?")
    assert response.status_code == 409
    assert "closed" in response.text
    assert "Too late?" in response.text
    support(client, question)
    assert supports(question) == 0
    assert LiveQuestion.objects.count() == 1


def test_address_reads_in_capitals_too(client):
    board = board_at()
    assert client.get(f"/q/{board.code.upper()}/").status_code == 200
    assert client.get("/q/aaaaa/").status_code == 404


def test_board_of_a_draft_is_for_those_who_run_it(client, olu, olu_client):
    board = board_at(make_event(olu, published=False))
    assert client.get(f"/q/{board.code}/").status_code == 404
    assert client.post(f"/q/{board.code}/", {"text": "Anybody?"}).status_code == 404
    assert olu_client.get(f"/q/{board.code}/").status_code == 200


def test_pressing_twice_asks_once(client):
    board = board_at()
    ask(client, board)
    ask(client, board)
    assert LiveQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "Write your question first."),
        ({"text": "x" * 301}, "300"),
        ({"text": "Buy?", "fax": "1"}, "catch machines"),
    ],
)
def test_what_cannot_be_asked_is_told_and_kept(client, fields, said):
    board = board_at()
    response = client.post(f"/q/{board.code}/", fields)
    assert response.status_code == 422
    assert said in response.text
    assert LiveQuestion.objects.count() == 0


def test_one_browser_asks_only_so_much_at_once(client):
    board = board_at()
    for number in range(6):
        ask(client, board, f"Number {number}?")
    response = ask(client, board, "One more?")
    assert response.status_code == 429
    assert "Wait a few minutes" in response.text
    assert "One more?" in response.text
    assert ask(Client(), board, "Somebody else?").status_code == 200


def test_full_board_says_so(client):
    board = board_at()
    LiveQuestion.objects.bulk_create(
        [LiveQuestion(board=board, text="Again?", standing="shown") for _ in range(500)]
    )
    response = ask(client, board)
    assert response.status_code == 429
    assert "more questions here than anybody can answer" in response.text


def test_answer_is_shown_as_far_as_its_giver_agrees(client):
    board = board_at()
    for agreed in ("", "named", "unnamed"):
        question = asked(board, f"{agreed or 'kept'}?")
        question.note_answer(
            answer=f"Said {agreed or 'kept'}", answered_by=f"By {agreed}.", agreed=agreed
        )
    text = client.get(f"/q/{board.code}/").text
    assert "Said kept" not in text
    assert "Said named" in text
    assert "By named." in text
    assert "Said unnamed" in text
    assert "By unnamed." not in text


def test_who_asked_is_forgotten_after_two_weeks_and_counts_stay(client):
    board = board_at()
    ask(client, board, "Old?", name="Joan")
    question = LiveQuestion.objects.get()
    support(client, question)
    forget_live_askers.call()
    question.refresh_from_db()
    assert question.asker
    long_ago = timezone.now() - timezone.timedelta(days=15)
    LiveQuestion.objects.update(asked_at=long_ago)
    forget_live_askers.call()
    question.refresh_from_db()
    assert (question.asker, question.name, question.supports) == ("", "", 1)
    assert LiveSupport.objects.count() == 0


def test_database_knows_the_standings_and_one_support_a_browser():
    question = asked(board_at())
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveQuestion.objects.update(standing="loud")
    LiveSupport.objects.create(question=question, supporter="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveSupport.objects.create(question=question, supporter="a")


@pytest.mark.parametrize("count", [1, 30])
def test_board_asks_as_often_for_thirty_questions_as_for_one(client, queries, count):
    board = board_at()
    slot = WitnessSlot.objects.create(event=board.event, heading="Joan")
    for number in range(count):
        asked(board, f"Number {number}?", witness_slot=slot)
    assert queries(client, f"/q/{board.code}/") == 3
    assert queries(client, f"/q/{board.code}/questions/") == 2


@pytest.mark.django_db(transaction=True)
def test_fifty_supports_at_once_count_right():
    question = asked(board_at())
    cache.clear()
    ready = threading.Barrier(10)

    def send(first):
        ready.wait(timeout=30)
        for number in range(first, first + 5):
            question.support(f"browser {number}")
            question.support(f"browser {number}")
        connection.close()

    threads = [threading.Thread(target=send, args=[first]) for first in range(0, 50, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert supports(question) == 50
    assert LiveSupport.objects.count() == 50
