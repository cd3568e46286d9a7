"""Feeds: what they hold, that any reader can parse them, and what they cost."""

import feedparser
import pytest
from django.conf import settings

from network.models import Contribution, Removal
from tests.factories import (
    make_article,
    make_case_study,
    make_comment,
    make_event,
    make_report,
    make_topic,
)

pytestmark = pytest.mark.django_db


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.bozo_exception
    links = [parsed.feed.link, *(entry.link for entry in parsed.entries)]
    assert all(link.startswith(f"{settings.SITE_ADDRESS}/") for link in links)
    return parsed


def titles(client, address):
    return [entry.title for entry in feed(client, address).entries]


def test_the_latest_feed_holds_every_kind_newest_first(client, amina, olu):
    make_case_study(amina, title="One")
    make_event(olu, title="Two")
    make_report(olu, title="Three")
    make_article(amina, title="Four")
    assert titles(client, "/feeds/latest.xml") == ["Four", "Three", "Two", "One"]


def test_an_entry_says_who_what_and_where(client, amina):
    study = make_case_study(amina, title="Bread & butter <b>", topics=[make_topic("time banking")])
    entry = feed(client, "/feeds/latest.xml").entries[0]
    assert entry.title == "Bread & butter <b>"
    assert entry.link == settings.SITE_ADDRESS + study.get_absolute_url()
    assert entry.id == entry.link
    assert entry.author == "Amina Haddad"
    assert [tag.term for tag in entry.tags] == ["Case study", "time banking"]
    assert entry.summary == "<p>Neighbours swap hours, and nobody is only a patient.</p>"


def test_a_kind_and_a_topic_have_feeds_of_their_own(client, amina):
    topic = make_topic("time banking")
    make_case_study(amina, title="Study", topics=[topic])
    make_article(amina, title="Article")
    assert titles(client, "/case-studies/feed.xml") == ["Study"]
    assert titles(client, "/articles/feed.xml") == ["Article"]
    assert titles(client, "/events/feed.xml") == []
    assert titles(client, "/topics/time-banking/feed.xml") == ["Study"]


def test_comments_have_a_feed_and_those_on_one_contribution_too(client, amina, bryn):
    one, two = make_case_study(amina, title="One"), make_article(bryn, title="Two")
    make_comment(one, bryn, "First.\n\nhttps://example.org/")
    make_comment(two, amina, "Second.")
    assert titles(client, "/feeds/comments.xml") == ["Amina Haddad on Two", "Bryn Llewelyn on One"]
    entries = feed(client, f"{one.get_absolute_url()}comments.xml").entries
    assert [entry.title for entry in entries] == ["Bryn Llewelyn on One"]
    assert "First." in entries[0].summary
    assert 'href="https://example.org/"' in entries[0].summary


def test_what_is_not_public_is_in_no_feed(client, amina, bryn, mo):
    study = make_case_study(amina, title="Seen")
    make_case_study(amina, title="Draft", published=False, topics=[make_topic("time banking")])
    Removal.objects.remove(make_comment(study, bryn, "Removed."), by=mo, reason="Spam.")
    make_comment(study, bryn, "Deleted.").delete_by_author()
    assert titles(client, "/feeds/latest.xml") == ["Seen"]
    assert titles(client, "/topics/time-banking/feed.xml") == []
    assert titles(client, "/feeds/comments.xml") == []
    assert titles(client, f"{study.get_absolute_url()}comments.xml") == []


def test_comments_on_what_was_withdrawn_are_in_no_feed(client, amina, bryn):
    study = make_case_study(amina)
    make_comment(study, bryn)
    study.withdraw(by=amina, reason="")
    assert titles(client, "/feeds/comments.xml") == []
    assert client.get(f"{study.get_absolute_url()}comments.xml").status_code == 404


def test_characters_that_xml_cannot_hold_are_left_out(client, amina):
    study = make_case_study(amina, title="Bread")
    odd = "Br\x02ea\x0bd \ufffe\u202e🍞"
    Contribution.objects.filter(pk=study.pk).update(title=odd, summary=odd, credit=odd)
    make_comment(study, amina, "Hel\x0clo")
    assert titles(client, "/feeds/latest.xml") == ["Bread \u202e🍞"]
    assert len(feed(client, "/feeds/comments.xml").entries) == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(client, amina):
    make_case_study(amina)
    first = client.get("/feeds/latest.xml")
    assert not first.cookies
    assert "public" in first["Cache-Control"]
    again = client.get("/feeds/latest.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_pages_lead_to_their_feeds(client, amina):
    topic = make_topic("time banking")
    study = make_case_study(amina, topics=[topic])
    for address in (
        "/case-studies/",
        topic.get_absolute_url(),
    ):
        assert f'href="{address}feed.xml"' in client.get(address).text
    page = client.get(study.get_absolute_url()).text
    assert f'href="{study.get_absolute_url()}comments.xml"' in page
    assert 'href="/feeds/latest.xml"' in page


@pytest.mark.parametrize(
    "address", ["/zebras/feed.xml", "/topics/zebra/feed.xml", "/case-studies/zebra/comments.xml"]
)
def test_there_is_no_feed_of_nothing(client, address):
    assert client.get(address).status_code == 404


def test_a_feed_is_only_read(client):
    assert client.post("/feeds/latest.xml").status_code == 405


@pytest.mark.parametrize("items", [1, 30])
def test_a_feed_costs_the_same_for_1_and_30_items(client, amina, queries, items):
    topic = make_topic("time banking")
    for number in range(items):
        study = make_case_study(amina, title=f"Study {number}", topics=[topic])
    for _ in range(items):
        make_comment(study, amina)
    assert queries(client, "/feeds/latest.xml") == 2
    assert queries(client, "/case-studies/feed.xml") == 2
    assert queries(client, "/topics/time-banking/feed.xml") == 3
    assert queries(client, "/feeds/comments.xml") == 1
    assert queries(client, f"{study.get_absolute_url()}comments.xml") == 2
