import datetime
from datetime import UTC
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from events.icalendar import calendar, escaped, folded, zone_lines
from events.models import Event, EventSeries
from events.views import calendars
from network.models import ImpreciseDate
from tests.factories import make_event, make_topic

pytestmark = pytest.mark.django_db


def event_on(edtf, **fields):
    return make_event(dated=ImpreciseDate(edtf), **fields)


def read(content):
    return icalendar.Calendar.from_ical(content)


def only_event(content):
    (event,) = read(content).walk("VEVENT")
    return event


def test_event_with_times_reads_back_as_moments_in_its_zone(client):
    event = event_on(
        "2026-07-20",
        title="Launch; with commas, and “Siân”",
        summary="Bring\nlunch.",
        starts=datetime.time(10),
        ends=datetime.time(16, 30),
        venue="NESTA",
        address="1 Plough Place, London",
        online_address="https://example.org/join",
        topics=[make_topic("time banking"), make_topic("care, at home")],
    )

    response = client.get(f"/events/{event.slug}/event.ics")
    found = only_event(response.content)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert found["SUMMARY"] == "Launch; with commas, and “Siân”"
    assert found.start == datetime.datetime(2026, 7, 20, 10, tzinfo=ZoneInfo("Europe/London"))
    assert found.end == datetime.datetime(2026, 7, 20, 16, 30, tzinfo=ZoneInfo("Europe/London"))
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert found["LOCATION"] == "NESTA, 1 Plough Place, London"
    assert found["URL"] == f"http://127.0.0.1:8000/events/{event.slug}/"
    assert found["UID"] == f"event-{event.pk}@127.0.0.1"
    assert found["DESCRIPTION"].startswith("Bring\nlunch.\n\nOnline: https://example.org/join")
    assert found["CONFERENCE"] == "https://example.org/join"
    assert sorted(found.categories) == ["care, at home", "time banking"]
    assert read(response.content).errors == found.errors == []


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"dated": "2026-07-20"}, "2026-07-20", "2026-07-21"),
        ({"dated": "2026-07-20", "ended": "2026-07-22"}, "2026-07-20", "2026-07-23"),
        ({"dated": "2026-07-20", "ended": "2026-08"}, "2026-07-20", "2026-07-21"),
    ],
)
def test_event_without_times_takes_whole_days(client, fields, start, end):
    event = make_event(**{name: ImpreciseDate(edtf) for name, edtf in fields.items()})

    found = only_event(client.get(f"/events/{event.slug}/event.ics").content)

    assert found.start == datetime.date.fromisoformat(start)
    assert found.end == datetime.date.fromisoformat(end)


def test_several_days_from_an_hour_on_end_with_the_last_of_them(client):
    event = event_on("2026-07-20", ended=ImpreciseDate("2026-07-21"), starts=datetime.time(18))

    found = only_event(client.get(f"/events/{event.slug}/event.ics").content)

    assert found.end.isoformat() == "2026-07-22T00:00:00+01:00"


def test_event_of_an_hour_not_known_to_end_has_no_end(client):
    event = event_on("2026-07-20", starts=datetime.time(18))

    assert "DTEND" not in only_event(client.get(f"/events/{event.slug}/event.ics").content)


@pytest.mark.parametrize("edtf", ["2011-21", "2011", "2011-07", None])
def test_event_without_an_exact_day_has_no_calendar_of_its_own(client, edtf):
    event = make_event(dated=ImpreciseDate(edtf) if edtf else None)

    assert client.get(f"/events/{event.slug}/event.ics").status_code == 404
    assert b"event.ics" not in client.get(f"/events/{event.slug}/").content


def test_draft_has_a_calendar_for_its_author_alone(client, olu, olu_client, amina_client):
    event = make_event(olu, published=False)

    assert olu_client.get(f"/events/{event.slug}/event.ics").status_code == 200
    assert amina_client.get(f"/events/{event.slug}/event.ics").status_code == 404
    assert client.get(f"/events/{event.slug}/event.ics").status_code == 404


def test_calendar_has_what_is_to_come_and_last_years(client):
    today = timezone.localdate()
    days = {
        "Next year": today + datetime.timedelta(days=400),
        "Last month": today - datetime.timedelta(days=30),
        "Long ago": today - datetime.timedelta(days=500),
    }
    for title, day in days.items():
        event_on(day.isoformat(), title=title)
    make_event(title="Draft", published=False)

    found = read(client.get("/events/calendar.ics").content)

    assert [event["SUMMARY"] for event in found.walk("VEVENT")] == ["Last month", "Next year"]


def test_calendar_of_very_many_has_those_nearest_to_today(client, monkeypatch):
    monkeypatch.setattr(calendars, "MOST_EVENTS", 2)
    today = timezone.localdate()
    for days in (-30, -20, -10, 0, 10, 20, 30):
        event_on((today + datetime.timedelta(days=days)).isoformat(), title=f"{days} days")

    found = read(client.get("/events/calendar.ics").content)

    titles = [event["SUMMARY"] for event in found.walk("VEVENT")]
    assert titles == ["-20 days", "-10 days", "0 days", "10 days"]
    assert "the nearest to today" in found["X-WR-CALDESC"]


def test_calendar_says_how_many_have_no_exact_day(client):
    event_on(f"{timezone.localdate().year + 1}-21", title="Some day in spring")

    found = read(client.get("/events/calendar.ics").content)

    assert found.walk("VEVENT") == []
    assert "1 of which no exact day is known is left out" in found["X-WR-CALDESC"]


def test_zones_are_spelled_out_for_the_years_in_question(client):
    event = event_on("2026-07-20", starts=datetime.time(10), time_zone="America/New_York")

    (zone,) = read(client.get(f"/events/{event.slug}/event.ics").content).walk("VTIMEZONE")

    assert zone["TZID"] == "America/New_York"
    spelled_out = zone.to_tz(lookup_tzid=False)
    for month in (1, 7):
        moment = datetime.datetime(2026, month, 20, 10, tzinfo=ZoneInfo("America/New_York"))
        assert moment.replace(tzinfo=spelled_out).utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "name",
    ["Europe/London", "Europe/Dublin", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca",
     "Pacific/Apia", "UTC"],
)  # fmt: skip
@pytest.mark.parametrize("year", [1971, 2010, 2011, 2026])
def test_spelled_out_zone_agrees_with_the_time_zone_database(name, year):
    """Each hour's offset, read from the observances as section 3.6.5 has it, is zoneinfo's."""
    text = b"".join(folded(line) for line in zone_lines(name, year, year))
    onsets = sorted(
        (part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
        for part in icalendar.Timezone.from_ical(text).subcomponents
    )
    moment = datetime.datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        local = moment.astimezone(ZoneInfo(name))
        offset = [to for onset, to in onsets if onset <= moment][-1]
        assert offset == local.utcoffset(), local
        moment += datetime.timedelta(hours=6)


def test_zone_of_whole_days_is_not_spelled_out(client):
    event = event_on("2026-07-20")

    assert b"VTIMEZONE" not in client.get(f"/events/{event.slug}/event.ics").content


def test_lines_are_at_most_75_octets_and_never_cut_a_character(client):
    event = event_on("2026-07-20", title="Cyfarfod “Siân” 日本語 🙂 " * 6)

    content = client.get(f"/events/{event.slug}/event.ics").content

    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()
    assert only_event(content)["SUMMARY"] == event.title


def test_a_line_of_exactly_75_octets_is_not_folded():
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"


def test_controls_and_odd_line_breaks_cannot_begin_a_line_of_their_own():
    assert escaped("one\r\nBEGIN:VEVENT\x0btwo\u2028three\x07\\;,") == (
        r"one\nBEGIN:VEVENT\ntwo\nthree\\\;" + r"\,"
    )


def test_online_address_cannot_begin_a_line_of_its_own():
    event = event_on("2026-07-20", online_address="https://example.org/\r\nX-ODD:1")

    assert b"\r\nX-ODD" not in calendar([event], name="Odd")


def test_each_change_raises_the_sequence_and_keeps_the_uid():
    event = event_on("2026-07-20")
    before = only_event(calendar([event], name="x"))
    Event.objects.filter(pk=event.pk).update(
        title="Moved", updated_at=event.updated_at + datetime.timedelta(hours=2)
    )

    after = only_event(calendar([Event.objects.get()], name="x"))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt


def test_calendar_is_public_and_answers_a_conditional_request(client):
    event_on("2027-07-20")
    first = client.get("/events/calendar.ics")

    again = client.get("/events/calendar.ics", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"].startswith("public")
    assert not first.cookies
    assert again.status_code == 304


def test_calendar_costs_the_same_for_1_and_30_events(client, django_assert_num_queries):
    event_on("2027-07-20", topics=[make_topic("care")])
    with django_assert_num_queries(2):
        client.get("/events/calendar.ics")
    for number in range(29):
        event_on("2027-07-20", topics=[make_topic(f"topic {number}")])
    with django_assert_num_queries(2):
        client.get("/events/calendar.ics")


@pytest.mark.parametrize(
    "address", ["/events/calendar.ics", "/events/a-workshop-in-cardiff/event.ics"]
)
def test_calendars_can_only_be_read(client, address):
    make_event()

    assert client.post(address).status_code == 405


def test_last_day_of_time_itself_is_no_error():
    event = event_on("9999-12-31")

    assert calendar([event], name="x").count(b"BEGIN:VEVENT") == 1


@pytest.fixture
def three(db):
    """One event in each: a series, a region, a topic."""
    series = EventSeries.objects.titled("Roadshow", summary="Five stops.")
    event_on("2010-07-20", title="Stop", series=series, stop=1)
    event_on("2027-07-20", title="In Wales", region="wales")
    event_on("2027-07-21", title="On care", topics=[make_topic("care")])


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/events/series/roadshow/calendar.ics", "Stop"),
        ("/events/regions/wales/calendar.ics", "In Wales"),
        ("/events/topics/care/calendar.ics", "On care"),
    ],
)
def test_series_region_and_topic_have_calendars_of_their_own(client, three, address, title):
    response = client.get(address)

    found = read(response.content)
    assert [event["SUMMARY"] for event in found.walk("VEVENT")] == [title]
    assert found.errors == []
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize(
    "address",
    [
        "/events/series/nowhere/calendar.ics",
        "/events/series/nowhere/feed.xml",
        "/events/regions/atlantis/calendar.ics",
        "/events/topics/nothing/calendar.ics",
    ],
)
def test_calendar_of_nothing_known_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/events/calendar.ics"),
        ("?series=roadshow", "/events/series/roadshow/calendar.ics"),
        ("?region=wales", "/events/regions/wales/calendar.ics"),
        ("?topic=care", "/events/topics/care/calendar.ics"),
        ("?region=atlantis&topic=nothing", "/events/calendar.ics"),
    ],
)
def test_page_about_calendars_gives_the_address_and_says_how(client, three, query, path):
    shown = client.get(f"/events/calendars/{query}").text

    assert f"<code>http://127.0.0.1:8000{path}</code>" in shown
    assert f'href="webcal://127.0.0.1:8000{path}"' in shown
    assert f'href="{path}"' in shown
    for program in ("Google Calendar", "Outlook", "Apple Calendar"):
        assert program in shown


def test_series_has_a_feed(client, three):
    assert "<title>Stop</title>" in client.get("/events/series/roadshow/feed.xml").text


def test_a_town_that_the_address_names_is_not_said_twice(client):
    event = make_event(address="Tudor Square, Sheffield", place="Sheffield", venue="The hall")
    shown = client.get(event.get_absolute_url()).text
    calendar = client.get(f"{event.get_absolute_url()}event.ics").text.replace("\r\n ", "")
    assert "LOCATION:The hall\\, Tudor Square\\, Sheffield\r\n" in calendar
    assert '"address": "Tudor Square, Sheffield"' in shown
