"""An address that takes forms alone, opened as a page: after signing in on the way, or from a bookmark."""

import uuid

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from copro.errors import takes
from tests.factories import make_event

pytestmark = pytest.mark.django_db
SAMPLES = {"kind": "event", "slug": "a-workshop-in-cardiff"}
OF_CONVERTERS = {IntConverter: 1, UUIDConverter: uuid.UUID(int=1)}


def names_for_forms_alone(patterns=None):
    """The names of our addresses that take no GET."""
    for pattern in patterns or get_resolver().url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from names_for_forms_alone(pattern.url_patterns)
        elif pattern.name and not takes(pattern.callback, "GET"):
            yield pattern.name, pattern.pattern.converters


def test_whoever_opens_it_reads_what_happened_and_goes_on_to_its_page(olu, olu_client, queries):
    event = make_event(olu)
    address = f"/events/{event.slug}/publication/"

    page = olu_client.get(address)

    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "There is no page to open here" in page.text
    assert "nothing was changed" in page.text
    assert f'href="/events/{event.slug}/">Go to that page' in page.text
    assert queries(olu_client, address, status=405) == 2  # who is signed in


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("check-in/7/arrival/deletion/", "check-in/"),
        ("live/questions/7/standing/", "live/"),
        ("change-of-plan/reversal/", "change-of-plan/"),
        ("readings/", ""),
    ],
)
def test_page_above_is_one_to_open_and_no_part_of_one(olu, olu_client, address, above):
    here = make_event(olu).get_absolute_url()

    page = olu_client.get(f"{here}{address}")

    assert f'href="{here}{above}">Go to that page' in page.text


def test_every_address_for_forms_alone_has_the_page(olu_client, olu):
    make_event(olu)
    tried = 0
    for name, converters in names_for_forms_alone():
        given = {
            key: SAMPLES.get(key, OF_CONVERTERS.get(type(converter), "abc"))
            for key, converter in converters.items()
        }
        page = olu_client.get(reverse(name, kwargs=given))
        if page.status_code != 404:  # a private link that nobody has
            assert page.status_code == 405, name
            assert "There is no page to open here" in page.text
            tried += 1
    assert tried > 20


def test_addresses_that_odd_paths_could_mean_lead_nowhere_else(olu_client, olu):
    page = olu_client.put("//evil.example/")

    assert "evil.example" not in page.text
