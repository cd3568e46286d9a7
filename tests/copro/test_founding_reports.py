"""Editions, files in other forms and languages, and claims of every kind of page in the founding content."""

import re

import pytest
from django.core.management import call_command
from django.db import transaction

from copro.founding.prose import curled
from copro.founding.reading import listed
from network.models import Download
from reports.citations import citation_of
from reports.models import Claim, Report
from tests.words import words

PASSAGES = {curled(claim["passage"]) for claim in listed("claims", "claim")}
pytestmark = pytest.mark.xdist_group("founding")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_founding", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def founding(loaded, db):
    """What was loaded; a test may change it and the next one does not notice."""


def test_a_handbook_has_two_editions_and_easy_read_of_the_first(founding, client):
    first, second = (
        client.get(f"/reports/passing-the-pen{ending}/") for ending in ("", "-revised")
    )

    said = words(first)
    assert "An Easy Read version Easy Read of the first edition, 2023" in said
    assert "There is a newer edition. This goes with the earlier one." in said
    assert "Crynodeb yn Gymraeg First edition Summary, Welsh ( Cymraeg ), PDF" in said
    assert "There is no Easy Read of the second edition, 2025 yet" in words(second)
    assert "DOI 10.5555/copro.2025.09 ISBN 979-9-9999-0002-6" in words(second)
    file = Download.objects.get(language="cy")
    with file.file.open() as content:
        assert b"/Lang (cy)" in content.read()


def test_a_handbook_of_several_is_cited_with_its_edition(founding):
    report = Report.objects.for_citation().get(slug="passing-the-pen-revised")

    apa = citation_of(report).apa

    assert apa.startswith("Haddad, A., Adeyemi, O., &amp; Prydderch, N. (2025). <cite>Passing")
    assert "revised</cite> (2nd ed.). Co-production Practitioners Network. https://doi.org/" in apa


def test_pages_of_every_kind_make_claims_and_each_rests_on_its_text(founding):
    claims = Claim.objects.select_related("contribution")

    assert {claim.contribution.kind for claim in claims} == {
        "article",
        "case-study",
        "event",
        "report",
    }
    assert {claim.stance for claim in claims} == {"supports", "challenges", "qualifies"}
    ours = [claim for claim in claims if claim.passage in PASSAGES]
    assert len(ours) == len(PASSAGES) > 10
    assert [str(claim) for claim in ours if not claim.is_quoted or claim.has_lost_passage] == []


def test_definitions_of_three_sources_stand_to_be_compared(founding, client):
    page = words(client.get("/ideas/definitions/"))

    for source in ("December 2009", "first edition, page 4", "second edition, page 3"):
        assert source in page


@pytest.mark.parametrize(
    "page",
    [
        "/reports/right-here-right-now/",
        "/reports/passing-the-pen-revised/",
        "/events/london-roadshow/",
        "/events/write-it-up-in-a-day/",
    ],
)
def test_the_contents_of_a_long_page_name_each_of_its_sections(founding, client, page):
    before, _, rest = client.get(page).text.partition('<nav class="toc')
    contents, _, after = rest.partition("</nav>")
    listed_there = set(re.findall(r'href="#([\w-]+)"', contents))
    sections = re.split(r'<(?=section|details class="(?:section )?fold")', after)[1:]

    assert listed_there
    for section in sections:
        there = set(re.findall(r'id="([\w-]+)"', section)) & listed_there
        assert len(there) >= len(re.findall("<h2", section)), section[:300]
    assert listed_there <= set(re.findall(r'id="([\w-]+)"', before + after))
