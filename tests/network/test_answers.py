"""Somebody who is named reads and answers by the link in a mail, without an account."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from network import tasks
from network.models import Byline, Invitation, InvitationAnswer, Quote, Revision
from network.models.invitations import own_address
from network.views.answers import MOST_APPROVALS
from tests.conftest import signed_in
from tests.factories import (
    make_case_study,
    make_event,
    make_member,
    make_person,
    make_photo,
    make_report,
    name_on,
)
from tests.pages import submit
from tests.writing import as_sent


@pytest.fixture
def draft(amina):
    return make_case_study(amina, published=False)


@pytest.fixture
def invitation(draft, amina):
    byline = name_on(draft, make_person("Sunita Rao"), took_part_as="carer", position=1)
    return Invitation.objects.ask(
        byline=byline, by=amina, email="sunita@example.org", message="Is that right?"
    )


@pytest.fixture
def quote(draft):
    return draft.quotes.create(name_as_printed="Sunita Rao", text="Nobody asked me before.")


@pytest.fixture
def link(invitation):
    return invitation.get_absolute_url()


def test_the_letter_says_who_asks_and_how_one_is_named_and_quoted(link, quote, client):
    page = client.get(link)
    assert page.status_code == 200
    for words in (
        "May we name you?",
        "Amina Haddad",
        "A time bank in the day centre",
        "Is that right?",
        "Sunita Rao",
        "Carer or family",
        "Nobody asked me before.",
        "Yes, you may name me",
        "Take my name off",
    ):
        assert words in page.text


@pytest.mark.parametrize("below", ["", "draft/", "withdrawal/"])
def test_the_pages_are_private(link, client, below):
    page = client.get(f"{link}{below}")
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert f"page={link}" not in page.text  # no key is handed on to those who take things down


def test_reading_changes_nothing(link, quote, client):
    before = list(Byline.objects.values()), list(Quote.objects.values())
    for below in ("", "draft/", "withdrawal/", f"quotes/{quote.pk}/withdrawal/"):
        assert client.get(f"{link}{below}").status_code == 200
    for below in ("approval/", "change/", "renewal/"):
        # A tab that is opened again leads back to the letter.
        assert client.get(f"{link}{below}").headers["Location"] == link
    assert before == (list(Byline.objects.values()), list(Quote.objects.values()))
    assert not InvitationAnswer.objects.exists()


def test_the_draft_is_read_as_it_will_look_and_cannot_be_written(link, draft, quote, client):
    page = client.get(f"{link}draft/")
    assert "People met every Tuesday" in page.text
    assert "Nobody asked me before." in page.text
    assert f'href="{link}#answer"' in page.text
    for words in ("Publish", "Edit<", "/edit/", "/publication/"):
        assert words not in page.text
    assert client.get(draft.get_edit_url()).status_code == 302
    assert client.post(f"{draft.get_absolute_url()}publication/").status_code == 302


def test_the_draft_of_every_kind_is_shown(olu, client):
    for made in (make_event(olu, published=False), make_report(olu, published=False)):
        byline = name_on(made, make_person("Sunita Rao"), position=1)
        link = Invitation.objects.ask(byline=byline, by=olu, email="a@example.org")
        page = client.get(f"{link.get_absolute_url()}draft/")
        assert page.status_code == 200
        assert made.title in page.text


def test_its_photos_are_shown_to_this_browser_until_the_link_ends(
    link, invitation, draft, client, bryn_client
):
    photo = make_photo(contribution=draft)

    def status(browser):
        answer = browser.get(photo.small.url)
        b"".join(answer)  # after the last byte the client closes the file
        return answer.status_code

    assert status(client) == 404
    client.get(f"{link}draft/")
    assert status(client) == 200
    assert status(bryn_client) == 404
    invitation.revoke()
    assert status(client) == 404


def test_what_is_published_is_read_at_its_own_address(link, draft, client):
    draft.publish()
    assert client.get(f"{link}draft/").url == draft.get_absolute_url()


def test_what_a_moderator_took_back_is_shown_to_nobody(link, draft, mo, client):
    draft.publish()
    draft.withdraw(by=mo, reason="It names a child.")
    page = client.get(f"{link}draft/")
    assert page.status_code == 410
    assert "A moderator has taken it back" in page.text


class TestApproving:
    def test_one_click_confirms(self, link, client, draft):
        page = submit(client, client.get(link), "/approval/")
        assert "You agreed to be named" in page.text
        byline = draft.bylines.get(name_as_printed="Sunita Rao")
        assert byline.confirmed_at
        assert draft.still_needed() == []

    def test_a_second_click_doubles_nothing(self, link, client):
        page = client.get(link)
        first = submit(client, page, "/approval/")
        confirmed = Byline.objects.get(name_as_printed="Sunita Rao").confirmed_at
        submit(client, page, "/approval/")
        submit(client, first, "/approval/")
        assert Byline.objects.get(name_as_printed="Sunita Rao").confirmed_at == confirmed
        assert InvitationAnswer.objects.count() == 1

    def test_name_and_part_are_put_right_in_their_own_words(self, link, client, draft):
        fields = {
            "name_as_printed": "Sunita R.",
            "took_part_as": "own-words",
            "own_words": "brought the soup",
        }
        submit(client, client.get(link), "/approval/", fields)
        byline = draft.bylines.last()
        assert (str(byline), byline.capacity) == ("Sunita R.", "brought the soup")
        draft.refresh_from_db()
        assert "Sunita R." in draft.credit
        assert draft.updated_by is None

    def test_a_published_page_shows_the_new_name_and_keeps_a_revision(self, link, client, draft):
        draft.publish()
        Revision.objects.note(draft, by=None)
        submit(client, client.get(link), "/approval/", {"name_as_printed": "Sunita R."})
        assert "Sunita R." in client.get(draft.get_absolute_url()).text
        assert Revision.objects.filter(contribution=draft).count() == 2

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"name_as_printed": ""}, "Please fill this in"),
            ({"took_part_as": "own-words", "own_words": ""}, "Say in your own words"),
            ({"took_part_as": "queen"}, "Choose one of those that are offered"),
            ({"name_as_printed": "a" * 200}, "at most 150"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_agreed_to(self, link, client, fields, says):
        page = submit(client, client.get(link), "/approval/", fields)
        assert page.status_code == 422
        assert says in page.text
        assert not InvitationAnswer.objects.exists()

    def test_the_authors_are_told_once(self, link, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            submit(client, client.get(link), "/approval/")
        tasks.tell_of_answer.func(InvitationAnswer.objects.get().pk)
        [message] = mail.outbox
        assert message.to == ["amina@copro.example"]
        assert "agreed to be named" in message.body

    def test_it_works_without_a_token_of_the_session(self, link):
        browser = Client(enforce_csrf_checks=True)
        page = browser.post(
            f"{link}approval/",
            {"name_as_printed": "Sunita Rao", "took_part_as": "carer"},
            headers={"origin": "null"},
        )
        assert page.status_code == 302


class TestChange:
    def test_it_is_sent_to_the_authors(self, link, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            page = submit(client, client.get(link), "/change/", {"words": "I am no carer."})
        assert "You asked" in page.text or "Asked for a change" in page.text
        assert "I am no carer." in mail.outbox[0].body

    def test_authors_read_it_on_the_page(self, link, client, draft, amina_client):
        submit(client, client.get(link), "/change/", {"words": "I am no carer."})
        page = amina_client.get(f"{draft.get_absolute_url()}invitations/")
        assert "Asks for a change" in page.text
        assert "I am no carer." in page.text

    def test_the_same_again_is_one(self, link, client):
        for _ in range(2):
            submit(client, client.get(link), "/change/", {"words": "I am no carer."})
        assert InvitationAnswer.objects.count() == 1

    @pytest.mark.parametrize("words", ["", " \n ", "a" * 3000])
    def test_words_are_needed_and_limited(self, link, client, words):
        page = submit(client, client.get(link), "/change/", {"words": words})
        assert page.status_code == 422
        assert not InvitationAnswer.objects.exists()

    def test_nobody_floods_the_authors(self, link, client):
        for number in range(12):
            page = submit(client, client.get(link), "/change/", {"words": f"Change {number}"})
        assert page.status_code == 422
        assert "Change 11" in page.text
        assert InvitationAnswer.objects.count() == 10


class TestWithdrawing:
    def test_a_name_goes_with_its_words_everywhere(
        self, link, client, draft, quote, amina_client, django_capture_on_commit_callbacks
    ):
        draft.bylines.unsettled().update(vouched_at=timezone.now())
        Invitation.objects.update(sent_at=timezone.now())
        draft.publish()
        Revision.objects.note(draft, by=None)
        assert "Sunita" in client.get(draft.get_absolute_url()).text
        asked = client.get(f"{link}withdrawal/")
        assert "Take your name off?" in asked.text
        with django_capture_on_commit_callbacks(execute=True):
            page = submit(client, asked, "/withdrawal/")
        assert "Your name is not on it" in page.text
        for there in (draft.get_absolute_url(), "/case-studies/", "/search/?q=Sunita"):
            text = client.get(there).text
            assert "Sunita Rao" not in text
            assert "Nobody asked me before" not in text
        assert client.get("/people/sunita-rao/").status_code == 404
        kept = str(list(Revision.objects.values_list("content", flat=True)))
        assert "Sunita" not in kept
        assert "Nobody asked" not in kept
        assert "took their name off" in mail.outbox[0].body

    def test_who_changes_their_mind_all_day_is_asked_to_wait(self, link, client, invitation):
        for number in range(MOST_APPROVALS):
            client.post(f"{link}approval/", {"name_as_printed": f"Sunita {number}"})
        page = client.post(f"{link}approval/", {"name_as_printed": "Sunita"})
        assert page.status_code == 422
        assert "You changed this a lot today" in page.text
        assert invitation.answers.count() == MOST_APPROVALS

    def test_words_may_stay_without_the_name(self, link, client, draft, quote):
        submit(client, client.get(f"{link}withdrawal/"), "/withdrawal/", {"keeps_words": "on"})
        quote.refresh_from_db()
        assert quote.name_as_printed == "Somebody who took part"
        assert quote.person is None

    def test_a_second_click_changes_nothing(self, link, client):
        asked = client.get(f"{link}withdrawal/")
        submit(client, asked, "/withdrawal/")
        submit(client, asked, "/withdrawal/")
        assert client.get(f"{link}withdrawal/").status_code == 302
        assert InvitationAnswer.objects.count() == 1

    def test_who_took_their_name_off_reads_the_draft_no_more(self, link, client, draft):
        submit(client, client.get(f"{link}withdrawal/"), "/withdrawal/")
        page = client.get(f"{link}draft/")
        assert page.status_code == 410
        assert "People met every Tuesday" not in page.text
        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_a_quote_goes_alone(self, link, client, draft, quote):
        other = draft.quotes.create(name_as_printed="Bo Lee", text="Mine.")
        asked = client.get(f"{link}quotes/{quote.pk}/withdrawal/")
        assert "Nobody asked me before." in asked.text
        for _ in range(2):
            submit(client, asked, "/withdrawal/")
        assert list(draft.quotes.all()) == [other]
        assert draft.bylines.count() == 2
        assert [answer.answer for answer in InvitationAnswer.objects.all()] == ["quote"]

    def test_nobody_takes_off_what_others_said(self, link, client, draft):
        other = draft.quotes.create(name_as_printed="Bo Lee", text="Mine.")
        client.post(f"{link}quotes/{other.pk}/withdrawal/")
        assert Quote.objects.filter(pk=other.pk).exists()

    def test_a_writer_who_has_it_open_is_asked_before_it_comes_back(
        self, link, client, draft, amina_client
    ):
        opened = amina_client.get(draft.get_edit_url())
        submit(client, client.get(f"{link}withdrawal/"), "/withdrawal/")
        page = amina_client.post(draft.get_edit_url(), as_sent(opened) | {"save": ""})
        assert page.status_code in (409, 422)
        assert not draft.bylines.filter(name_as_printed="Sunita Rao").exists()


class TestLinks:
    @pytest.mark.parametrize("token", ["x", "1.x", "named-1.x", "a" * 500])
    def test_a_wrong_one_says_so(self, client, db, token):
        page = client.get(f"/invitations/{token}/")
        assert page.status_code == 404
        assert "This link leads nowhere" in page.text
        assert page["Cache-Control"] == "private, no-store"

    def test_one_that_works_asks_for_no_other(self, link, client, draft, bryn, bryn_client):
        own = own_address(name_on(draft, bryn.person, position=2))
        for reader, address in ((client, link), (bryn_client, own)):
            assert reader.post(f"{address}renewal/").status_code == 302
        assert not InvitationAnswer.objects.exists()

    def test_one_that_has_run_out_asks_for_another_once(
        self, link, invitation, client, draft, amina_client, django_capture_on_commit_callbacks
    ):
        before = timezone.now() - timedelta(days=1)
        Invitation.objects.update(expires_at=before, sent_at=before)
        for below in ("", "draft/"):
            page = client.get(f"{link}{below}")
            assert page.status_code == 410
            assert "This link has run out" in page.text
        assert client.post(f"{link}approval/").status_code == 410
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                answer = submit(client, page, "/renewal/")
        assert "We have asked them" in answer.text
        assert len(mail.outbox) == 1
        assert "would like a new one" in mail.outbox[0].body
        page = amina_client.get(f"{draft.get_absolute_url()}invitations/")
        assert "Asks for a new link" in page.text

    def test_one_that_was_taken_back_says_so(self, link, invitation, client):
        invitation.revoke()
        page = client.get(link)
        assert page.status_code == 410
        assert "This invitation was taken back" in page.text
        assert client.post(f"{link}renewal/").status_code == 410

    def test_it_outlives_who_sent_it(self, link, amina, draft, client):
        amina.delete()
        page = client.get(link)
        assert page.status_code == 200
        assert "Somebody" in page.text
        assert submit(client, page, "/approval/").status_code == 200

    def test_a_name_that_an_author_took_off_meanwhile(self, link, draft, client):
        opened = client.get(link)
        draft.bylines.filter(name_as_printed="Sunita Rao").delete()
        page = submit(client, opened, "/approval/")
        assert page.status_code == 200
        assert "Your name is not on it" in page.text
        assert client.get(f"{link}draft/").status_code == 410

    def test_a_draft_that_is_deleted(self, link, draft, client):
        draft.delete_for_good()
        page = client.get(link)
        assert page.status_code == 410
        assert "There is nothing to answer any more" in page.text

    def test_a_taken_off_row_is_gone_for_a_member_too(self, draft, bryn, bryn_client):
        byline = name_on(draft, bryn.person, position=1)
        link = next(p for p in bryn_client.get("/you/").text.split('"') if "/invitations/" in p)
        byline.delete()
        assert bryn_client.get(link).status_code == 410


class TestJoining:
    """Who is signed in with the address that was asked says that it is them."""

    @pytest.fixture
    def member(self, groups):
        member = make_member("Sunita R.", email="sunita@example.org")
        member.emailaddress_set.create(email=member.email, verified=True, primary=True)
        return member

    def test_the_byline_becomes_theirs(self, link, draft, quote, member):
        before = draft.bylines.get(name_as_printed="Sunita Rao").person
        client = signed_in(member)
        page = client.get(link)
        assert "Show it on my page here" in page.text
        submit(client, page, "/approval/", {"is_mine": "on"})
        byline = draft.bylines.get(name_as_printed="Sunita Rao")
        assert byline.person == member.person
        assert client.get(draft.get_edit_url()).status_code == 200
        assert not type(before).objects.filter(pk=before.pk).exists()

    def test_other_places_that_name_the_person_stay_as_they_are(self, link, draft, member):
        person = draft.bylines.get(name_as_printed="Sunita Rao").person
        elsewhere = name_on(make_case_study(title="Another"), person)
        client = signed_in(member)
        submit(client, client.get(link), "/approval/", {"is_mine": "on"})
        assert draft.bylines.get(name_as_printed="Sunita Rao").person == member.person
        elsewhere.refresh_from_db()
        assert elsewhere.person == person
        assert elsewhere.person.member is None

    def test_one_named_twice_stays_once(self, link, draft, member):
        name_on(draft, member.person, position=2)
        client = signed_in(member)
        submit(client, client.get(link), "/approval/", {"is_mine": "on"})
        [byline] = draft.bylines.filter(person=member.person)
        assert byline.confirmed_at

    @pytest.mark.parametrize("verified", [True, False])
    def test_another_address_or_an_unverified_one_is_not_enough(
        self, link, draft, member, verified
    ):
        email = "other@example.org" if verified else "sunita@example.org"
        member.emailaddress_set.update(email=email, verified=verified)
        client = signed_in(member)
        page = client.get(link)
        assert "Show it on my page here" not in page.text
        submit(client, page, "/approval/", {"is_mine": "on"})
        assert draft.bylines.get(name_as_printed="Sunita Rao").person.member is None
