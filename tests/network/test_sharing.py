"""Links to drafts: making, opening and ending them, and what they open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network.models import ShareLink
from network.models.share_links import SIGNER
from tests.factories import make_article, make_case_study, make_event, make_photo, make_report

MAKERS = [make_case_study, make_article, make_event, make_report]


def links_at(contribution):
    return f"{contribution.get_absolute_url()}share-links/"


def make_link(contribution, by, **fields):
    fields = {"expires_at": timezone.now() + timedelta(days=30)} | fields
    return ShareLink.objects.create(contribution=contribution, by=by, **fields)


@pytest.fixture
def draft(amina):
    return make_case_study(amina, published=False)


def test_an_author_makes_a_link_and_a_visitor_reads_the_draft(amina_client, client, draft):
    made = amina_client.post(
        links_at(draft), {"meant_for": "Sunita, for the figures", "days": 30}, follow=True
    )
    link = ShareLink.objects.get()
    assert "Sunita, for the figures" in made.text
    assert f'value="http://127.0.0.1:8000{link.get_absolute_url()}" readonly' in made.text
    assert "not used yet" in made.text
    days = (link.expires_at - timezone.now()).days
    assert days == 29
    page = client.get(link.get_absolute_url())
    assert page.status_code == 200
    assert draft.title in page.text
    assert "Amina Haddad</bdi> shared it with you" in page.text
    assert "used last" in amina_client.get(links_at(draft)).text


@pytest.mark.parametrize("make", MAKERS)
def test_every_kind_is_shown_as_it_will_look(olu, client, make):
    draft = make(olu, published=False)
    link = make_link(draft, olu)
    page = client.get(link.get_absolute_url())
    assert page.status_code == 200
    assert f"<h1>{draft.title}</h1>" in page.text
    assert "please do not pass it on" in page.text
    assert f'action="{draft.get_absolute_url()}' not in page.text
    assert "<textarea" not in page.text
    assert draft.get_edit_url() not in page.text


def test_nobody_keeps_it_finds_it_or_learns_its_address(client, amina, draft):
    page = client.get(make_link(draft, amina).get_absolute_url())
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "no-referrer"


def test_the_link_is_signed_and_not_stored(client, draft, amina):
    link = make_link(draft, amina)
    token = SIGNER.sign(link.pk)
    assert token in link.get_absolute_url()
    stored = ShareLink.objects.values_list().get()
    assert token not in [str(value) for value in stored]
    forged = f"/shared/{link.pk + 1}.{token.partition('.')[2]}/"
    for address in (forged, f"/shared/{link.pk}/", "/shared/x/", f"/shared/{token}x/"):
        page = client.get(address)
        assert page.status_code == 404
        assert "We do not know this link" in page.text
        assert "no-store" in page["Cache-Control"]


def test_a_revoked_link_ends_at_once_also_for_who_has_it_open(amina_client, client, amina, draft):
    link = make_link(draft, amina)
    assert client.get(link.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 200
    amina_client.post(f"{links_at(draft)}{link.pk}/revocation/")
    page = client.get(link.get_absolute_url())
    assert page.status_code == 410
    assert "This link was ended" in page.text
    assert draft.title not in page.text
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_revoking_twice_keeps_the_first_moment(amina_client, amina, draft):
    link = make_link(draft, amina)
    amina_client.post(f"{links_at(draft)}{link.pk}/revocation/")
    first = ShareLink.objects.get().revoked_at
    assert amina_client.post(f"{links_at(draft)}{link.pk}/revocation/").status_code == 302
    assert ShareLink.objects.get().revoked_at == first


def test_an_expired_link_says_so(client, amina, draft):
    link = make_link(draft, amina)
    assert client.get(link.get_absolute_url()).status_code == 200
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.get(link.get_absolute_url())
    assert page.status_code == 410
    assert "This link has run out" in page.text
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_published_draft_is_read_at_its_own_address(client, amina, draft):
    link = make_link(draft, amina)
    draft.publish()
    page = client.get(link.get_absolute_url())
    assert (page.status_code, page.url) == (302, draft.get_absolute_url())


def test_a_deleted_draft_says_so(client, amina, draft):
    address = make_link(draft, amina).get_absolute_url()
    draft.delete_for_good()
    page = client.get(address)
    assert page.status_code == 410
    assert "The draft is deleted" in page.text


def test_what_a_moderator_took_back_is_closed_to_guests_too(client, amina, mo, draft):
    link = make_link(draft, amina)
    assert client.get(link.get_absolute_url()).status_code == 200
    draft.publish()
    draft.withdraw(by=mo, reason="It names a child.")
    page = client.get(link.get_absolute_url())
    assert page.status_code == 410
    assert "A moderator has taken it back" in page.text
    assert draft.title not in page.text
    assert "It names a child." not in page.text
    assert client.get(draft.get_absolute_url()).status_code == 410


def test_pictures_of_the_draft_open_with_the_link_and_close_with_it(client, amina, draft):
    photo = make_photo(contribution=draft)
    link = make_link(draft, amina)
    address = photo.file.url
    assert Client().get(address).status_code == 404
    client.get(link.get_absolute_url())
    assert b"".join(client.get(address))
    link.revoke()
    assert client.get(address).status_code == 404


def test_only_authors_share_and_only_drafts(
    draft, amina, bryn_client, olu_client, mo_client, client, amina_client
):
    link = make_link(draft, amina)
    for address in (links_at(draft), f"{links_at(draft)}{link.pk}/revocation/"):
        for other in (bryn_client, olu_client, mo_client):
            assert other.post(address, {"days": 30}).status_code == 404
        assert "/accounts/login/" in client.post(address).url
    assert ShareLink.objects.get().revoked_at is None
    draft.publish()
    assert amina_client.get(links_at(draft)).status_code == 403


def test_a_guest_who_signs_in_reads_and_changes_nothing(bryn_client, amina, draft):
    bryn_client.get(make_link(draft, amina).get_absolute_url())
    page = bryn_client.get(draft.get_absolute_url())
    assert page.status_code == 200
    assert draft.get_edit_url() not in page.text
    assert bryn_client.get(draft.get_edit_url()).status_code == 403
    for noun in ("share-links", "publication", "schedule", "deletion"):
        assert bryn_client.post(f"{draft.get_absolute_url()}{noun}/").status_code == 403
    assert bryn_client.get(f"{draft.get_absolute_url()}preview/").status_code == 403


def test_another_drafts_link_is_not_found_here(amina_client, amina, draft):
    other = make_link(make_article(amina, published=False), amina)
    assert amina_client.post(f"{links_at(draft)}{other.pk}/revocation/").status_code == 404


@pytest.mark.parametrize("days", ["", "0", "31", "9999999999", "a month", "-7"])
def test_a_link_without_a_known_time_is_not_made(amina_client, draft, days):
    page = amina_client.post(links_at(draft), {"meant_for": "Sunita", "days": days})
    assert page.status_code == 422
    assert "Sunita" in page.text
    assert not ShareLink.objects.exists()


def test_a_draft_has_at_most_twenty_open_links(amina_client, amina, draft):
    for _ in range(20):
        make_link(draft, amina)
    page = amina_client.post(links_at(draft), {"days": 7})
    assert "There are 20 links that work already" in page.text
    ShareLink.objects.first().revoke()
    assert amina_client.post(links_at(draft), {"days": 7}).status_code == 302


def test_a_look_by_a_machine_is_no_use(client, amina, draft):
    link = make_link(draft, amina)
    assert client.head(link.get_absolute_url()).status_code == 200
    assert ShareLink.objects.get().last_used_at is None


def test_the_list_of_links_costs_the_same_for_one_and_thirty(queries, amina_client, amina, draft):
    make_link(draft, amina)
    one = queries(amina_client, links_at(draft))
    for _ in range(29):
        make_link(draft, amina)
    assert queries(amina_client, links_at(draft)) == one
