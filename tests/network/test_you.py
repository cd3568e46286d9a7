"""A member's own pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Removal
from tests.factories import (
    make_article,
    make_case_study,
    make_comment,
    make_comments,
    make_event,
    make_report,
    name_on,
)

ADDRESSES = ["/you/", "/you/contributions/", "/you/comments/"]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_asked_to_sign_in(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_are_only_read(amina_client, address):
    assert amina_client.post(address).status_code == 405


def test_an_empty_page_says_what_will_be_here(amina_client):
    page = text(amina_client.get("/you/"))
    assert "What you begin and have not published yet waits here" in page
    assert "What you publish, and what names you as an author, will be listed here" in page
    assert "What you say about other people" in page


def test_it_leads_to_profile_and_account(amina_client, amina):
    page = text(amina_client.get("/you/"))
    for address in (
        amina.person.get_absolute_url(),
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ):
        assert f'href="{address}"' in page


def test_it_shows_my_drafts_and_nobody_elses(amina_client, amina, bryn):
    make_case_study(amina, title="Half a story", published=False)
    make_article(bryn, title="Somebody else’s secret", published=False)
    shared = make_article(bryn, title="Ours together", published=False)
    name_on(shared, amina.person, position=1, confirmed_at=timezone.now())
    page = text(amina_client.get("/you/"))
    assert "Half a story" in page
    assert "Ours together" in page
    assert "secret" not in page
    assert "/edit/" in page


def test_it_shows_what_i_published_and_how_often_it_was_read(amina_client, amina):
    study = make_case_study(amina, title="A whole story")
    study.view_count, study.comment_count = 84, 1
    study.save()
    page = text(amina_client.get("/you/"))
    assert "A whole story" in page
    assert "Read 84 times" in page
    assert "1 comment" in page


def test_it_shows_my_comments_without_the_deleted_ones(amina_client, amina, bryn):
    study = make_case_study(bryn)
    make_comment(study, amina, "I said this")
    make_comment(study, amina, "I took this back").delete_by_author()
    make_comment(study, bryn, "Bryn said this")
    page = text(amina_client.get("/you/"))
    assert "I said this" in page
    assert "I took this back" not in page
    assert "Bryn said this" not in page


def test_comments_on_what_was_withdrawn_do_not_name_it(amina_client, amina, bryn):
    study = make_case_study(bryn, title="A withdrawn title")
    make_comment(study, amina, "I said this")
    study.withdraw(by=bryn, reason="")
    page = text(amina_client.get("/you/"))
    assert "I said this" in page
    assert "On something that is not public any more" in page
    assert "A withdrawn title" not in page


def test_more_than_ten_lead_to_pages_of_their_own(amina_client, amina, bryn):
    for number in range(12):
        make_article(
            amina,
            title=f"Article {number:02}",
            published=timezone.now() - timedelta(days=number),
        )
    make_comments(make_case_study(bryn), amina, 60)
    page = text(amina_client.get("/you/"))
    assert "Article 09" in page
    assert "Article 10" not in page
    assert "/you/contributions/" in page
    assert "Article 11" in text(amina_client.get("/you/contributions/"))
    first = amina_client.get("/you/comments/")
    assert text(first).count("Number ") == 50
    assert "Older" in text(first)


@pytest.mark.parametrize("address", ADDRESSES[1:])
@pytest.mark.parametrize("cursor", ["x", "WzFd", "-", "~"])
def test_an_odd_cursor_is_not_found(amina_client, address, cursor):
    assert amina_client.get(address, {"page": cursor}).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(amina_client, amina, bryn, mo, queries, count):
    kinds = (make_case_study, make_article, make_event, make_report)
    for number in range(count):
        theirs = kinds[number % 4](bryn)
        kinds[number % 4](amina)
        kinds[number % 4](amina, published=False)
        Removal.objects.remove(make_comment(theirs, amina), by=mo, reason="Off topic")
    assert queries(amina_client, "/you/") == 12
    assert queries(amina_client, "/you/contributions/") == 3
    assert queries(amina_client, "/you/comments/") == 3
