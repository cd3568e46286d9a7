"""Words that were looked for and not found: kept without who asked, shown to moderators."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import MissedSearch, missed_searches
from network.tasks import forget_missed_searches
from network.views import search
from tests.factories import make_case_study

pytestmark = pytest.mark.django_db


def kept():
    return dict(MissedSearch.objects.values_list("words", "count"))


ANOTHER = {"REMOTE_ADDR": "192.0.2.7"}


def test_words_are_kept_once_a_second_reader_asks(client):
    for _ in range(3):  # the page is loaded again
        client.get("/search/?q=Allotment+bees")
    assert kept() == {}
    client.get("/search/?q=allotment++BEES", **ANOTHER)
    client.get("/search/?q=allotment+bees")
    assert kept() == {"allotment bees": 3}


@pytest.mark.parametrize(
    "asked",
    [
        "ann@copro.example",
        "ann at home.example",
        "ann\uff20copro",
        "020 7946 0000",
        "07 94 60",
        "born 12 03 1975",
        "aged 1975 1980",
        "qq 12 34 56 c",
        "\u0661\u0662\u0663\u0664",
        "LS1 4AP",
        "one two three four five six",
        "x" * 61,
        "bees region:wales",
        "-bees",
        "bees kind:report",
    ],
)
def test_what_may_be_personal_or_is_a_part_of_the_site_is_not_kept(client, asked):
    for reader in ({}, ANOTHER, {}):
        client.get("/search/", {"q": asked}, **reader)
    assert kept() == {}


def test_a_year_is_kept(client):
    for reader in ({}, ANOTHER):
        client.get("/search/?q=leeds+2009", **reader)
    assert kept() == {"leeds 2009": 2}


def test_one_address_may_fill_in_only_so_many_in_an_hour(client, monkeypatch):
    monkeypatch.setattr(search, "MISSED_AN_HOUR", 2)
    for words in ("bees", "ants", "wasps"):
        assert "Nothing found" in client.get("/search/", {"q": words}).text
    client.get("/search/?q=wasps", **ANOTHER)
    client.get("/search/?q=bees", **ANOTHER)
    assert kept() == {"bees": 2}


def test_what_is_found_is_not_kept(client, amina):
    make_case_study(amina, title="Bees")
    for reader in ({}, ANOTHER):
        client.get("/search/?q=bees", **reader)
    assert kept() == {}


def test_only_so_many_are_kept(client, monkeypatch):
    monkeypatch.setattr(missed_searches, "MOST_KEPT", 1)
    for reader in ({}, ANOTHER):
        for words in ("bees", "wasps"):
            client.get("/search/", {"q": words}, **reader)
    assert kept() == {"bees": 2}


def test_they_are_forgotten_after_half_a_year():
    today = timezone.localdate()
    MissedSearch.objects.create(words="old", count=9, last_on=today - timedelta(days=181))
    MissedSearch.objects.create(words="new", count=2, last_on=today - timedelta(days=179))
    for _ in range(2):
        forget_missed_searches.call()
    assert kept() == {"new": 2}


def test_moderators_see_the_most_missed_first(mo_client):
    assert "Nothing was missed yet" in mo_client.get("/moderation/searches/").text
    for words, count in (("bees", 2), ("<b>wasps</b>", 9)):
        MissedSearch.objects.create(words=words, count=count, last_on=timezone.localdate())
    page = mo_client.get("/moderation/searches/").text
    assert page.index("wasps") < page.index("bees")
    assert "<b>wasps" not in page
    assert "9 times" in page


def test_nobody_else_sees_them(client, amina_client, bryn_client, olu_client):
    assert client.get("/moderation/searches/").status_code == 302
    for reader in (amina_client, bryn_client, olu_client):
        assert reader.get("/moderation/searches/").status_code == 403


@pytest.mark.parametrize("items", [1, 30])
def test_the_page_costs_the_same_for_1_and_30(mo_client, queries, items):
    for number in range(items):
        MissedSearch.objects.create(words=f"bees {number}", count=2, last_on=timezone.localdate())
    assert queries(mo_client, "/moderation/searches/") == 3
