"""What those who follow a series of events or an open question are told, and where they begin to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.models import (
    ChangeOfPlan,
    Event,
    EventSeries,
    OpenAnswer,
    OpenQuestion,
    QuestionChange,
    QuestionSubscription,
    SeriesSubscription,
)
from network import digests
from network.models import ImpreciseDate, Person, Revision, Subscriber
from tests.factories import make_case_study, make_event
from tests.pages import submit

pytestmark = pytest.mark.django_db

SINCE = timedelta(days=20)


@pytest.fixture
def series():
    return EventSeries.objects.titled("Roadshow")


@pytest.fixture
def question():
    return OpenQuestion.objects.create(text="Who pays?", slug="who-pays", note="Many ask.")


def follower(thing):
    since = timezone.now() - SINCE
    subscriber = Subscriber.objects.create(email="rosa@copro.example", told_until=since)
    thing.subscriber, thing.confirmed_at = subscriber, since
    thing.save()


def backdate(rows, **fields):
    """As long ago as digests take note of."""
    at = timezone.now() - timedelta(minutes=5)
    rows.update(**dict.fromkeys(fields or {"at": None}, at))


def told():
    """What the next digest says, or nothing."""
    mail.outbox.clear()
    Subscriber.objects.update(told_until=timezone.now() - SINCE)
    digests.send_digests.enqueue()
    return mail.outbox[0].body if mail.outbox else ""


def before(**fields):
    return make_event(published=timezone.now() - 2 * SINCE, **fields)


def test_a_new_stop_is_told_and_a_draft_and_an_old_one_are_not(series):
    follower(SeriesSubscription(series=series))
    before(title="Leeds", series=series, stop=1)
    make_event(title="Draft", series=series, stop=2, published=False)
    day = ImpreciseDate("2027-05-03")
    make_event(
        title="Cardiff",
        series=series,
        stop=3,
        dated=day,
        published=timezone.now() - timedelta(hours=1),
    )
    body = told()
    assert "Series: Roadshow" in body
    assert "* Cardiff\n  Workshop, A new stop, 3 May 2027" in body
    assert "Leeds" not in body
    assert "Draft" not in body


def test_a_stop_that_is_called_off_is_told_with_its_reason_and_that_it_takes_place_after_all(
    series, olu
):
    follower(SeriesSubscription(series=series))
    stop = before(title="Leeds", series=series)
    plan = ChangeOfPlan.objects.make(event=stop, what="cancelled", by=olu, reason="A flood.")
    backdate(ChangeOfPlan.objects)
    assert "Cancelled: A flood." in told()

    plan.undo(by=olu)
    backdate(stop.plan_reversals)
    body = told()
    assert "It takes place after all" in body
    assert "flood" not in body


def test_a_stop_that_is_postponed_is_told_with_its_new_day(series, olu):
    follower(SeriesSubscription(series=series))
    stop = before(title="Leeds", series=series)
    day = ImpreciseDate("2027-06-07")
    ChangeOfPlan.objects.make(
        event=stop, what="postponed", by=olu, reason="No room.", dated=day, starts=None, ends=None
    )
    backdate(ChangeOfPlan.objects)
    assert "Postponed; it is now on 7 June 2027: No room." in told()


def test_another_day_is_told_and_another_word_is_not(series, olu):
    follower(SeriesSubscription(series=series))
    stop = before(title="Leeds", series=series)
    Revision.objects.note_before(stop)
    for number, change in enumerate([{"venue": "Hall"}, {"dated": ImpreciseDate("2027-07-01")}]):
        Event.objects.filter(pk=stop.pk).update(**change)
        stop.refresh_from_db()
        Revision.objects.note(stop, by=olu)
        backdate(Revision.objects.filter(by=olu))
        assert ("It has another date or time, 1 July 2027" in told()) is bool(number)


def test_a_write_up_is_told_once_it_is_shown(series):
    follower(SeriesSubscription(series=series))
    stop = before(title="Leeds", series=series, dated=ImpreciseDate("2026-10"))
    assert told() == ""
    Event.objects.filter(pk=stop.pk).update(body="<p>It rained.</p>")
    stop.refresh_from_db()
    stop.publish_write_up()
    backdate(Event.objects, written_up_at=None)
    assert "What was said and learned there can be read" in told()


def test_an_answer_is_told_once_its_page_is_published(question, amina):
    follower(QuestionSubscription(question=question))
    speaking = make_case_study(amina, title="Hours for hours", published=False)
    OpenAnswer.objects.create(
        question=question,
        contribution=speaking.contribution_ptr,
        why="They paid in hours.",
        at=timezone.now() - 2 * SINCE,
    )
    assert told() == ""
    speaking.publish(at=timezone.now() - timedelta(hours=1))
    body = told()
    assert "Open question: Who pays?" in body
    assert "* Hours for hours\n  Case study, It speaks to it\n  They paid in hours." in body


def test_a_question_that_is_closed_or_opened_again_is_told_with_the_reason(question, olu):
    follower(QuestionSubscription(question=question))
    by = Person.objects.of_member(olu)
    QuestionChange.objects.close(question, by=by, reason="The council does.")
    backdate(question.changes)
    assert "* Closed: Who pays?\n  The council does." in told()
    assert mail.outbox[0].subject == "New: “Closed: Who pays?”"
    question.refresh_from_db()
    QuestionChange.objects.reopen(question, by=by, reason="It stopped paying.")
    backdate(question.changes)
    assert "* Opened again: Who pays?\n  It stopped paying." in told()


def test_a_question_that_left_the_register_tells_nothing(question, olu):
    follower(QuestionSubscription(question=question))
    by = Person.objects.of_member(olu)
    QuestionChange.objects.close(question, by=by, reason="The council does.")
    backdate(question.changes)
    question.asked_at.add(make_event(published=False))
    assert told() == ""


def test_members_and_visitors_follow_a_series_and_a_question_from_their_pages(
    client, amina_client, amina, series, question
):
    for thing, value in ((series, "series=roadshow"), (question, "question=who-pays")):
        page = thing.get_absolute_url()
        assert f'href="/follow/?{value}"' in client.get(page).text
        assert client.get(page).headers["Cache-Control"].startswith("public")
        pressed = submit(amina_client, amina_client.get(page), "/follow/")
        assert f"You follow “{thing}” by e-mail." in pressed.text
    assert SeriesSubscription.objects.get().subscriber.member == amina
    assert QuestionSubscription.objects.get().subscriber.member == amina
