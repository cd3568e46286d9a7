"""The words of the field: a page that anybody may read, kept by moderators and the operator."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from network import permissions
from network.models import Term


def make_term(word="Time bank", **fields):
    fields = {"slug": word.lower().replace(" ", "-"), "meaning": "People swap hours."} | fields
    return Term.objects.create(word=word, **fields)


def test_visitor_reads_each_word_with_its_meaning_in_order(client, db):
    make_term("Tokenism")
    make_term("Carer", also="unpaid carer")
    page = client.get("/glossary/")
    assert page.text.index("Carer") < page.text.index("Tokenism")
    for words in ("People swap hours.", "Also said: <bdi>unpaid carer</bdi>", 'id="carer"'):
        assert words in page.text
    assert "public" in page["Cache-Control"]
    assert not page.cookies


def test_a_word_has_an_address_of_its_own(db):
    assert make_term().get_absolute_url() == "/glossary/#time-bank"


def test_an_empty_glossary_says_what_will_be_there(client, db):
    assert "Here the words of the field will be explained" in client.get("/glossary/").text


def test_what_it_says_is_escaped(client, db):
    make_term("<b>Bold</b>", slug="bold", meaning="<script>alert(1)</script>\nTwo lines.")
    page = client.get("/glossary/").text
    assert "<b>Bold" not in page
    assert "<script>alert" not in page
    assert "<br>Two lines." in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_glossary_costs_the_same_however_long_it_is(client, queries, count):
    for number in range(count):
        make_term(f"Word {number}")
    assert queries(client, "/glossary/") == 1


def test_it_is_linked_from_every_page_from_the_writing_page_and_the_sitemap(amina_client, client):
    assert 'href="/glossary/"' in client.get("/ideas/").text
    written = amina_client.get("/articles/new/").text
    assert '<a href="/glossary/" target="_blank" rel="noopener">' in written
    assert "/glossary/</loc>" in client.get("/sitemap-places-1.xml").text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_methods_are_refused(client, db, method):
    assert getattr(client, method)("/glossary/").status_code == 405


def test_moderators_and_the_administrator_keep_it(amina, bryn, olu, mo, admin):
    cast = [AnonymousUser(), amina, bryn, olu, mo, admin]
    may = [permissions.may_edit_glossary(member) for member in cast]
    assert may == [False, False, False, False, True, True]


def test_a_moderator_who_may_open_the_admin_adds_a_word_there(mo, mo_client, client):
    assert mo_client.get("/admin/network/term/add/").status_code == 302
    mo.is_staff = True
    mo.save()
    sent = {"word": "Carer", "slug": "carer", "meaning": "Somebody who looks after another."}
    assert mo_client.post("/admin/network/term/add/", sent).status_code == 302
    assert "Somebody who looks after another." in client.get("/glossary/").text


def test_an_organiser_who_may_open_the_admin_has_no_glossary_there(olu, olu_client):
    olu.is_staff = True
    olu.save()
    assert olu_client.get("/admin/network/term/").status_code == 403


@pytest.mark.parametrize(
    "same", [{"word": "Time bank", "slug": "x"}, {"word": "X", "slug": "time-bank"}]
)
def test_a_word_and_its_address_are_there_once(db, same):
    make_term()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_term(**same)
