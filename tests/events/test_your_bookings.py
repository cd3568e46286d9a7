"""A member's own bookings, and the private calendar of them."""

import pytest

from events.models import BookingCalendar
from network.models import ImpreciseDate
from tests.events.booking import book, bookable

pytestmark = pytest.mark.django_db


def make_address(client):
    page = client.post("/you/bookings/calendar/", follow=True)
    return page.context["address"].removeprefix("http://127.0.0.1:8000")


def test_bookings_to_come_and_past_are_listed(amina_client, amina):
    assert "You have booked nothing that is to come." in amina_client.get("/you/bookings/").text
    book(bookable(), member=amina)
    past = bookable()
    past.title = "Long ago"
    past.save()
    book(past, member=amina)
    past.dated = ImpreciseDate("2020-05-05")
    past.save()
    shown = amina_client.get("/you/bookings/").text
    assert "Write it up in a day" in shown
    assert "Long ago" in shown


def test_bookings_need_signing_in(client):
    assert client.get("/you/bookings/").status_code == 302
    assert client.post("/you/bookings/calendar/").status_code == 302
    assert not BookingCalendar.objects.exists()


def test_the_calendar_holds_the_events_at_which_one_has_a_place(client, amina_client, amina, bryn):
    event = bookable(places=1)
    full = bookable(places=1)
    book(event, member=amina)
    book(full, member=bryn)
    book(full, member=amina)
    address = make_address(amina_client)
    calendar = client.get(address)
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar["Cache-Control"] == "private, no-store"
    assert f"UID:event-{event.pk}@" in calendar.text
    assert f"UID:event-{full.pk}@" not in calendar.text
    event.bookings.get().cancel()
    assert "BEGIN:VEVENT" not in client.get(address).text


def test_a_renewed_address_ends_the_old_one(client, amina_client, amina):
    old = make_address(amina_client)
    new = make_address(amina_client)
    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    assert BookingCalendar.objects.count() == 1


@pytest.mark.parametrize("count", [1, 10])
def test_the_number_of_queries_does_not_grow(amina_client, amina, queries, count):
    for _ in range(count):
        book(bookable(), member=amina)
    address = make_address(amina_client)
    assert queries(amina_client, "/you/bookings/") == 5
    assert queries(amina_client, address) == 3


def test_what_was_booked_without_an_account_is_found_by_whoever_joins_with_its_address(
    amina_client, amina, bryn_client
):
    event = bookable(places=1)
    book(event, "Amina", email=amina.email)
    for page in ("/you/", "/you/bookings/", event.get_absolute_url()):
        assert "You have a place" in amina_client.get(page).text, page
        assert "You have a place" not in bryn_client.get(page).text, page
    opened = amina_client.get(f"{event.get_absolute_url()}booking/")
    assert "Cancel my booking" in opened.text
    assert f"UID:event-{event.pk}@" in amina_client.get(make_address(amina_client)).text


def test_calendar_of_an_account_that_was_closed_opens_nothing(client, amina_client, amina):
    address = make_address(amina_client)
    amina.is_active = False
    amina.save()
    assert client.get(address).status_code == 404
