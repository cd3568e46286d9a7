"""What the search box offers while somebody types."""

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import Synonym
from network.suggesting import suggestions
from network.views import search_suggestions
from tests.factories import make_article, make_case_study, make_person, make_topic

pytestmark = pytest.mark.django_db


def offered(client, typed):
    answer = client.get("/search/suggestions/", {"q": typed})
    assert answer.status_code == 200
    return [(one["words"], one["kind"]) for one in answer.json()["suggestions"]]


def test_topics_people_titles_and_synonyms_are_offered_with_kind_and_address(client, amina):
    study = make_case_study(amina, title="Timely meals", topics=[make_topic("time banking")])
    sian = make_person("Siân Timms", is_credited=True)
    Synonym.objects.create(word="timebank", means="time bank")
    found = client.get("/search/suggestions/?q=tim").json()["suggestions"]
    assert found == [
        {"words": "time banking", "kind": "Topic", "address": "/topics/time-banking/"},
        {"words": "Siân Timms", "kind": "Person", "address": sian.get_absolute_url()},
        {
            "words": "time bank",
            "kind": "Means the same as timebank",
            "address": "/search/?q=time+bank",
        },
        {"words": "Timely meals", "kind": "Case study", "address": study.get_absolute_url()},
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("wit", "Expert-witness session in Leeds"),
        ("EXPERT wit", "Expert-witness session in Leeds"),
        ("expert witnes sesion", "Expert-witness session in Leeds"),
        ("coprod", "Co-production in Wales"),
        ("co-prod wal", "Co-production in Wales"),
        ("co prod", "Co-production in Wales"),
        ("co-prodution", "Co-production in Wales"),
        ("cafe", "Où le café commence"),
        ("تجر", "تجربة مشتركة"),
    ],
)
def test_a_title_is_offered_by_the_beginnings_of_its_words_and_nearly_so(
    client, amina, typed, title
):
    make_case_study(amina, title="A garden")
    make_case_study(amina, title=title)
    assert offered(client, typed) == [(title, "Case study")]


def test_a_stop_word_is_no_match_for_its_first_letters(client, amina):
    make_case_study(amina, title="Working with families")
    make_case_study(amina, title="A witness and what she said")
    assert offered(client, "wit") == [("A witness and what she said", "Case study")]
    assert offered(client, "working with") == [("Working with families", "Case study")]


def test_one_or_two_letters_ask_only_how_something_begins(client, amina):
    make_case_study(amina, title="Allotment bees")
    make_case_study(amina, title="Small allotments")
    assert offered(client, "a") == []
    assert offered(client, "al") == [("Allotment bees", "Case study")]


def test_nothing_is_offered_that_not_everybody_may_find(client, amina, amina_client):
    later = timezone.now() + timezone.timedelta(days=1)
    make_case_study(amina, title="Bees in a draft", published=False, topics=[make_topic("bees")])
    make_case_study(amina, title="Bees tomorrow", published=later)
    held = make_article(amina, title="Bees withdrawn")
    held.withdraw(by=amina, reason="Not yet.")
    make_person("Bees Member", listed="members")
    make_person("Bees Nobody", listed="nobody")
    make_person("Bees Withheld", is_credited=True, withheld_at=timezone.now())
    for reader in (client, amina_client):
        assert offered(reader, "bees") == offered(reader, "be") == offered(reader, "beeess") == []


def test_at_most_eight_are_offered_and_people_leave_room_for_titles(client, amina):
    for number in range(9):
        make_case_study(amina, title=f"Bread {number}")
        make_person(f"Bread Person {number}", is_credited=True)
        make_topic(f"bread {number}")
    kinds = [kind for _, kind in offered(client, "bread")]
    assert kinds == ["Person"] * 3 + ["Case study"] * 5


@pytest.mark.parametrize("items", [1, 30])
def test_it_costs_the_same_for_1_and_30(client, amina, queries, items):
    for number in range(items):
        make_case_study(amina, title=f"Bread {number}", topics=[make_topic(f"bread {number}")])
        make_person(f"Bread Person {number}", is_credited=True)
    suggestions("warm")
    assert queries(client, "/search/suggestions/?q=bread") == 8
    assert queries(client, "/search/suggestions/?q=zebra") == 11


def test_it_may_be_kept_for_everybody_and_needs_no_cookie(client, amina_client, amina):
    make_case_study(amina, title="Bread")
    for reader in (client, amina_client):
        answer = reader.get("/search/suggestions/?q=bread")
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_one_address_may_ask_only_so_often(client, amina, monkeypatch):
    monkeypatch.setattr(search_suggestions, "MOST_A_MINUTE", 2)
    make_case_study(amina, title="Bread")
    assert offered(client, "bread") == offered(client, "bread") != []
    answer = client.get("/search/suggestions/?q=bread")
    assert (answer.status_code, answer["Cache-Control"]) == (429, "no-store")
    assert answer.json() == {"suggestions": []}
    assert client.get("/search/suggestions/?q=bread", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_nothing_of_what_is_typed_is_logged(client, caplog, monkeypatch):
    monkeypatch.setattr(search_suggestions, "MOST_A_MINUTE", 1)
    for _ in range(2):
        client.get("/search/suggestions/?q=marmalade")
    assert "marmalade" not in caplog.text


def test_a_post_is_refused(client):
    assert client.post("/search/suggestions/", {"q": "bread"}).status_code == 405


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200))
def test_whatever_is_typed_gets_an_answer(typed):
    assert isinstance(suggestions(typed), list)


@pytest.mark.parametrize(
    "typed", ["⑴⑵⑶⑷", "((((", "a" * 200, "%%%", "__", "\\m\\", "-- -", "é̂" * 50]
)
def test_odd_words_find_nothing(client, amina, typed):
    make_case_study(amina)
    assert offered(client, typed) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_cut_off_leaves_what_was_found_before(client, amina):
    make_case_study(amina, title="Time banks", topics=[make_topic("time banking")])
    other = connection.copy()  # reads of contributions wait for it, and so take too long
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE network_contribution")
        found = offered(client, "time")
    finally:
        other.close()
    assert found == [("time banking", "Topic")]
