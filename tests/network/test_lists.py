"""The lists of each kind: filters, pages by cursor, one price."""

import pytest

from tests.factories import make_case_study

pytestmark = pytest.mark.django_db


def test_empty_list_says_what_will_be_here(client):
    page = client.get("/case-studies/").text
    assert "The first case study will be here." in page


def test_list_shows_the_newest_first(client, amina):
    make_case_study(amina, title="A first garden")
    make_case_study(amina, title="A second garden")
    page = client.get("/case-studies/").text
    assert page.index("A second garden") < page.index("A first garden")
