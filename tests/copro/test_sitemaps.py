"""The sitemap names what is published, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.conf import settings

from copro import sitemaps
from tests.factories import make_case_study, make_event, make_person, make_report, make_topic

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return [loc.text.removeprefix(settings.SITE_ADDRESS) for loc in root.iter(LOC)]


def everything(client):
    return [a for path in addresses(client, "/sitemap.xml") for a in addresses(client, path)]


def test_every_file_of_the_index_opens_and_so_does_every_address(client, amina, olu):
    make_case_study(amina, topics=[make_topic("time banking")])
    make_event(olu)
    make_report(olu)
    found = everything(client)
    assert "/" in found
    assert "/topics/time-banking/" in found
    assert "/people/amina-haddad/" in found
    assert {"/ideas/recommendations/", "/ideas/principles/"} < set(found)
    for address in found:
        assert client.get(address).status_code == 200, address


def test_drafts_and_hidden_people_are_left_out(client, amina):
    draft = make_case_study(amina, published=False)
    hidden = make_person("Hidden Person", listed="members")
    found = everything(client)
    assert draft.get_absolute_url() not in found
    assert hidden.get_absolute_url() not in found


def test_each_range_of_keys_has_a_file_of_its_own(client, amina, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    studies = [make_case_study(amina, title=f"Study {number}") for number in range(5)]
    files = [path for path in addresses(client, "/sitemap.xml") if "contributions" in path]
    held = [addresses(client, path) for path in files]
    assert all(len(paths) <= 2 for paths in held)
    assert sum(held, []) == [study.get_absolute_url() for study in studies]


@pytest.mark.parametrize(
    "path",
    ["/sitemap-zebras-1.xml", "/sitemap-people-0.xml", f"/sitemap-people-{2**64}.xml"],
)
def test_there_is_no_other_file(client, path):
    assert client.get(path).status_code == 404


def test_robots_names_the_sitemap(client):
    assert f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("items", [1, 30])
def test_the_sitemap_costs_the_same_for_1_and_30_items(client, amina, queries, items):
    for number in range(items):
        make_case_study(amina, title=f"Study {number}")
    assert queries(client, "/sitemap.xml") == 9
    assert queries(client, "/sitemap-contributions-1.xml") == 1


def test_the_sitemap_may_be_kept_by_everybody(client):
    response = client.get("/sitemap.xml")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
