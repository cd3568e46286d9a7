"""The lists of each kind: filters, pages by cursor, one price."""

import base64
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from network.models import Contribution, ImpreciseDate
from tests.factories import make_article, make_case_study, make_report, make_topic

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'class="card-title"><a href="[^"]*"><bdi>(.*?)</bdi>')
LISTS = ["/case-studies/", "/articles/", "/reports/"]


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return TITLE.findall(response.text)


@pytest.mark.parametrize("address", LISTS)
def test_empty_list_says_what_will_be_here(client, address):
    page = client.get(address).text
    assert 'class="empty"' in page
    assert "will be here" in page
    assert '<form class="filters"' not in page


def test_list_shows_the_newest_first_and_one_kind_only(client, amina, olu):
    make_case_study(amina, title="A first garden")
    make_case_study(amina, title="A second garden")
    make_article(amina, title="An article")
    make_report(olu, title="A report")
    assert titles(client, "/case-studies/") == ["A second garden", "A first garden"]
    assert titles(client, "/articles/") == ["An article"]
    assert titles(client, "/reports/") == ["A report"]


def test_drafts_and_what_comes_later_are_in_no_list(client, amina, amina_client):
    make_case_study(amina, published=False)
    make_case_study(amina, published=timezone.now() + timedelta(days=1))
    for reader in (client, amina_client):
        assert titles(reader, "/case-studies/") == []


def test_each_filter_narrows_the_list(client, amina):
    bread = make_topic("bread")
    make_case_study(amina, title="One", sector="health", region="wales", topics=[bread])
    make_case_study(amina, title="Two", sector="housing", region="london", stage="starting")
    make_case_study(amina, title="Three", dated=ImpreciseDate("2011-21"))
    assert titles(client, "/case-studies/?sector=health") == ["One"]
    assert titles(client, "/case-studies/?region=wales") == ["One"]
    assert titles(client, "/case-studies/?topic=bread") == ["One"]
    assert titles(client, "/case-studies/?stage=starting") == ["Two"]
    assert titles(client, "/case-studies/?year=2011") == ["Three"]
    assert titles(client, "/case-studies/?sector=health&region=london") == []


def test_articles_are_filtered_by_their_sort(client, amina):
    make_article(amina, title="A press release", form="press-release")
    make_article(amina, title="A reflection")
    assert titles(client, "/articles/?form=press-release") == ["A press release"]


def test_a_choice_made_can_be_taken_away_again(client, amina):
    make_case_study(amina, sector="health", region="wales")
    listing = client.get("/case-studies/?sector=health&region=wales").context["listing"]
    active = listing.filters.active
    assert [choice["label"] for choice in active] == ["Health", "Wales"]
    assert [choice["href"] for choice in active] == ["?region=wales", "?sector=health"]
    page = client.get("/case-studies/?sector=health").text
    assert '<a class="filter-chip" href="." aria-label="Remove filter Health">' in page


def test_nothing_that_matches_offers_the_whole_list(client, amina):
    make_case_study(amina, region="london")
    page = client.get("/case-studies/?region=wales").text
    assert "Nothing matches all of these" in page
    assert 'href="/case-studies/">Show all</a>' in page


@pytest.mark.parametrize(
    "query",
    [
        "sector=zebra",
        "region=zebra",
        "topic=zebra",
        "topic=" + "x" * 5000,
        "stage=zebra",
        "year=zebra",
        "year=-1",
        "year=0",
        "year=99999999999999999999",
        "year=%D9%A2%D9%A0%D9%A1%D9%A1x",
        "sector=%E2%80%AE",
        "region=" + "🍞" * 300,
    ],
)
def test_a_wrong_choice_is_named_and_left_out(client, amina, query):
    make_case_study(amina, title="Still here")
    response = client.get(f"/case-studies/?{query}")
    assert TITLE.findall(response.text) == ["Still here"]
    assert "so it is left out" in response.text


def test_a_list_with_many_choices_of_one_filter_takes_one(client, amina):
    make_case_study(amina, region="wales")
    assert client.get("/case-studies/?region=london&region=wales").status_code == 200


def test_pages_follow_each_other_there_and_back(client, amina):
    for number in range(45):
        make_case_study(amina, title=f"Study {number:02}")
    seen, address = [], "/case-studies/"
    pages = []
    while address:
        response = client.get(address)
        pages.append(address)
        seen += TITLE.findall(response.text)
        href = response.context["listing"].earlier_href
        address = f"/case-studies/{href}" if href else ""
    assert seen == [f"Study {number:02}" for number in reversed(range(45))]
    assert len(pages) == 3
    back = client.get(pages[2]).context["listing"].later_href
    assert titles(client, f"/case-studies/{back}") == titles(client, pages[1])


def test_a_page_of_a_year_goes_by_the_day_it_happened(client, amina):
    for number in range(25):
        date = ImpreciseDate(f"2011-05-{25 - number:02}")
        make_case_study(amina, title=f"Day {25 - number:02}", dated=date)
    first = client.get("/case-studies/?year=2011")
    second = client.get("/case-studies/" + first.context["listing"].earlier_href)
    seen = TITLE.findall(first.text) + TITLE.findall(second.text)
    assert seen == [f"Day {day:02}" for day in range(25, 0, -1)]


def test_pages_keep_the_choices_and_the_canonical_address_has_no_cursor(client, amina):
    for number in range(21):
        make_case_study(amina, title=f"Study {number}", region="wales")
    first = client.get("/case-studies/?region=wales&zebra=1")
    href = first.context["listing"].earlier_href
    assert href.startswith("?region=wales&page=")
    assert f'<link rel="next" href="{href.replace("&", "&amp;")}">' in first.text
    second = client.get(f"/case-studies/{href}")
    canonical = f'<link rel="canonical" href="{settings.SITE_ADDRESS}/case-studies/?region=wales">'
    assert canonical in first.text
    assert canonical in second.text
    assert '<link rel="prev"' in second.text


def cursor_of(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


WELL_MADE = [
    '["\\ud800", 1]',
    '["a\\u0000", 1]',
    '["0001-01-01T00:00:00+14:00", 1]',
    '["9999-12-31T23:59:59-14:00", 1]',
    '["2026-01-01T00:00:00", 1]',
    '["2026-01-01T00:00:00Z", 9223372036854775808]',
    '["2026-01-01T00:00:00Z", "x"]',
    '["2026-01-01T00:00:00Z", true]',
    '["2026-01-01T00:00:00Z"]',
    '{"a": 1}',
    "[" * 200,
]


@pytest.mark.parametrize("text", WELL_MADE)
def test_a_cursor_that_says_something_impossible_is_no_page(client, text):
    cursor = cursor_of(text)
    assert client.get("/case-studies/", {"page": cursor}).status_code == 404
    assert client.get("/case-studies/", {"page": f"-{cursor}"}).status_code == 404
    assert client.get("/people/", {"page": cursor}).status_code in (200, 404)


CURSORS = ["x", "-", "-x", "WzFd", "W10", "bnVsbA", "Wy0xXQ", "WzEsMl0", "=" * 50, "A" * 5000, "é"]


@pytest.mark.parametrize("cursor", CURSORS)
@pytest.mark.parametrize("address", ["/case-studies/", "/topics/", "/people/", "/organisations/"])
def test_an_odd_cursor_is_no_page(client, amina, address, cursor):
    make_case_study(amina)
    assert client.get(address, {"page": cursor}).status_code == 404


def test_a_cursor_beyond_the_end_says_so(client, amina):
    for number in range(21):
        make_case_study(amina, title=f"Study {number}")
    href = client.get("/case-studies/").context["listing"].earlier_href
    Contribution.objects.filter(title="Study 0").update(published_at=None)
    page = client.get(f"/case-studies/{href}").text
    assert "There is nothing further" in page


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_only_read(client, address):
    assert client.post(address).status_code == 405


def test_nul_in_the_query_is_refused(client):
    assert client.get("/case-studies/?topic=a%00").status_code == 400


def test_only_those_who_may_write_are_invited_to(client, amina_client, olu_client):
    for reader in (client, amina_client, olu_client):
        assert 'href="/case-studies/new/">Write a case study' in reader.get("/case-studies/").text
    assert "Publish a report" not in client.get("/reports/").text
    assert "Publish a report" not in amina_client.get("/reports/").text
    assert "Publish a report" in olu_client.get("/reports/").text


@pytest.mark.parametrize("items", [1, 30])
def test_a_list_costs_the_same_for_1_and_30_items(client, amina, amina_client, queries, items):
    topic = make_topic("bread")
    for number in range(items):
        make_case_study(amina, title=f"Study {number}", topics=[topic])
        make_article(amina, title=f"Article {number}")
    assert queries(client, "/case-studies/") == 3
    assert queries(client, "/case-studies/?topic=bread&region=london&sector=mental-health") == 3
    assert queries(client, "/articles/") == 3
    assert queries(amina_client, "/case-studies/") == 5


@pytest.mark.parametrize("address", LISTS)
def test_a_visitors_list_sets_no_cookie_and_may_be_kept(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_members_list_is_kept_for_them_alone(amina_client):
    assert "private" in amina_client.get("/case-studies/")["Cache-Control"]
