"""The same pressed several times at one moment is there once, and nobody sees an error."""

from functools import partial

import pytest

from events.models import Commitment, EventSeries, OpenAnswer, OpenQuestion
from network.forms.parts import MOST_ROWS
from network.models import CollectionItem, Organisation, TopicSubscription
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import make_case_study, make_collection, make_event, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


def pressed(member, address, sent, *, times=5):
    """The status of each answer to a form that is sent so often at one moment."""
    presses = [partial(signed_in(member).post, address, sent) for _ in range(times)]
    return [answer.status_code for answer in at_once(*presses)]


def test_an_answer_to_an_open_question(amina):
    question = OpenQuestion.objects.create(
        text="Who pays?", slug="who-pays", note="Asked in Leeds."
    )
    study = make_case_study(amina)
    address = f"/ideas/questions/{question.slug}/answers/new/?page={study.get_absolute_url()}"

    statuses = pressed(amina, address, {"why": "It says what it cost."})

    assert set(statuses) <= {302, 422}, statuses
    assert len(statuses) == 5
    assert OpenAnswer.objects.count() == 1


def test_a_series_of_events(olu):
    statuses = pressed(olu, "/events/series/new/", {"title": "Roadshow", "partner_names": "nef"})

    assert len(statuses) == 5
    assert set(statuses) <= {302, 409}
    assert EventSeries.objects.count() == statuses.count(302)
    assert Organisation.objects.count() == 1


def test_a_piece_of_a_collection_and_a_topic_to_follow(olu):
    study = make_case_study(topics=[make_topic("time banking")])
    collection = make_collection(olu)
    sent = {"collection": collection.pk, "reason": "Read it first."}

    collected = pressed(olu, f"{study.get_absolute_url()}collections/", sent)
    followed = pressed(olu, "/follow/", {"what": "topic:time-banking"})

    assert len(collected) == len(followed) == 5
    assert set(collected) <= {302, 422}
    assert set(followed) == {302}
    assert CollectionItem.objects.filter(contribution=study).count() == 1
    assert TopicSubscription.objects.count() == 1


def test_the_last_promise_that_an_event_has_room_for(olu):
    event = make_event(olu)
    row = {"text": "Bring a chair", "role": "Everyone there"}
    rows = [Commitment(event=event, **row) for _ in range(MOST_ROWS - 1)]
    Commitment.objects.bulk_create(rows)
    address = f"{event.get_absolute_url()}commitments/"

    statuses = pressed(olu, address, row | {"text": "Bring a table"})

    assert statuses == [302] * 5
    assert event.commitments.count() == MOST_ROWS
    assert signed_in(olu).post(address, row | {"text": "Bring tea"}).status_code == 422
