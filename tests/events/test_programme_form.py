"""The programme: its parts stand within the event, and their people move with them."""

import datetime

import pytest

from events.models import Appearance, Session
from network.models import ImpreciseDate
from tests.factories import make_event
from tests.writing import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(olu):
    return make_event(
        olu,
        dated=ImpreciseDate("2027-03-28"),
        starts=datetime.time(0, 30),
        ends=datetime.time(16),
    )


def send(client, event, **fields):
    data = rows("sessions", {"title": "Tea"} | fields) | rows("slots")
    return client.post(f"/events/{event.slug}/edit/programme/", data)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts": "00:10"}, "The event begins at 00:30."),
        ({"starts": "15:30", "ends": "16:30"}, "The event ends at 16:00."),
        ({"starts": "01:30"}, "the clocks go forward and there is no 01:30"),
        ({"starts": "12:00", "ends": "11:00"}, "This part ends before it starts."),
    ],
)
def test_part_outside_its_event_is_refused_with_words(olu_client, event, fields, words):
    response = send(olu_client, event, **fields)

    assert words in response.text
    assert 'value="Tea"' in response.text
    assert not Session.objects.exists()


def test_part_within_its_event_is_kept_also_several_at_once_in_rooms(olu_client, event):
    data = rows(
        "sessions",
        {"title": "Kitchens", "starts": "11:00", "ends": "12:00", "room": "Hall"},
        {"title": "Gardens", "starts": "11:00", "ends": "12:00", "room": "Yard"},
    )

    response = olu_client.post(f"/events/{event.slug}/edit/programme/", data | rows("slots"))

    assert response.status_code == 302
    assert [str(part.room) for part in event.sessions.all()] == ["Hall", "Yard"]


def test_event_of_several_days_takes_parts_at_any_hour(olu_client, event):
    event.ended = ImpreciseDate("2027-03-29")
    event.save()

    assert send(olu_client, event, starts="00:10").status_code == 302


def test_doubled_hour_of_the_clock_change_is_kept(olu_client, olu):
    event = make_event(olu, title="Night", dated=ImpreciseDate("2027-10-31"))

    assert send(olu_client, event, starts="01:30").status_code == 302


def test_moving_a_part_moves_its_people(olu_client, event):
    part = Session.objects.create(event=event, title="Tea", starts=datetime.time(11))
    Appearance.objects.create(event=event, session=part, name_as_printed="Ann")

    send(olu_client, event, row=part.pk, starts="14:00")

    kept = Appearance.objects.get()
    assert (kept.session_id, kept.session.starts) == (part.pk, datetime.time(14))
