import datetime

import pytest
from django.utils import timezone

from events.models import Event
from network.models import ImpreciseDate
from tests.factories import make_event, make_topic

pytestmark = pytest.mark.django_db


def days_away(days):
    return ImpreciseDate((timezone.localdate() + datetime.timedelta(days)).isoformat())


def listed(client, query=""):
    response = client.get(f"/events/{query}")
    assert response.status_code == 200
    return response.content.decode()


def in_order(shown, *words):
    places = [shown.index(word) for word in words]
    return places == sorted(places)


def test_upcoming_events_stand_soonest_first_above_past_ones_newest_first(client):
    for title, days in (("Later!", 9), ("Sooner!", 2), ("Older!", -90), ("Newer!", -3)):
        make_event(title=title, dated=days_away(days))
    make_event(title="Undated!", dated=None)

    shown = listed(client)

    assert in_order(
        shown, "Coming up", "Sooner!", "Later!", "Undated!", "Past events", "Newer!", "Older!"
    )


def test_empty_list_says_what_will_be_here(client):
    shown = listed(client)

    assert "Nothing is planned at the moment." in shown
    assert "What was said, asked and learned" in shown


def test_drafts_are_not_listed(client, olu, olu_client):
    make_event(olu, title="Secret plan", published=False)

    assert "Secret plan" not in listed(client)
    assert "Secret plan" not in listed(olu_client)


def test_organisers_are_invited_to_announce(client, amina_client, olu_client, admin_client):
    assert "Announce an event" in listed(olu_client)
    assert "Announce an event" in listed(admin_client)
    assert "Announce an event" not in listed(amina_client)
    assert "Announce an event" not in listed(client)


@pytest.mark.parametrize(
    "query", ["?format=talk", "?region=wales", "?sector=health", "?topic=care", "?year=2010"]
)
def test_list_is_narrowed_by_each_filter(client, query):
    made = {
        "format": "talk",
        "region": "wales",
        "sector": "health",
        "topics": [make_topic("care", slug="care")],
    }
    make_event(title="Wanted", dated=ImpreciseDate("2010-07"), **made)
    make_event(title="Unwanted", dated=ImpreciseDate("2011"))
    make_event(title="Unwanted")

    shown = listed(client, query)

    assert "Wanted" in shown
    assert "Unwanted" not in shown
    assert "Showing only:" in shown


def test_choices_that_match_nothing_offer_to_show_all(client):
    make_event()

    shown = listed(client, "?format=launch")

    assert "Nothing that matches your choices is planned." in shown
    assert "No past event matches all of these." in shown
    assert 'href="/events/">Show all' in shown


def test_past_events_come_a_page_at_a_time(client):
    for number in range(25):
        make_event(title=f"Event {number:02}!", dated=ImpreciseDate(f"20{number + 1:02}-05-01"))
    make_event(title="To come")

    first = client.get("/events/")
    cursor = first.context["listing"].page.next
    second = listed(client, f"?page={cursor}")

    assert in_order(first.content.decode(), "Event 24!", "Event 05!")
    assert "Event 04!" not in first.content.decode()
    assert in_order(second, "Event 04!", "Event 00!")
    assert "To come" not in second
    assert "Coming up" not in second


@pytest.mark.parametrize("cursor", ["x", "-", "WzFd", "a" * 400])
def test_odd_cursor_is_not_found(client, cursor):
    assert client.get(f"/events/?page={cursor}").status_code == 404


@pytest.mark.parametrize(
    "query", ["?format=x", "?year=99999", "?year=-1", "?topic=%E2%80%AE", "?region=" + "x" * 5000]
)
def test_odd_choices_are_named_and_left_out(client, query):
    make_event(title="Still here")

    assert "Still here" in listed(client, query)


def test_nul_in_a_choice_is_a_bad_request(client):
    assert client.get("/events/?topic=%00").status_code == 400


def test_list_can_only_be_read(client):
    assert client.post("/events/").status_code == 405


def test_list_points_at_its_feed_and_calendar(client):
    shown = listed(client)

    assert 'href="/events/calendar.ics"' in shown
    assert 'href="/events/feed.xml"' in shown


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_1_and_30_events(
    client, amina_client, count, django_assert_num_queries
):
    for number in range(count):
        make_event(title=f"Past {number}", dated=ImpreciseDate("2010-07-20"))
        make_event(title=f"To come {number}")
        make_event(title=f"Undated {number}", dated=None)

    with django_assert_num_queries(5):
        client.get("/events/")
    with django_assert_num_queries(7):
        amina_client.get("/events/")


def test_card_columns_leave_the_long_texts_in_the_database():
    make_event()

    deferred = Event.objects.for_cards().get().get_deferred_fields()

    assert {"body", "announcement", "heard"} <= deferred
