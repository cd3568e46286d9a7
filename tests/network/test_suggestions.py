"""Names offered while somebody writes."""

import pytest

from network.models import SeenBy
from tests.factories import make_case_study, make_organisation, make_person, make_topic


def suggested(client, name, words):
    page = client.get(f"/suggestions/{name}/", {"q": words})
    assert page.status_code == 200
    return page.json()["suggestions"]


def test_visitors_are_not_told_who_is_here(client):
    assert client.get("/suggestions/people/?q=an").status_code == 302


def test_people_are_found_by_any_part_of_their_name_whatever_its_accents(amina_client):
    known = make_person("Siân Price", role="carer", place="Ely", listed=SeenBy.MEMBERS)
    offered = {"value": "Siân Price", "label": "Siân Price, carer, Ely", "who": known.pk}
    for words in ("sian", "PRICE", "pri si"):
        assert suggested(amina_client, "people", words) == [offered]


def test_what_somebody_shows_to_nobody_is_not_offered(amina_client):
    make_person("Siân Price", listed=SeenBy.NOBODY)
    assert suggested(amina_client, "people", "sian") == []
    make_person("Siân Rees", role="carer", listed=SeenBy.MEMBERS, work_seen_by=SeenBy.NOBODY)
    assert [offer["label"] for offer in suggested(amina_client, "people", "sian")] == ["Siân Rees"]


def test_organisations_topics_and_contributions_are_offered(amina_client, amina):
    make_organisation("Riverside Trust", short_name="RT")
    study = make_case_study(amina, topics=[make_topic("time banking")])
    hidden = {"topics": [make_topic("time to close the centre")], "published": False}
    make_case_study(amina, title="A time bank nobody knows", **hidden)
    assert suggested(amina_client, "organisations", "rive") == [
        {"value": "Riverside Trust", "label": "RT"}
    ]
    assert suggested(amina_client, "topics", "time") == [{"value": "time banking"}]
    assert suggested(amina_client, "contributions", "time bank") == [
        {"value": study.get_absolute_url(), "label": study.title}
    ]


def test_at_most_eight_are_offered(amina_client):
    make_case_study(topics=[make_topic(f"topic {number}") for number in range(12)])
    assert len(suggested(amina_client, "topics", "topic")) == 8


@pytest.mark.parametrize("words", ["", "a", "a" * 5000, "%", "_%", "\u202e", "🎉🎉"])
def test_odd_words_find_nothing(amina_client, words):
    make_topic("time banking")
    assert suggested(amina_client, "topics", words) == []


def test_nul_an_unknown_list_and_a_wrong_method_are_refused(amina_client):
    assert amina_client.get("/suggestions/topics/?q=a%00b").status_code == 400
    assert amina_client.get("/suggestions/members/?q=an").status_code == 404
    assert amina_client.post("/suggestions/topics/").status_code == 405


def test_each_list_costs_the_same_for_one_and_many(amina_client, queries):
    make_person("Ann 0", listed=SeenBy.MEMBERS)
    one = queries(amina_client, "/suggestions/people/?q=ann")
    for number in range(8):
        make_person(f"Ann {number}", listed=SeenBy.MEMBERS)
    assert one == queries(amina_client, "/suggestions/people/?q=ann") == 3
