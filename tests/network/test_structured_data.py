"""What search engines read: schema.org as JSON-LD, in blocks that nothing can break out of."""

import json
import re

import pytest
from django.conf import settings

from network.models import ImpreciseDate, Partner
from network.templatetags.structured_data import structured_data
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_organisation,
    make_person,
    make_report,
    make_topic,
)

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
EVIL = "</script><script>alert('&')</script>"


def things(client, address):
    page = client.get(address)
    assert page.status_code == 200
    found = [json.loads(block) for block in BLOCK.findall(page.text)]
    assert all(thing["@context"] == "https://schema.org" for thing in found)
    return {thing["@type"]: thing for thing in found}


def test_nothing_in_a_block_can_end_it():
    written = structured_data([{"name": EVIL}])
    assert written.count("</script>") == 1
    assert json.loads(BLOCK.findall(written)[0]) == {"name": EVIL}


def test_a_case_study_is_an_article_by_those_who_made_it(client, amina):
    study = make_case_study(amina, title=EVIL, topics=[make_topic("time banking")])
    found = things(client, study.get_absolute_url())
    article = found["Article"]
    address = settings.SITE_ADDRESS + study.get_absolute_url()
    assert article["headline"] == EVIL
    assert article["url"] == address
    assert article["author"] == [
        {
            "@type": "Person",
            "name": "Amina Haddad",
            "url": f"{settings.SITE_ADDRESS}/people/amina-haddad/",
        }
    ]
    assert article["keywords"] == ["time banking"]
    assert "image" not in article
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{settings.SITE_ADDRESS}/",
        f"{settings.SITE_ADDRESS}/case-studies/",
        address,
    ]


def test_an_article_is_an_article(client, amina):
    assert "Article" in things(client, make_article(amina).get_absolute_url())


def test_a_report_says_when_it_appeared_and_who_published_it(client, olu):
    report = make_report(olu, dated=ImpreciseDate("2010-07"))
    Partner.objects.create(
        contribution=report, organisation=make_organisation("NESTA"), capacity="publisher"
    )
    found = things(client, report.get_absolute_url())["Report"]
    assert found["datePublished"] == "2010-07"
    assert [publisher["name"] for publisher in found["publisher"]] == ["NESTA"]


def test_an_event_says_when_and_where_it_is(client, olu):
    event = make_event(
        olu, dated=ImpreciseDate("2030-07-20"), starts="10:00", venue="The hall", place="Leeds"
    )
    found = things(client, event.get_absolute_url())["Event"]
    assert found["startDate"] == "2030-07-20T10:00:00+01:00"
    assert found["location"] == [{"@type": "Place", "name": "The hall", "address": "Leeds"}]
    assert found["eventAttendanceMode"].endswith("OfflineEventAttendanceMode")


def test_an_event_of_some_spring_has_only_its_year(client, olu):
    event = make_event(olu, dated=ImpreciseDate("2011-21"))
    found = things(client, event.get_absolute_url())["Event"]
    assert found["startDate"] == "2011"


def test_an_address_to_take_part_online_is_told_until_the_event_is_over(client, olu):
    fields = {"online_address": "https://meet.example/room"}
    coming = make_event(olu, **fields)
    over = make_event(olu, dated=ImpreciseDate("2011-05-01"), **fields)
    assert "meet.example" in json.dumps(things(client, coming.get_absolute_url())["Event"])
    assert "meet.example" not in json.dumps(things(client, over.get_absolute_url())["Event"])


def test_a_draft_is_told_to_nobody(amina, amina_client):
    draft = make_case_study(amina, published=False)
    assert things(amina_client, draft.get_absolute_url()) == {}


def test_a_profile_says_only_what_its_reader_sees(client, amina_client):
    person = make_person(
        is_credited=True, role="Carer", about="I like bread.", work_seen_by="everyone"
    )
    seen = things(client, person.get_absolute_url())["ProfilePage"]["mainEntity"]
    assert seen["jobTitle"] == "Carer"
    assert "description" not in seen
    seen = things(amina_client, person.get_absolute_url())["ProfilePage"]["mainEntity"]
    assert seen["description"] == "I like bread."


def test_an_organisation_and_a_topic_say_where_they_stand(client):
    organisation = make_organisation("NESTA", website="https://nesta.example/")
    found = things(client, organisation.get_absolute_url())
    assert found["Organization"]["sameAs"] == "https://nesta.example/"
    topic = make_topic("time banking")
    steps = things(client, topic.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", "Topics", "time banking"]


def test_the_home_page_says_how_the_site_is_searched(client):
    action = things(client, "/")["WebSite"]["potentialAction"]
    assert action["target"] == f"{settings.SITE_ADDRESS}/search/?q={{words}}"
