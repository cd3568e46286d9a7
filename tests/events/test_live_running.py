"""Running questions on the day, and what becomes of them after it."""

import pytest
from django.urls import reverse

from events.models import Appearance, Insight, OpenQuestion, Question, WitnessSlot
from events.models.live_questions import Standing
from network.models import ImpreciseDate, Person, Revision
from network.permissions import may_run_questions
from tests.events.live import asked, board_at
from tests.factories import make_event, make_organisation

pytestmark = pytest.mark.django_db
TOLD = {"dated": ImpreciseDate("2026-06-18"), "body": "<p>We sat in a ring.</p>"}


@pytest.fixture
def event(olu):
    return make_event(olu)


def facilitating(member, event):
    person = Person.objects.of_member(member)
    return Appearance.objects.create(
        event=event, person=person, capacity="facilitator", name_as_printed=person.name
    )


def page(client, event, rest="live/"):
    return client.get(f"/events/{event.slug}/{rest}")


def move(client, question, standing):
    address = reverse("live-standing", args=[question.board.event.slug, question.pk])
    response = client.post(address, {"standing": standing}, follow=True)
    question.refresh_from_db()
    return response


def order(board):
    return [question.text for question in board.live_questions.chosen()]


def test_organisers_and_facilitators_run_questions_and_nobody_else(
    event, visitor, amina, amina_client, bryn, bryn_client, olu, olu_client, mo, mo_client
):
    facilitating(bryn, event)
    assert [may_run_questions(each, event) for each in (amina, bryn, olu, mo)] == [
        False, True, True, False,
    ]  # fmt: skip
    for rest in ("live/", "live/questions/", "question-sheet/"):
        assert page(visitor, event, rest).status_code == 302
        for client, status in (
            (amina_client, 403), (bryn_client, 200), (olu_client, 200), (mo_client, 403),
        ):  # fmt: skip
            assert page(client, event, rest).status_code == status


def test_facilitator_does_not_run_another_event_nor_a_draft(bryn, bryn_client, event, olu):
    facilitating(bryn, event)
    assert page(bryn_client, make_event(olu, title="Elsewhere")).status_code == 403
    draft = make_event(olu, title="A draft", published=False)
    facilitating(bryn, draft)
    assert page(bryn_client, draft).status_code == 404
    assert not may_run_questions(bryn, draft)


@pytest.mark.parametrize(
    "rest",
    [
        "opening/", "closing/", "outcomes/", "insights/", "questions/{pk}/standing/",
        "questions/{pk}/place/", "questions/{pk}/answer/", "write-up/",
    ],
)  # fmt: skip
def test_nobody_else_changes_anything(event, visitor, amina_client, mo_client, rest):
    question = asked(board_at(event))
    address = f"/events/{event.slug}/live/{rest.format(pk=question.pk)}"
    data = {
        "standing": "hidden",
        "text": "Mine",
        "answer": "No",
        "to": "questions",
        "question": "all",
    }
    for client, status in ((visitor, 302), (amina_client, 403), (mo_client, 403)):
        assert client.post(address, data).status_code == status
    question.refresh_from_db()
    assert question.standing == Standing.SHOWN
    assert Question.objects.count() == 0


def test_organiser_opens_and_closes_questions(event, olu_client):
    empty = page(olu_client, event)
    assert "live-code-ink" not in empty.text
    response = olu_client.post(
        f"/events/{event.slug}/live/opening/", {"holds_first": "on"}, follow=True
    )
    event.refresh_from_db()
    board = event.question_board
    assert board.is_open
    assert board.holds_first
    assert f"/q/{board.code}/" in response.text
    assert "live-code-ink" in response.text
    olu_client.post(f"/events/{event.slug}/live/closing/")
    olu_client.post(f"/events/{event.slug}/live/opening/", {})
    board.refresh_from_db()
    assert board.is_open
    assert not board.holds_first


def test_held_question_is_approved_or_hidden(event, olu_client, client):
    board = board_at(event, holds_first=True)
    good, bad = asked(board, "Good?"), asked(board, "Bad?")
    assert "2 to read first" in page(olu_client, event).text
    move(olu_client, good, "shown")
    move(olu_client, bad, "hidden")
    shown = client.get(f"/q/{board.code}/").text
    assert "Good?" in shown
    assert "Bad?" not in shown


def test_one_question_is_being_answered_at_a_time(event, olu_client):
    board = board_at(event)
    first, second = asked(board, "First?"), asked(board, "Second?")
    move(olu_client, first, "answering")
    move(olu_client, second, "answering")
    first.refresh_from_db()
    assert (first.standing, second.standing) == (Standing.SHORTLISTED, Standing.ANSWERING)


def test_unknown_standing_or_direction_is_refused(event, olu_client):
    question = asked(board_at(event))
    assert move(olu_client, question, "loud").status_code == 400
    address = reverse("live-place", args=[event.slug, question.pk])
    assert olu_client.post(address, {"direction": "sideways"}).status_code == 400
    assert olu_client.post(address, {"direction": "up"}).status_code == 400


def test_question_of_another_event_is_not_found_here(event, olu, olu_client):
    elsewhere = asked(board_at(make_event(olu, title="Elsewhere")))
    address = reverse("live-standing", args=[event.slug, elsewhere.pk])
    assert olu_client.post(address, {"standing": "hidden"}).status_code == 404


def test_shortlist_is_put_in_order(event, olu_client):
    board = board_at(event)
    questions = [asked(board, f"{word}?") for word in ("One", "Two", "Three")]
    for question in questions:
        move(olu_client, question, "shortlisted")
    for question, direction in ((questions[2], "up"), (questions[0], "up"), (questions[0], "down")):
        address = reverse("live-place", args=[event.slug, question.pk])
        olu_client.post(address, {"direction": direction})
    assert order(board) == ["Three?", "One?", "Two?"]
    assert "take it off" not in move(olu_client, questions[2], "shown").text
    assert order(board) == ["One?", "Two?"]


def test_answer_says_who_and_whether_they_agree(event, olu_client):
    question = asked(board_at(event))
    address = reverse("live-answer", args=[event.slug, question.pk])
    missing = olu_client.post(address, {"answer": "Ten pounds.", "agreed": "named"})
    assert missing.status_code == 422
    assert "without their name" in missing.text
    olu_client.post(address, {"answer": "Ten pounds.", "answered_by": "Joan", "agreed": "named"})
    question.refresh_from_db()
    assert question.standing == Standing.ANSWERED
    assert (question.public_answer, question.public_answerer) == ("Ten pounds.", "Joan")


def test_outcome_is_added_and_told_from_the_phone(event, bryn, bryn_client, client):
    facilitating(bryn, event)
    event.written_up_at = event.published_at
    event.dated = ImpreciseDate("2026-06-18")
    event.save()
    bryn_client.post(f"/events/{event.slug}/live/outcomes/", {"text": "How rotas hold"})
    outcome = event.learning_outcomes.get()
    address = reverse("live-outcome", args=[event.slug, outcome.pk])
    bryn_client.post(address, {"text": outcome.text, "met": "partly", "note": "Not in August."})
    shown = client.get(f"/events/{event.slug}/").text
    assert "How rotas hold" in shown
    assert "Met in part" in shown
    assert "Not in August." in shown
    assert Revision.objects.filter(contribution=event, by=bryn).exists()


@pytest.mark.parametrize("rest", ["outcomes/", "insights/"])
def test_empty_line_is_told_and_nothing_is_kept(event, olu_client, rest):
    response = olu_client.post(f"/events/{event.slug}/live/{rest}", {"text": " "})
    assert response.status_code == 422
    assert "Write it first." in response.text


def test_insight_names_only_who_agrees(event, olu, olu_client):
    appearance = facilitating(olu, event)
    address = f"/events/{event.slug}/live/insights/"
    said_by = appearance.name_as_printed
    olu_client.post(address, {"text": "Soup first.", "said_by": said_by, "agrees": "on"})
    olu_client.post(address, {"text": "Rota later.", "said_by": said_by})
    named, unnamed = Insight.objects.order_by("position")
    assert (named.name_as_printed, named.person) == (said_by, appearance.person)
    assert named.consent_from == said_by
    assert (unnamed.name_as_printed, unnamed.person, unnamed.consent_from) == ("", None, "")


def take(client, event, to, question="all"):
    return client.post(
        f"/events/{event.slug}/live/write-up/", {"to": to, "question": question}, follow=True
    )


def test_all_that_was_chosen_goes_into_the_write_up_once(olu, olu_client, client):
    event = make_event(olu, **TOLD)
    board = board_at(event)
    slot = WitnessSlot.objects.create(event=event, heading="Joan's kitchen")
    answered = asked(board, "What does it cost?", witness_slot=slot, name="Asker Name")
    answered.note_answer(answer="<b>Ten</b> pounds.", answered_by="Joan", agreed="named")
    refused = asked(board, "Who pays?")
    refused.note_answer(answer="I would rather not say.", answered_by="Ann", agreed="")
    asked(board, "Nobody chose this?")
    take(olu_client, event, "questions")
    take(olu_client, event, "questions")
    first, second = event.questions.all()
    assert (first.text, first.witness_slot, first.name_as_printed) == (
        "What does it cost?", slot, "Joan",
    )  # fmt: skip
    assert first.consent_from == "Joan"
    assert (second.text, second.answer, second.name_as_printed) == ("Who pays?", "", "")
    shown = client.get(f"/events/{event.slug}/").text
    assert f'id="question-{first.pk}"' in shown
    assert "&lt;b&gt;Ten&lt;/b&gt; pounds." in shown
    assert "rather not say" not in shown
    assert "Asker Name" not in shown
    assert Revision.objects.filter(contribution=event, by=olu).exists()


def test_single_question_is_taken_over(olu, olu_client):
    event = make_event(olu, **TOLD)
    board = board_at(event)
    one, _ = asked(board, "This?"), asked(board, "Not this?")
    take(olu_client, event, "questions", one.pk)
    assert [question.text for question in event.questions.all()] == ["This?"]
    assert "In the write-up" in page(olu_client, event, "live/write-up/").text


def test_what_stays_open_goes_on_the_register(olu, olu_client, client):
    event = make_event(olu, **TOLD)
    board = board_at(event)
    known = OpenQuestion.objects.worded("Who insures it?")
    asked(board, "who insures it?").move_to(Standing.SHORTLISTED)
    asked(board, "Answered?").note_answer(answer="Yes.", answered_by="", agreed="unnamed")
    take(olu_client, event, "register")
    take(olu_client, event, "register")
    assert list(event.open_questions.all()) == [known]
    assert "Who insures it?" in client.get("/ideas/questions/").text


@pytest.mark.parametrize(
    "data", [{}, {"to": "moon", "question": "all"}, {"to": "register", "question": "x"}]
)
def test_odd_takeover_is_refused(event, olu_client, data):
    board_at(event)
    assert olu_client.post(f"/events/{event.slug}/live/write-up/", data).status_code == 400


def test_facilitator_does_not_change_the_write_up(event, bryn, bryn_client):
    board_at(event)
    facilitating(bryn, event)
    assert page(bryn_client, event, "live/write-up/").status_code == 403
    assert "into the write-up" not in page(bryn_client, event).text


def test_no_write_up_of_questions_where_nobody_asked(event, olu_client):
    assert page(olu_client, event, "live/write-up/").status_code == 404


def test_sheet_has_outcomes_interviews_and_questions(event, olu_client):
    event.learning_outcomes.create(text="How rotas hold")
    slot = WitnessSlot.objects.create(event=event, heading="The first winter")
    Appearance.objects.create(
        event=event,
        witness_slot=slot,
        capacity="witness",
        name_as_printed="Joan Price",
        role="cook",
    )
    event.questions.create(witness_slot=slot, text="Prepared?")
    board = board_at(event)
    asked(board, "Chosen?").move_to(Standing.SHORTLISTED)
    asked(board, "Not chosen?")
    shown = page(olu_client, event, "question-sheet/").text
    for words in ("How rotas hold", "The first winter", "Joan Price, cook", "Prepared?", "Chosen?"):
        assert words in shown
    assert "Not chosen?" not in shown


@pytest.mark.parametrize("count", [1, 30])
def test_pages_ask_as_often_for_thirty_questions_as_for_one(event, olu_client, queries, count):
    board = board_at(event)
    for number in range(count):
        slot = WitnessSlot.objects.create(event=event, heading="Joan")
        Appearance.objects.create(
            event=event,
            witness_slot=slot,
            role="cook",
            organisation=make_organisation(f"Trust {number}"),
        )
        question = asked(board, f"Number {number}?", witness_slot=slot)
        question.move_to(list(Standing)[number % 5])
        asked(board, f"Another {number}?", witness_slot=slot).move_to(Standing.SHORTLISTED)
    rests = ("live/", "live/questions/", "live/write-up/", "question-sheet/")
    counts = [queries(olu_client, f"/events/{event.slug}/{rest}") for rest in rests]
    assert counts == [6, 4, 5, 9]


def test_who_runs_questions_finds_the_way_from_the_event_and_visitors_to_an_open_board(
    event, olu_client, visitor, bryn, bryn_client
):
    address = f"/events/{event.slug}/live/"
    assert address in page(olu_client, event, "").text
    for client in (visitor, bryn_client):
        assert address not in page(client, event, "").text
    facilitating(bryn, event)
    assert address in page(bryn_client, event, "").text
    board = board_at(event)
    assert f"/q/{board.code}/" in page(visitor, event, "").text
    board.close()
    assert f"/q/{board.code}/" not in page(visitor, event, "").text


def test_administrator_finds_a_board_by_its_code(event, admin_client):
    board = board_at(event)
    asked(board, "What does it cost?")
    found = admin_client.get(f"/admin/events/questionboard/?q={board.code}").text
    assert event.title in found
    shown = admin_client.get(f"/admin/events/questionboard/{board.pk}/change/").text
    assert "What does it cost?" in shown
