"""The directory: who is in it for whom, how people are found in it, and what is shown of each."""

import re

import pytest
from django.db import connection

from network.models import Person
from network.views import people as views
from tests.factories import make_case_study, make_person

pytestmark = pytest.mark.django_db
NAMES = re.compile(r'class="person-name"><a href="/people/[^"]*">(?:<bdi>)?(.*?)(?:</bdi>)?</a>')


def names(client, address="/people/"):
    response = client.get(address)
    assert response.status_code == 200
    return NAMES.findall(response.text)


def test_an_empty_directory_asks_to_join(client):
    page = client.get("/people/").text
    assert "as soon as somebody joins" in page
    assert 'href="/accounts/signup/' in page


def test_each_is_listed_for_those_whom_they_chose(client, amina_client):
    make_person("Everyone's", listed="everyone")
    make_person("Members'", listed="members")
    make_person("Nobody's", listed="nobody")
    make_person("Credited", listed="nobody", is_credited=True)
    assert names(client) == ["Credited", "Everyone&#x27;s"]
    assert names(amina_client) == ["Amina Haddad", "Credited", "Everyone&#x27;s", "Members&#x27;"]


@pytest.mark.parametrize(
    "words", ["siân", "SIAN", "sia", "gruff", "aberystwyth", "time bank", "siân gardening", "ŵyn"]
)
def test_people_are_found_by_name_place_and_what_they_offer(client, words):
    make_person(
        "Siân Ŵyn Gruffydd",
        listed="everyone",
        place="Aberystwyth",
        can_help_with="Time banking, gardening.",
        help_seen_by="everyone",
    )
    make_person("Somebody Else", listed="everyone")
    assert names(client, f"/people/?q={words}") == ["Siân Ŵyn Gruffydd"]


def test_a_letter_alone_finds_only_a_name_of_which_a_word_begins_with_it(client):
    make_person("Nasrin Shah", listed="everyone", place="Southend")
    make_person("J.R. Hartley", listed="everyone", place="Leeds")
    assert "Nasrin Shah" not in client.get("/search/?q=N.H.S.").text
    assert names(client, "/people/?q=J. Hartley") == ["J.R. Hartley"]
    assert names(client, "/people/?q=J. R. Hartley") == ["J.R. Hartley"]


def test_hidden_fields_find_nobody(client, amina_client):
    make_person(
        "Sunita Rao",
        listed="everyone",
        place="Leeds",
        region="yorkshire",
        work_seen_by="members",
        can_help_with="Gardening",
        help_seen_by="members",
    )
    for query in ("q=leeds", "q=gardening", "region=yorkshire"):
        assert names(client, f"/people/?{query}") == []
        assert names(amina_client, f"/people/?{query}") == ["Sunita Rao"]


def test_only_what_its_reader_may_see_is_shown(client, amina_client):
    make_person(
        "Sunita Rao",
        listed="everyone",
        role="Carer",
        work_seen_by="members",
        can_help_with="Bread",
        help_seen_by="nobody",
    )
    assert "Carer" not in client.get("/people/").text
    assert "Carer" in amina_client.get("/people/").text
    assert "Bread" not in amina_client.get("/people/").text


def test_nobody_that_matches_says_why_that_may_be(client):
    make_person(listed="everyone")
    page = client.get("/people/?q=zebra").text
    assert "Some can be found by members only" in page


@pytest.mark.parametrize(
    "query",
    ["q=%25", "q=_", "q=\\", "q=%27", "q=" + "x" * 201, "q=%E2%80%AE", "region=zebra", "q=🍞"],
)
def test_odd_words_get_a_page(client, query):
    make_person("Sunita Rao", listed="everyone")
    assert client.get(f"/people/?{query}").status_code == 200


def test_signs_of_a_pattern_are_looked_for_as_they_stand(client):
    make_person("Sunita Rao", listed="everyone")
    assert names(client, "/people/?q=%25") == []
    assert names(client, "/people/?q=s_nita") == []


def test_the_directory_is_paged_by_the_alphabet(client, monkeypatch):
    monkeypatch.setattr(views, "SIZE", 2)
    for name in ("Ann", "Ann", "Bo", "Cy"):
        make_person(name, listed="everyone")
    first = client.get("/people/?q=")
    assert names(client) == ["Ann", "Ann"]
    assert names(client, "/people/" + first.context["earlier_href"]) == ["Bo", "Cy"]


def test_the_search_for_a_name_has_an_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query_of(Person.objects.filter().found_by('sunita', Anybody))}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "person_name_trigrams" in plan
    assert "person_place_trigrams" in plan
    assert "person_offer_trigrams" in plan


class Anybody:
    is_authenticated = False


def query_of(people):
    with connection.cursor() as cursor:
        sql, params = people.order_by().values("pk").query.sql_with_params()
        return cursor.mogrify(sql, params)


@pytest.mark.parametrize("items", [1, 30])
def test_the_directory_costs_the_same_for_1_and_30_items(client, amina_client, queries, items):
    for number in range(items):
        make_person(f"Person {number}", listed="everyone", can_help_with="Bread")
    assert queries(client, "/people/") == 1
    assert queries(client, "/people/?q=person&region=wales") == 1
    assert queries(amina_client, "/people/") == 3


def test_a_visitors_directory_sets_no_cookie_and_may_be_kept(client, amina):
    make_case_study(amina)
    response = client.get("/people/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
