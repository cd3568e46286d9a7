"""Views are counted without cookies, without machines, and not by the request for the page."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from network import tasks
from network.models import Contribution, Reading
from network.readers import reader_of, salt_of
from tests.factories import make_case_study, make_report

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@pytest.fixture
def study(olu):
    return make_case_study(olu)


@pytest.fixture(autouse=True)
def fresh_salt():
    salt_of.cache_clear()


def read(client, contribution, agent=FIREFOX, address="198.51.100.7", **headers):
    headers = {"user-agent": agent, "sec-fetch-site": "same-origin"} | headers
    return client.post(
        f"{contribution.get_absolute_url()}readings/", headers=headers, REMOTE_ADDR=address
    )


def count(contribution):
    tasks.count_readings.func()
    contribution.refresh_from_db(fields=["view_count"])
    return contribution.view_count


def test_opening_a_page_counts_nothing_and_names_the_beacon(client, study):
    page = client.get(study.get_absolute_url()).content.decode()
    assert f'data-readings="{study.get_absolute_url()}readings/"' in page
    assert not Reading.objects.exists()


def test_a_reading_is_noted_without_a_cookie_and_counted_later(client, study):
    response = read(client, study)
    assert response.status_code == 204
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    study.refresh_from_db()
    assert study.view_count == 0
    assert count(study) == 1


def test_one_reader_counts_once_a_day(client, study):
    for _ in range(3):
        read(client, study)
    assert count(study) == 1
    read(client, study)
    assert count(study) == 1


def test_readers_differ_by_address_browser_and_day(client, study):
    read(client, study)
    read(client, study, agent=SAFARI)
    read(client, study, address="2001:db8::7")
    assert count(study) == 3
    Reading.objects.update(day=timezone.localdate() - timedelta(days=1))
    read(client, study)
    assert count(study) == 4


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/140.0",
    ],
)
def test_machines_are_not_counted(client, study, agent):
    assert read(client, study, agent=agent).status_code == 204
    assert count(study) == 0


def test_a_telephone_called_cubot_is_counted(client, study):
    read(client, study, agent="Mozilla/5.0 (Linux; Android 14; CUBOT X30) Mobile Safari/537.36")
    assert count(study) == 1


@pytest.mark.parametrize("header", ["sec-purpose", "purpose"])
def test_pages_loaded_ahead_are_not_counted(client, study, header):
    read(client, study, **{header: "prefetch;prerender"})
    assert count(study) == 0


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_other_sites_cannot_count(client, study, headers):
    assert read(client, study, **headers).status_code == 403
    assert count(study) == 0


def test_what_is_not_public_is_not_found(client, amina):
    draft = make_case_study(amina, published=False)
    assert read(client, draft).status_code == 404
    assert client.post("/case-studies/nowhere/readings/").status_code == 404
    assert client.get(f"{draft.get_absolute_url()}readings/").status_code == 405


def test_a_flood_from_one_address_stops_counting(client, study):
    for number in range(130):
        read(client, study, agent=f"{FIREFOX} {number}")
    assert count(study) == 120


def test_counted_readings_are_forgotten_after_two_days(client, study):
    read(client, study)
    read(client, study, agent=SAFARI)
    today = timezone.localdate()
    Reading.objects.filter(pk=Reading.objects.first().pk).update(day=today - timedelta(days=2))
    assert count(study) == 2
    assert Reading.objects.count() == 1
    assert count(study) == 2


def test_counting_asks_the_database_twice_whatever_was_read(client, olu, django_assert_num_queries):
    for _ in range(30):
        read(client, make_case_study(olu))
    with django_assert_num_queries(2):  # count up, forget
        tasks.count_readings.func()
    assert set(Contribution.objects.values_list("view_count", flat=True)) == {1}


def test_the_reader_of_one_day_cannot_be_told_from_that_of_another(rf):
    today = timezone.localdate()
    request = rf.get("/", headers={"user-agent": FIREFOX})
    first = reader_of(request, today)
    assert len(first) == 16
    assert reader_of(request, today) == first
    assert reader_of(request, today - timedelta(days=1)) != first


def test_the_salt_of_a_day_is_forgotten(client, study, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
        }
    }
    yesterday = timezone.localdate() - timedelta(days=1)
    salt_of(yesterday)
    salt_of(timezone.localdate())
    names = [f"salt-of-readers:{day.isoformat()}" for day in (yesterday, timezone.localdate())]
    assert all(cache.get(name) for name in names)
    tasks.count_readings.func()
    assert [bool(cache.get(name)) for name in names] == [False, True]


def test_a_reading_is_one_insert(client, study, django_assert_num_queries):
    read(client, study)
    with django_assert_num_queries(2):  # which contribution, and the insert
        read(client, study, agent=SAFARI)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Read once."), (2, "Read twice."), (84, "Read 84 times.")]
)
@pytest.mark.parametrize("make", [make_case_study, make_report])
def test_a_page_says_how_often_it_was_read(client, olu, make, count, words):
    study = make(olu)
    assert "Read " not in client.get(study.get_absolute_url()).content.decode()
    study.view_count = count
    study.save()
    assert words in client.get(study.get_absolute_url()).content.decode()
