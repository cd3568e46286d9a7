"""Who may keep a page: everybody, or only the person it was made for."""

import pytest

from copro.caching import short_key

pytestmark = [pytest.mark.urls("tests.copro.addresses"), pytest.mark.django_db]


def test_a_visitors_page_may_be_kept_by_everybody(client):
    response = client.get("/reading/")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in response.headers["Vary"]
    assert response.cookies == {}


def test_a_page_that_did_not_change_is_not_sent_again(client):
    tag = client.get("/reading/").headers["ETag"]
    response = client.get("/reading/", headers={"if-none-match": tag})
    assert response.status_code == 304
    assert response.content == b""


def test_a_members_page_is_kept_by_their_browser_alone(amina_client):
    response = amina_client.get("/reading/")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" in response.headers


@pytest.mark.parametrize("what", ["form", "nonce", "session"])
def test_whatever_is_made_for_one_person_is_not_public(client, what):
    assert client.get(f"/reading/{what}/").headers["Cache-Control"] == "private, no-cache"


def test_only_a_page_that_asks_for_a_nonce_names_one(client):
    assert "nonce-" not in client.get("/reading/").headers["Content-Security-Policy"]
    response = client.get("/reading/nonce/")
    nonce = response.text.partition('nonce="')[2].partition('"')[0]
    assert len(nonce) > 16
    assert f"script-src 'self' 'nonce-{nonce}'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_reading_page_is_only_read(client, method):
    assert getattr(client, method)("/reading/").status_code == 405


@pytest.mark.parametrize("key", ["short", "k" * 10_000, "with a space", "nul\x00", "\ud800", "ŵ"])
def test_every_key_of_the_cache_fits_its_column(key):
    found = short_key(key, "copro", 1)
    assert len(found) <= 255
    assert found.isascii()
    assert found.isprintable()


def test_two_long_keys_stay_two():
    assert short_key("k" * 300 + "a", "", 1) != short_key("k" * 300 + "b", "", 1)
