"""Topics: which there are, how much is under each, and the page of one."""

import re

import pytest
from django.db import IntegrityError

from network import tasks
from network.forms.topics import TopicsField
from network.models import Contribution, FormerTopic, Topic, topics
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
    assert queries(client, "/topics/topic-0/") == 4
    assert queries(amina_client, "/topics/") == 3
    assert queries(amina_client, "/topics/topic-0/") == 6


@pytest.mark.parametrize("address", ["/topics/", "/topics/bread/"])
def test_topics_set_no_cookie_and_may_be_kept(client, amina, address):
    make_case_study(amina, topics=[make_topic("bread")])
    response = client.get(address)
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def refreshed(topic):
    tasks.refresh_filed.func(topic.pk)


def test_organisers_and_moderators_describe_a_topic(
    client, amina, amina_client, bryn_client, olu_client, mo_client
):
    make_case_study(amina, topics=[make_topic("bread")])
    assert client.get("/topics/bread/edit/").status_code == 302
    assert client.get("/topics/bread/merger/").status_code == 302
    for member in (amina_client, bryn_client):
        assert "/topics/bread/edit/" not in member.get("/topics/bread/").text
        assert member.post("/topics/bread/edit/", {"name": "cake"}).status_code == 403
        assert member.post("/topics/bread/merger/", {"into": "cake"}).status_code == 403
    for member, words in ((olu_client, "About bread."), (mo_client, "Baked together.")):
        assert "/topics/bread/edit/" in member.get("/topics/bread/").text
        member.post("/topics/bread/edit/", {"name": "bread", "description": words})
        assert words in client.get("/topics/bread/").text
    assert not FormerTopic.objects.exists()


def test_renamed_topic_leads_on_from_its_old_address(client, amina, olu_client):
    make_case_study(amina, title="A study", topics=[make_topic("bred")])

    olu_client.post("/topics/bred/edit/", {"name": "Bread  and cake", "description": ""})

    moved = client.get("/topics/bred/?kind=article")
    assert (moved.status_code, moved["Location"]) == (301, "/topics/bread-and-cake/?kind=article")
    feed = client.get("/topics/bred/feed.xml")
    assert (feed.status_code, feed["Location"]) == (301, "/topics/bread-and-cake/feed.xml")
    calendar = client.get("/events/topics/bred/calendar.ics")
    assert calendar["Location"] == "/events/topics/bread-and-cake/calendar.ics"
    assert "A study" in client.get("/topics/bread-and-cake/").text


def test_topic_that_takes_its_old_name_back_stands_there_again(client, olu):
    topic = make_topic("bread")
    topic.rename("cake", by=olu)
    topic.rename("bread", by=olu)

    assert client.get("/topics/bread/").status_code == 200
    assert client.get("/topics/cake/")["Location"] == "/topics/bread/"
    assert [former.slug for former in topic.former.all()] == ["cake"]


def test_new_name_does_not_take_the_former_address_of_another_topic(client, olu):
    bread, tea = make_topic("bread"), make_topic("tea")
    bread.rename("cake", by=olu)
    tea.rename("bread", by=olu)

    assert tea.slug == "bread-2"
    assert client.get("/topics/bread/")["Location"] == "/topics/cake/"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("", "Please fill this in."),
        ("a, b", "without commas"),
        ("???", "without commas"),
        ("TEA", "There is a topic of this name already."),
        ("x" * 61, "at most 60"),
    ],
)
def test_topic_is_called_by_a_few_words_of_its_own(olu_client, name, complaint):
    make_topic("bread")
    make_topic("tea")

    refused = olu_client.post("/topics/bread/edit/", {"name": name, "description": "Kept."})

    assert complaint in refused.text
    assert "Kept." in refused.text
    assert Topic.objects.filter(name="bread").exists()


def test_merged_topic_takes_everything_along_once_and_leads_on(client, amina, olu, olu_client):
    tea, bread = make_topic("tea", description="Hot."), make_topic("bread")
    both = make_case_study(amina, title="Both", topics=[tea, bread])
    one = make_case_study(amina, title="One", topics=[tea])
    draft = make_article(amina, title="Draft", topics=[tea], published=False)
    tea.rename("chai", by=olu)
    asked = olu_client.get("/topics/chai/merger/")
    assert "3 pages, drafts included" in asked.text

    answer = olu_client.post("/topics/chai/merger/", {"into": "BREAD"}, follow=True)

    assert "is part of “bread” now" in answer.text
    assert not Topic.objects.filter(name="chai").exists()
    for contribution in (both, one, draft):
        assert list(contribution.topics.names()) == ["bread"]
    assert Topic.objects.get().description == "Hot."
    for old in ("tea", "chai"):
        assert client.get(f"/topics/{old}/")["Location"] == "/topics/bread/"


@pytest.mark.parametrize(
    ("into", "complaint"),
    [("", "Please fill this in."), ("soup", "There is no topic"), ("tea", "this topic itself")],
)
def test_topic_is_merged_into_another_that_exists(olu_client, into, complaint):
    make_topic("tea")

    assert complaint in olu_client.post("/topics/tea/merger/", {"into": into}).text
    assert Topic.objects.filter(name="tea").exists()


def test_merging_a_topic_that_is_gone_changes_nothing(olu):
    tea, bread = make_topic("tea"), make_topic("bread")
    Topic.objects.filter(pk=bread.pk).delete()

    with pytest.raises(Topic.DoesNotExist):
        tea.merge_into(bread, by=olu)
    assert Topic.objects.get() == tea


def test_search_knows_the_new_name_once_the_task_ran_and_may_run_twice(amina, olu, monkeypatch):
    monkeypatch.setattr(tasks, "REFRESHED_AT_ONCE", 2)
    topic = make_topic("tea")
    made = [make_case_study(amina, title=f"Study {n}", topics=[topic]) for n in range(5)]
    topic.rename("samovar", by=olu)

    refreshed(topic)
    refreshed(topic)

    found = Contribution.objects.filter(names__contains="samovar").order_by("pk")
    assert list(found) == [study.contribution_ptr for study in made]


def test_former_name_files_under_the_topic_as_it_is_called_now(olu):
    make_topic("bred").rename("Bread", by=olu)

    assert TopicsField().clean("BRED, bread, tea") == ["Bread", "tea"]


def test_related_topics_are_those_filed_together_most(client, amina):
    bread, tea, soup, mud = (make_topic(name) for name in ("bread", "tea", "soup", "mud"))
    make_case_study(amina, title="One", topics=[bread, soup, tea])
    make_case_study(amina, title="Two", topics=[bread, soup])
    make_case_study(amina, title="Three", topics=[bread, mud], published=False)

    response = client.get("/topics/bread/")

    assert list(response.context["related"]) == [soup, tea]
    assert "Often together with:" in response.text
    assert "Often together with:" not in client.get("/topics/mud/").text


def test_former_address_belongs_to_one_topic(olu):
    topic = make_topic("tea")
    topic.former.create(name="chai", slug="chai")
    with pytest.raises(IntegrityError):
        make_topic("bread").former.create(name="chai", slug="chai")
