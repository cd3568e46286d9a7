"""Two organisers set at once how an event is booked: neither overwrites the other unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_event
from tests.writing import as_sent, rows

from .booking import bookable

pytestmark = pytest.mark.django_db
FORM = "booking-terms"


def at(event):
    return f"/events/{event.slug}/bookings/terms/"


def opened(client, event):
    """What a browser that has the page open would send."""
    return as_sent(client.get(at(event)), FORM)


def test_the_second_to_save_sees_both_and_overwrites_nothing(olu, olu_client, admin_client):
    event = bookable(olu, places=10)
    event.booking_questions.create(text="How do you come?")
    second = opened(olu_client, event) | {"joining": "My words.", "questions-0-text": "By train?"}
    first = opened(admin_client, event)
    admin_client.post(
        at(event), first | {"places": "30", "joining": "Her words.", "questions-0-text": "By bus?"}
    )

    page = olu_client.post(at(event), second)

    assert page.status_code == 409
    assert "This was saved since you opened it" in page.text
    assert "Ada Byron saved this at" in page.text
    for words in ("<p>30</p>", "<p>Her words.</p>", "<p>By bus?</p>", "My words.", "By train?"):
        assert words in page.text
    event.booking_terms.refresh_from_db()
    assert (event.booking_terms.places, event.booking_terms.joining) == (30, "Her words.")
    assert [str(question) for question in event.booking_questions.all()] == ["By bus?"]
    assert olu_client.post(at(event), as_sent(page, FORM)).status_code == 302
    event.booking_terms.refresh_from_db()
    assert event.booking_terms.joining == "My words."
    assert event.booking_terms.updated_by == olu


def test_two_who_take_the_first_bookings_are_told_too(olu, olu_client, admin_client):
    event = make_event(olu)
    second = opened(olu_client, event) | {"places": "5"}
    assert admin_client.post(at(event), opened(admin_client, event) | {"places": "9"}).url

    page = olu_client.post(at(event), second)

    assert page.status_code == 409
    assert "<p>9</p>" in page.text
    assert 'value="5"' in page.text
    event.booking_terms.refresh_from_db()
    assert event.booking_terms.places == 9


def test_saving_twice_with_nobody_between_is_no_conflict(olu, olu_client):
    event = bookable(olu)
    for places in ("5", "6"):
        sent = opened(olu_client, event) | {"places": places}
        assert olu_client.post(at(event), sent).status_code == 302
    event.booking_terms.refresh_from_db()
    assert event.booking_terms.places == 6


def test_made_up_version_is_a_conflict_and_no_error(olu, olu_client):
    event = bookable(olu)
    sent = {"version": "yesterday", "where": "in-person"} | rows("questions")
    assert olu_client.post(at(event), sent).status_code == 409


def test_booking_does_not_open_after_the_event(olu, olu_client):
    event = bookable(olu, in_days=10)
    sent = opened(olu_client, event)
    for days, status in ((11, 422), (10, 302)):
        opens_on = timezone.localdate() + timedelta(days=days)
        answer = olu_client.post(at(event), sent | {"opens_on": opens_on.isoformat()})
        assert answer.status_code == status
