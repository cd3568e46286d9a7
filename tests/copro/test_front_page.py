"""The home page: a way in, empty and full."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import ImpreciseDate, Person, Quote, Removal
from tests.factories import (
    make_case_study,
    make_collection,
    make_comment,
    make_event,
    make_photo,
    make_report,
)

pytestmark = pytest.mark.django_db


def quote(contribution, text, **fields):
    fields = {"name_as_printed": "Jo", "is_lived_experience": True} | fields
    return Quote.objects.create(contribution=contribution, text=text, **fields)


def test_an_empty_site_says_what_it_is_and_how_to_join(client):
    page = client.get("/").text
    assert "<h1>Co-production</h1>" in page
    assert "in an equal and reciprocal relationship between professionals" in page
    assert 'action="/search/"' in page
    assert 'href="/accounts/signup/?next=/"' in page
    assert 'href="/case-studies/?stage=starting"' in page
    for missing in ("The next event", "The newest report", "What people are saying"):
        assert missing not in page


def test_each_stage_opens_the_collection_that_was_chosen_while_it_has_something_to_read(
    client, amina, olu
):
    piece = make_case_study(amina)
    chosen = make_collection(olu, piece, title="Before <you> begin", stage="starting")
    page = client.get("/").text
    assert f'<a href="{chosen.get_absolute_url()}">Starting out</a>' in page
    assert "<bdi>Before &lt;you&gt; begin</bdi><span>1 piece</span>" in page
    assert 'href="/case-studies/?stage=working">Making it work' in page

    piece.withdraw(by=amina, reason="")
    assert 'href="/case-studies/?stage=starting"' in client.get("/").text
    piece.publish()
    chosen.withdraw()
    assert 'href="/case-studies/?stage=starting"' in client.get("/").text


def test_a_member_is_invited_to_write_instead(amina_client):
    page = amina_client.get("/").text
    assert "Join the network" not in page
    assert 'href="/case-studies/new/">Write a case study' in page


def test_the_next_event_comes_before_later_ones(client, olu):
    soon = (timezone.localdate() + timedelta(days=3)).isoformat()
    make_event(olu, title="Later")
    make_event(olu, title="Soon", dated=ImpreciseDate(soon))
    page = client.get("/").text
    assert "The next event" in page
    assert "Soon</" in page
    assert "Later</" not in page


def test_without_anything_to_come_the_newest_write_up_stands_there(client, olu):
    make_event(olu, title="Long ago", dated=ImpreciseDate("2009"))
    make_event(olu, title="Lately", dated=ImpreciseDate("2011-21"))
    page = client.get("/").text
    assert "The newest write-up" in page
    assert "Lately</" in page
    assert "Long ago</" not in page


def test_a_voice_from_lived_experience_leads(client, amina):
    first = make_case_study(amina, title="An older study")
    newest = make_case_study(amina, title="The newest study")
    quote(first, "I am needed here.")
    quote(newest, "We met our targets.", is_lived_experience=False)
    draft = make_case_study(amina, title="A draft", published=False)
    quote(draft, "Not yet.")
    page = client.get("/").text
    assert "I am needed here." in page
    assert "An older study" in page
    assert "We met our targets." not in page
    assert "Not yet." not in page


def test_without_a_voice_the_newest_case_study_leads(client, amina):
    make_case_study(amina, title="The only study")
    page = client.get("/").text
    assert "The newest case study" in page
    assert "The only study" in page


def test_a_face_is_shown_as_its_owner_wants(client, amina_client, amina, bryn):
    person = Person.objects.of_member(bryn)
    person.photo = make_photo()
    person.save()
    quote(make_case_study(amina), "I am needed here.", person=person)
    face = person.photo.small.url
    assert face not in client.get("/").text
    assert face in amina_client.get("/").text
    Person.objects.update(photo_seen_by="everyone")
    assert face in client.get("/").text


def test_the_newest_report_is_the_one_with_the_latest_date(client, olu):
    make_report(olu, title="Of 2010", dated=ImpreciseDate("2010-07"))
    make_report(olu, title="Of 2009", dated=ImpreciseDate("2009-12"))
    page = client.get("/").text
    assert "Of 2010" in page
    assert "Of 2009" not in page


def test_the_conversation_names_each_contribution_once(client, amina, bryn, mo):
    one = make_case_study(amina, title="One study")
    two = make_case_study(amina, title="Two study")
    make_comment(two, bryn, "About the second.")
    make_comment(one, bryn, "An earlier word.")
    make_comment(one, bryn, "A later word.")
    Removal.objects.remove(make_comment(two, bryn, "Spam here."), by=mo, reason="Spam.")
    page = client.get("/").text
    assert page.index("A later word.") < page.index("About the second.")
    assert "An earlier word." not in page
    assert "Spam here." not in page


def test_comments_on_what_was_withdrawn_are_not_shown(client, amina, bryn):
    study = make_case_study(amina)
    make_comment(study, bryn, "A word.")
    study.withdraw(by=amina, reason="")
    assert "A word." not in client.get("/").text


def test_what_people_write_is_escaped(client, amina):
    make_comment(make_case_study(amina, title="<i>x</i>"), amina, "<script>bad()</script>")
    page = client.get("/").text
    assert "<script>bad()" not in page
    assert "<i>x</i>" not in page


@pytest.mark.parametrize("items", [1, 30])
def test_home_costs_the_same_for_1_and_30_items(client, amina, olu, amina_client, queries, items):
    for number in range(items):
        study = make_case_study(amina, title=f"Study {number}")
        quote(study, f"Words {number}")
        make_comment(study, amina)
        make_event(olu, title=f"Event {number}")
        make_report(olu, title=f"Report {number}")
    # One of them is for the ways in: which collections organisers chose, and how many pieces each has.
    assert queries(client, "/") == 6
    assert queries(amina_client, "/") == 8


def test_home_sets_no_cookie_and_may_be_kept_by_everybody(client, amina):
    make_case_study(amina)
    response = client.get("/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    again = client.get("/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_home_is_only_read(client):
    assert client.post("/").status_code == 405
