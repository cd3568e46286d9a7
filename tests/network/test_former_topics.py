"""Topics under the names and addresses that they had before: everything leads on."""

import pytest

from events.models import Event
from network.forms.topics import TopicsField
from network.models import FormerTopic, Topic
from tests.factories import make_case_study, make_event, make_topic

pytestmark = pytest.mark.django_db


def leads_to(client, address):
    answer = client.get(address)
    return answer.status_code, answer.get("Location")


@pytest.fixture
def cake(amina, olu):
    """A topic that was called bread, with something of each kind of list under it."""
    topic = make_topic("bread")
    make_case_study(amina, title="A study", topics=[topic])
    make_event(olu, title="A day", topics=[topic])
    topic.rename("cake", by=olu)
    return topic


@pytest.mark.parametrize("kind", ["case-studies", "events", "reports", "articles"])
def test_a_list_narrowed_by_a_former_topic_leads_to_the_same_list(client, cake, kind):
    old = f"/{kind}/?year=2026&topic=bread&region=london"
    assert leads_to(client, old) == (301, f"/{kind}/?year=2026&topic=cake&region=london")
    assert client.get(f"/{kind}/?topic=cake").status_code == 200
    assert client.get(f"/{kind}/?topic=zebra").status_code == 200
    assert client.get(f"/{kind}/?topic=%00").status_code in (200, 400)


def test_search_reads_the_topic_as_it_is_called_now(client, cake):
    for asked in ("?q=topic:bread", "?topic=bread", "?q=study+topic:bread"):
        page = client.get(f"/search/{asked}").text
        assert "A study" in page.replace("<mark>", "").replace("</mark>", "")
        assert "topic=cake" in page
        assert "topic=bread" not in page
    assert "A study" in client.get("/search/feed.xml?topic=bread").text
    assert b"A study" in client.get("/search/search.csv?topic=bread").getvalue()


def test_a_calendar_is_chosen_by_a_former_topic(client, cake):
    assert "Events on cake" in client.get("/events/calendars/?topic=bread").text
    assert client.get("/events/calendars/?topic=%00").status_code in (200, 400)


def test_a_chain_of_mergers_leads_to_the_last(client, olu, amina):
    one, two, three = make_topic("one"), make_topic("two"), make_topic("three")
    make_case_study(amina, title="A study", topics=[one])
    one.merge_into(two, by=olu)
    two.rename("second", by=olu)
    two.merge_into(three, by=olu)
    for old in ("one", "two", "second"):
        assert leads_to(client, f"/topics/{old}/") == (301, "/topics/three/")
        assert leads_to(client, f"/topics/{old}/feed.xml") == (301, "/topics/three/feed.xml")
        assert leads_to(client, f"/events/?topic={old}") == (301, "/events/?topic=three")
    assert "A study" in client.get("/case-studies/?topic=three").text


def test_a_topic_renamed_back_and_forth_leads_nowhere_in_a_circle(client, olu):
    topic = make_topic("one")
    for name in ("two", "one", "two", "one"):
        topic.rename(name, by=olu)
    assert client.get("/topics/one/").status_code == 200
    assert leads_to(client, "/topics/two/") == (301, "/topics/one/")
    assert FormerTopic.objects.count() == 1


def test_a_new_topic_at_an_old_address_is_what_stands_there(client, cake, olu):
    """An operator can make one in the administration."""
    bread = Topic.objects.create(name="bread", slug="bread")
    assert client.get("/topics/bread/").status_code == 200
    assert client.get("/case-studies/?topic=bread").status_code == 200
    assert client.get("/search/?topic=bread").text.count("topic=bread")

    bread.rename("rolls", by=olu)
    assert leads_to(client, "/topics/bread/") == (301, "/topics/rolls/")
    assert not cake.former.exists()


def test_a_topic_merged_into_the_one_at_its_old_address_leaves_no_way_to_itself(client, cake, olu):
    bread = Topic.objects.create(name="bread", slug="bread")
    cake.merge_into(bread, by=olu)
    assert [former.slug for former in bread.former.all()] == ["cake"]
    assert client.get("/topics/bread/").status_code == 200
    assert Event.objects.about_topic(bread).exists()


def test_a_new_topic_gone_again_leaves_the_old_way(client, cake):
    Topic.objects.create(name="bread", slug="bread").delete()
    assert leads_to(client, "/topics/bread/") == (301, "/topics/cake/")


def test_what_is_filed_by_a_former_name_goes_where_it_leads(cake, olu):
    field = TopicsField()
    assert field.clean("Bread!, BREAD, tea") == ["cake", "tea"]
    make_topic("tea").rename("bread", by=olu)
    assert field.clean("bread") == ["bread"]
    assert field.clean("tea") == ["bread"]


def test_of_two_topics_once_called_the_same_the_last_is_meant(olu):
    first, last = make_topic("a"), make_topic("b")
    FormerTopic.objects.create(name="x", slug="x", topic=last)
    FormerTopic.objects.create(name="x", slug="x-2", topic=first)
    assert TopicsField().clean("x") == ["a"]


def test_a_former_topic_costs_one_query_more_at_most(client, cake, queries):
    plain = queries(client, "/case-studies/")
    assert queries(client, "/case-studies/?topic=bread", status=301) <= plain
    assert queries(client, "/case-studies/?topic=cake") == plain
