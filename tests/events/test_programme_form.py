"""The programme: its parts stand within the event, and their people move with them."""

import datetime

import pytest

from events.models import Appearance, Session
from network.models import ImpreciseDate
from tests.factories import make_event
from tests.writing import as_sent, rows

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
        ({"starts": "15:30", "ends": "00:30"}, "One that goes on after midnight is two parts"),
        ({"starts": "half past ten"}, "Write the time like this: 14:30."),
        ({"title": "x" * 100_000}, "at most 200 characters"),
        ({"format": "opera"}, "Choose one of those that are offered"),
    ],
)
def test_part_outside_its_event_is_refused_with_words(olu_client, event, fields, words):
    response = send(olu_client, event, **fields)

    assert words in response.text
    assert f'value="{fields.get("title", "Tea")}"' in response.text
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


def test_parts_put_in_another_order_take_their_people_along(olu_client, event):
    tea, talk = (Session.objects.create(event=event, title=title) for title in ("Tea", "Talk"))
    Appearance.objects.create(event=event, session=talk, name_as_printed="Ann")
    address = f"/events/{event.slug}/edit/programme/"
    sent = as_sent(olu_client.get(address)) | {"sessions-0-ORDER": "2", "sessions-1-ORDER": "1"}

    olu_client.post(address, sent)

    assert list(event.sessions.all()) == [talk, tea]
    assert Appearance.objects.get().session == talk


def test_two_organisers_see_both_programmes_before_one_is_overwritten(
    olu_client, admin_client, event
):
    Session.objects.create(event=event, title="Tea", room="Hall")
    address = f"/events/{event.slug}/edit/programme/"
    second = as_sent(olu_client.get(address)) | {"sessions-0-title": "Coffee"}
    first = as_sent(admin_client.get(address)) | {"sessions-0-title": "Cake"}
    admin_client.post(address, first)

    page = olu_client.post(address, second)

    assert page.status_code == 409
    assert "Sessions, as it is saved" in page.text
    assert "<p>Cake</p>" in page.text
    assert 'value="Coffee"' in page.text
    assert event.sessions.get().title == "Cake"
    assert olu_client.post(address, as_sent(page)).status_code == 302
    assert event.sessions.get().title == "Coffee"


def test_row_of_another_event_is_left_there(olu, olu_client, event):
    elsewhere = Session.objects.create(event=make_event(olu, title="Elsewhere"), title="Theirs")

    assert send(olu_client, event, row=elsewhere.pk).status_code == 302

    elsewhere.refresh_from_db()
    assert (elsewhere.title, elsewhere.event.title) == ("Theirs", "Elsewhere")
    assert event.sessions.get().title == "Tea"


def test_part_says_on_which_day_of_several_it_is(olu_client, event):
    event.ended = ImpreciseDate("2027-03-29")
    event.save()
    address = f"/events/{event.slug}/edit/programme/"
    assert "Monday 29 March 2027" in olu_client.get(address).text

    refused = send(olu_client, event, day="2", starts="16:30")
    kept = send(olu_client, event, day="2", starts="00:10")

    assert "The event ends at 16:00." in refused.text
    assert kept.status_code == 302
    assert event.sessions.get().day == 2
    event.ended = None
    event.save()
    assert send(olu_client, event, row=event.sessions.get().pk, starts="11:00").status_code == 302
    assert event.sessions.get().day is None  # there is one day to be on
