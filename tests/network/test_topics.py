"""Topics: which there are, how much is under each, and the page of one."""

import re

import pytest

from network.models import topics
from network.views import topics as views
from tests.factories import make_article, make_case_study, make_topic

pytestmark = pytest.mark.django_db
NAMES = re.compile(r'<h2><a href="/topics/[^"]*">(.*?)</a> <span class="count">(.*?)<', re.DOTALL)


def listed(client, address="/topics/"):
    response = client.get(address)
    assert response.status_code == 200
    return NAMES.findall(response.text)


def test_without_topics_the_page_says_what_to_do(client):
    make_topic("nobody wrote about this")
    assert listed(client) == []
    assert "Write a case study" in client.get("/topics/").text


def test_topics_come_by_name_with_what_is_published(client, amina):
    bread, time = make_topic("bread"), make_topic("time banking")
    make_case_study(amina, topics=[time])
    make_article(amina, topics=[time, bread])
    make_article(amina, topics=[time], published=False)
    assert listed(client) == [("bread", "1"), ("time banking", "2")]


def test_counting_stops_where_it_is_told_to(client, amina, monkeypatch):
    monkeypatch.setattr(topics, "MOST_COUNTED", 2)
    bread = make_topic("bread")
    for number in range(4):
        make_case_study(amina, title=f"Study {number}", topics=[bread])
    assert topics.Topic.objects.counted().get().published_count == 3


def test_topics_are_paged_by_the_alphabet(client, amina, monkeypatch):
    monkeypatch.setattr(views, "SIZE", 2)
    make_case_study(amina, topics=[make_topic(name) for name in ("ants", "bees", "cats")])
    page = client.get("/topics/").context["page"]
    assert [name for name, _ in listed(client)] == ["ants", "bees"]
    assert [name for name, _ in listed(client, f"/topics/{page.next_href}")] == ["cats"]


def test_a_topic_shows_every_kind_and_its_filters(client, amina):
    bread = make_topic("bread", description="About bread.")
    make_case_study(amina, title="A study", topics=[bread])
    make_article(amina, title="An article", topics=[bread])
    make_article(amina, title="Something else")
    page = client.get("/topics/bread/").text
    assert "About bread." in page
    assert "A study" in page
    assert "An article" in page
    assert "Something else" not in page
    page = client.get("/topics/bread/?kind=article").text
    assert "A study" not in page
    assert "An article" in page


def test_a_topic_in_another_script_has_a_page(client, amina):
    topic = make_topic("تجربة")
    make_case_study(amina, title="A study", topics=[topic])
    assert "A study" in client.get(topic.get_absolute_url()).text


@pytest.mark.parametrize("address", ["/topics/zebra/", "/topics/" + "x" * 300 + "/"])
def test_an_unknown_topic_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("items", [1, 30])
def test_topics_cost_the_same_for_1_and_30_items(client, amina, amina_client, queries, items):
    made = [make_topic(f"topic {number}") for number in range(items)]
    for number in range(items):
        make_case_study(amina, title=f"Study {number}", topics=made)
    assert queries(client, "/topics/") == 1
    assert queries(client, "/topics/topic-0/") == 3
    assert queries(amina_client, "/topics/") == 3
    assert queries(amina_client, "/topics/topic-0/") == 5


@pytest.mark.parametrize("address", ["/topics/", "/topics/bread/"])
def test_topics_set_no_cookie_and_may_be_kept(client, amina, address):
    make_case_study(amina, topics=[make_topic("bread")])
    response = client.get(address)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
