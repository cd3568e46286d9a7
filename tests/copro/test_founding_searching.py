"""The founding content can be searched as people search."""

import pytest
from django.core.management import call_command
from django.db import transaction

from network.models import Synonym

pytestmark = pytest.mark.xdist_group("founding")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_founding", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def founding(loaded, db):
    """What was loaded."""


def titles(client, asked, **more):
    context = client.get("/search/", {"q": asked, **more}).context
    return [str(row) for row in context.get("passages") or context["page"]]


def test_a_misspelt_search_leads_on(founding, client):
    page = client.get("/search/?q=co-prodution+roadshow").text
    assert 'href="?q=co-production%20roadshow"' in page
    assert "Co-production roadshow: London" in titles(client, "co-production roadshow")


def test_a_synonym_a_hyphen_and_another_spelling_find_the_same(founding, client):
    assert Synonym.objects.count() >= 5
    assert set(titles(client, '"time bank"')) <= set(titles(client, "timebank"))
    assert titles(client, "time-bank") == titles(client, '"time bank"') != []
    assert titles(client, "neighborhood") == titles(client, "neighbourhood") != []
    assert titles(client, "personalization") == titles(client, "personalisation") != []


def test_what_a_witness_answered_says_who_and_where(founding, client):
    page = client.get("/search/?q=time+bank&kind=answers").text
    assert "at <bdi>Co-production roadshow: London</bdi>" in page
    found = client.get("/search/suggestions/?q=timeb").json()["suggestions"]
    assert {"words": "time bank", "kind": "Means the same as timebank"}.items() <= found[0].items()
