"""Authors ask those whom they name, by mail, and say for others that they agree."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from network import tasks
from network.models import CaseStudy, Contribution, Invitation, InvitationAnswer
from tests.factories import make_case_study, make_person, make_report, name_on
from tests.pages import submit
from tests.writing import as_sent, rows


@pytest.fixture
def draft(amina):
    return make_case_study(amina, published=False)


@pytest.fixture
def sunita(draft):
    """Somebody without an account who is named on the draft: her byline."""
    return name_on(draft, make_person("Sunita Rao"), took_part_as="carer", position=1)


def address(contribution):
    return f"{contribution.get_absolute_url()}invitations/"


def ask(client, byline, email="sunita@example.org", message="Is that right?"):
    prefix = f"person-{byline.pk}"
    sent = {"byline": byline.pk, f"{prefix}-email": email, f"{prefix}-message": message}
    return client.post(address(byline.contribution), sent)


def test_only_its_authors_open_the_page(
    draft, sunita, client, amina_client, bryn_client, olu_client, mo_client
):
    assert amina_client.get(address(draft)).status_code == 200
    for other in (bryn_client, olu_client, mo_client):
        assert other.get(address(draft)).status_code == 404
    assert client.get(address(draft)).status_code == 302
    draft.publish()
    published = address(CaseStudy.objects.get())
    for other in (bryn_client, olu_client, mo_client):
        assert other.get(published).status_code == 403


def test_organisers_share_the_page_of_a_published_report(olu, admin_client, amina_client):
    report = make_report(olu)
    assert admin_client.get(address(report)).status_code == 200
    assert amina_client.get(address(report)).status_code == 403


def test_the_page_says_where_everybody_stands(draft, sunita, amina, amina_client, bryn):
    name_on(draft, bryn.person, position=2)
    page = amina_client.get(address(draft)).text
    assert "Not asked" in page
    assert "They see it among their own pages here" in page
    ask(amina_client, sunita)
    assert "The mail is on its way" in amina_client.get(address(draft)).text
    tasks.send_invitation.func(Invitation.objects.get().pk)
    assert "the link works until" in amina_client.get(address(draft)).text
    Invitation.objects.get().approve()
    assert "agreed to be named" in amina_client.get(address(draft)).text


def test_a_page_that_names_nobody_leads_to_naming(draft, amina_client):
    draft.bylines.all().delete()
    assert "Nobody is named on it yet" in amina_client.get(address(draft)).text


def test_the_page_costs_the_same_however_many_are_named(draft, amina_client, queries):
    def name(count):
        for number in range(count):
            byline = name_on(draft, make_person(f"Person {number}"), position=number + 2)
            Invitation.objects.ask(byline=byline, by=None, email="a@example.org").approve()

    name(1)
    few = queries(amina_client, address(draft))
    name(20)
    assert queries(amina_client, address(draft)) == few


def test_an_invitation_goes_out_once_with_a_private_link(
    draft, sunita, amina, amina_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = ask(amina_client, sunita)
    assert page.url == address(draft)
    invitation = Invitation.objects.get()
    tasks.send_invitation.func(invitation.pk)
    [message] = mail.outbox
    assert message.to == ["sunita@example.org"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Amina Haddad asks" in message.subject
    link = invitation.get_absolute_url()
    for text in (message.body, message.alternatives[0].content):
        assert link in text
        assert "Is that right?" in text
        assert "you need no account" in text
    invitation.refresh_from_db()
    assert invitation.sent_at
    assert timedelta(days=29) < invitation.expires_at - timezone.now() < timedelta(days=31)


def test_a_member_is_asked_at_the_address_of_their_account(draft, bryn, amina_client):
    byline = name_on(draft, bryn.person, position=1)
    ask(amina_client, byline, email="another@example.org")
    tasks.send_invitation.func(Invitation.objects.get().pk)
    assert [message.to for message in mail.outbox] == [[bryn.email]]
    assert bryn.email not in amina_client.get(address(draft)).text
    assert Invitation.objects.get().email == ""


@pytest.mark.parametrize("email", ["", "sunita", "sunita@", "a" * 300 + "@example.org"])
def test_an_address_that_is_none_is_refused_and_kept(draft, sunita, amina_client, email):
    page = ask(amina_client, sunita, email=email)
    assert page.status_code == 422
    assert "Is that right?" in page.text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "0", "٣", "9" * 30, "1"])
def test_only_somebody_named_on_it_is_asked(draft, amina_client, number):
    other = make_case_study(title="Another")
    name_on(other, make_person("Bo Lee"))
    assert amina_client.post(address(draft), {"byline": number}).status_code == 404


def test_nobody_gets_more_than_three_a_day(draft, sunita, amina_client):
    for _ in range(3):
        assert ask(amina_client, sunita).status_code == 302
    page = ask(amina_client, sunita, email="SUNITA@example.org")
    assert page.status_code == 422
    assert "a lot of mail for one day" in page.text
    assert Invitation.objects.count() == 3


def test_asking_again_closes_the_link_before(draft, sunita, amina_client, client):
    ask(amina_client, sunita)
    first = Invitation.objects.get()
    ask(amina_client, sunita, email="other@example.org")
    assert client.get(first.get_absolute_url()).status_code == 410
    assert Invitation.objects.open().get().email == "other@example.org"


def test_it_is_sent_again_with_the_same_link(
    draft, sunita, amina_client, django_capture_on_commit_callbacks
):
    ask(amina_client, sunita)
    invitation = Invitation.objects.get()
    tasks.send_invitation.func(invitation.pk)
    with django_capture_on_commit_callbacks(execute=True):
        submit(amina_client, amina_client.get(address(draft)), "/reminder/")
    assert len(mail.outbox) == 2
    assert invitation.get_absolute_url() in mail.outbox[1].body


def test_a_forgotten_address_is_asked_for_again(draft, sunita, amina_client):
    ask(amina_client, sunita)
    invitation = Invitation.objects.get()
    Invitation.objects.update(email="")
    page = amina_client.post(f"{address(draft)}{invitation.pk}/reminder/", follow=True)
    assert "We have forgotten the address" in page.text


def test_it_is_taken_back(draft, sunita, amina_client, bryn_client, client):
    ask(amina_client, sunita)
    invitation = Invitation.objects.get()
    noun = f"{address(draft)}{invitation.pk}/revocation/"
    assert bryn_client.post(noun).status_code == 404
    assert amina_client.get(noun).status_code == 405
    amina_client.post(noun)
    tasks.send_invitation.func(invitation.pk)
    assert mail.outbox == []
    assert client.get(invitation.get_absolute_url()).status_code == 410


def test_addresses_are_forgotten_once_answered_or_run_out(draft, sunita, amina):
    def invited(name, **fields):
        byline = name_on(draft, make_person(name), position=5)
        made = Invitation.objects.ask(byline=byline, by=amina, email="x@example.org")
        Invitation.objects.filter(pk=made.pk).update(**fields)
        return made

    waits = invited("Waits")
    changes = invited("Asks for a change")
    changes.ask_for_change(words="Shorter.")
    agreed = invited("Agreed")
    agreed.approve()
    invited("Run out", expires_at=timezone.now())
    invited("Taken back", revoked_at=timezone.now())
    for _ in range(2):
        tasks.forget_invited_addresses.func()
    kept = set(Invitation.objects.exclude(email="").values_list("pk", flat=True))
    assert kept == {waits.pk, changes.pk}


class TestStatement:
    """Nobody is named in public who did not agree, unless an author says that they did."""

    def test_an_author_who_is_alone_sees_nothing_of_it(self, draft, amina_client):
        for there in (draft.get_edit_url(), draft.get_absolute_url()):
            assert "I know that they agreed" not in amina_client.get(there).text
        assert draft.still_needed() == []

    def test_others_are_not_published_without_it(self, draft, sunita, amina_client):
        publication = f"{draft.get_absolute_url()}publication/"
        page = amina_client.post(publication, follow=True)
        assert "Say that Sunita Rao agreed to be named, or ask by mail." in page.text
        assert 'href="#bylines"' in page.text
        assert not CaseStudy.objects.get().is_published

    def test_it_is_made_on_the_draft_and_noted_with_who_and_when(
        self, draft, sunita, amina, amina_client
    ):
        page = amina_client.get(draft.get_absolute_url())
        assert "I know that they agreed to be named here" in page.text
        publication = f"{draft.get_absolute_url()}publication/"
        amina_client.post(publication, {"vouched": "Sunita Rao"})
        sunita.refresh_from_db()
        assert sunita.vouched_by == amina
        assert sunita.vouched_at
        assert CaseStudy.objects.get().is_published

    def test_it_counts_for_who_publishes_later_too(self, draft, sunita, amina, amina_client):
        publication = f"{draft.get_absolute_url()}publication/"
        page = amina_client.post(publication, {"vouched": "Sunita Rao", "later": ""})
        assert page.url == f"{draft.get_absolute_url()}schedule/"
        assert "Publish it then" in amina_client.get(page.url).text
        sunita.refresh_from_db()
        assert sunita.vouched_by == amina
        assert not CaseStudy.objects.get().is_published

    def test_it_is_made_on_the_form(self, draft, sunita, amina, amina_client):
        page = amina_client.get(draft.get_edit_url())
        sent = as_sent(page)
        assert sent["vouchable"] == "Sunita Rao"
        amina_client.post(draft.get_edit_url(), sent | {"vouched": "Sunita Rao", "publish": ""})
        assert CaseStudy.objects.get().is_published

    def test_it_covers_only_the_names_that_it_listed(self, draft, sunita, amina_client):
        name_on(draft, make_person("Bo Lee"), position=2)
        publication = f"{draft.get_absolute_url()}publication/"
        page = amina_client.post(publication, {"vouched": "Sunita Rao"}, follow=True)
        assert "Say that Bo Lee agreed to be named" in page.text

    def test_it_is_taken_back_before_publication(self, draft, sunita, amina_client):
        sent = as_sent(amina_client.get(draft.get_edit_url()))
        amina_client.post(draft.get_edit_url(), sent | {"vouched": "Sunita Rao"})
        sunita.refresh_from_db()
        assert sunita.vouched_at
        sent |= {"version": CaseStudy.objects.get().updated_at.isoformat()}
        amina_client.post(draft.get_edit_url(), sent)
        sunita.refresh_from_db()
        assert sunita.vouched_at is None

    def test_a_new_name_on_a_published_page_is_asked_about(self, amina, amina_client, client):
        study = make_case_study(amina)
        sent = as_sent(amina_client.get(study.get_edit_url()))
        sent |= rows(
            "bylines",
            {"name_as_printed": "Amina Haddad", "row": study.bylines.get().pk},
            {"name_as_printed": "Sunita Rao"},
        )
        page = amina_client.post(study.get_edit_url(), sent)
        assert "Your changes are not saved yet" in page.text
        assert 'value="Sunita Rao"' in page.text
        assert "Sunita Rao" not in client.get(study.get_absolute_url()).text
        amina_client.post(study.get_edit_url(), sent | {"vouched": "Sunita Rao"})
        assert "Sunita Rao" in client.get(study.get_absolute_url()).text

    def test_another_name_for_somebody_is_asked_about_anew(self, amina, amina_client):
        study = make_case_study(amina)
        byline = name_on(study, make_person("Sunita Rao"), confirmed_at=timezone.now(), position=1)
        sent = as_sent(amina_client.get(study.get_edit_url()))
        row = next(key for key, value in sent.items() if value == "Sunita Rao").rsplit("-", 1)[0]
        page = amina_client.post(
            study.get_edit_url(), sent | {f"{row}-name_as_printed": "Sunita the carer"}
        )
        assert "Say that Sunita the carer agreed to be named" in page.text
        byline.refresh_from_db()
        assert str(byline) == "Sunita Rao"

    def test_whom_we_asked_by_mail_is_not_covered(self, draft, sunita, amina, amina_client):
        made = Invitation.objects.ask(byline=sunita, by=amina, email="sunita@example.org")
        publication = f"{draft.get_absolute_url()}publication/"
        page = amina_client.post(publication, {"vouched": "Sunita Rao"}, follow=True)
        assert "Wait until Sunita Rao said yes" in page.text
        assert not CaseStudy.objects.get().is_published
        made.revoke()
        amina_client.post(publication, {"vouched": "Sunita Rao"})
        assert CaseStudy.objects.get().is_published

    def test_whoever_agreed_needs_none(self, draft, sunita, amina, amina_client):
        Invitation.objects.ask(byline=sunita, by=amina, email="sunita@example.org").approve()
        amina_client.post(f"{draft.get_absolute_url()}publication/")
        assert CaseStudy.objects.get().is_published

    @pytest.mark.parametrize("same_person", [True, False])
    def test_whoever_took_their_name_off_comes_back_only_with_their_yes(
        self, draft, sunita, amina, amina_client, same_person
    ):
        made = Invitation.objects.ask(byline=sunita, by=amina, email="sunita@example.org")
        made.withdraw_name(keeps_words=False)
        person = sunita.person if same_person else make_person("Sunita Rao")
        name = "S. Rao" if same_person else "sunita rao"
        again = name_on(draft, person, name_as_printed=name, confirmed_at=timezone.now())
        publication = f"{draft.get_absolute_url()}publication/"
        page = amina_client.post(publication, {"vouched": name}, follow=True)
        assert f"Take off {name}, who did not want to be named" in page.text
        Invitation.objects.ask(byline=again, by=amina, email="sunita@example.org").approve()
        amina_client.post(publication)
        assert CaseStudy.objects.get().is_published

    def test_a_report_asks_about_its_authors(self, olu, olu_client):
        report = make_report(olu, published=False)
        name_on(report, make_person("Sunita Rao"), position=1)
        page = olu_client.post(f"{report.get_absolute_url()}publication/", follow=True)
        assert "Say that Sunita Rao agreed to be named" in page.text
        sent = as_sent(page) | {"vouched": "Sunita Rao", "publish": ""}
        olu_client.post(report.get_edit_url(), sent)
        assert Contribution.objects.get().is_published


class TestMembers:
    """Naming a member gives them nothing before they agree."""

    def test_they_find_it_among_their_pages(self, draft, amina, bryn, bryn_client):
        name_on(draft, bryn.person, took_part_as="carer", position=1)
        page = bryn_client.get("/you/").text
        assert "Amina Haddad</bdi> named you on" in page
        assert "carer or family" in page
        assert "Go on writing" not in page

    def test_they_may_read_it_and_not_edit_it(self, draft, bryn, bryn_client):
        name_on(draft, bryn.person, position=1)
        page = bryn_client.get(draft.get_absolute_url())
        assert page.status_code == 200
        assert "Say whether that is right" in page.text
        assert bryn_client.get(draft.get_edit_url()).status_code == 403
        assert bryn_client.get(address(draft)).status_code == 403

    def test_they_edit_it_once_they_agreed(self, draft, bryn, bryn_client):
        byline = name_on(draft, bryn.person, position=1)
        page = bryn_client.get("/you/")
        link = next(part for part in page.text.split('"') if part.startswith("/invitations/"))
        submit(bryn_client, bryn_client.get(link), "/approval/")
        byline.refresh_from_db()
        assert byline.confirmed_at
        assert bryn_client.get(draft.get_edit_url()).status_code == 200
        assert InvitationAnswer.objects.get().answer == "approved"
        assert "named you on" not in bryn_client.get("/you/").text

    def test_they_take_their_name_off(self, draft, bryn, bryn_client):
        name_on(draft, bryn.person, position=1)
        link = next(p for p in bryn_client.get("/you/").text.split('"') if "/invitations/" in p)
        page = submit(bryn_client, bryn_client.get(f"{link}withdrawal/"), "/withdrawal/")
        assert page.redirect_chain[-1][0] == "/you/"
        assert not draft.bylines.filter(person=bryn.person).exists()
        assert bryn_client.get(draft.get_absolute_url()).status_code == 404
        assert Invitation.objects.get().person == bryn.person

    def test_their_link_is_of_no_use_to_others(self, draft, bryn, bryn_client, client, mo_client):
        name_on(draft, bryn.person, position=1)
        link = next(p for p in bryn_client.get("/you/").text.split('"') if "/invitations/" in p)
        assert client.get(link).url.startswith("/accounts/login/")
        assert mo_client.get(link).status_code == 404
        assert mo_client.post(f"{link}approval/").status_code == 404

    def test_what_one_writes_for_oneself_is_agreed_to(self, amina, amina_client):
        new = as_sent(amina_client.get("/case-studies/new/"))
        amina_client.post("/case-studies/new/", new | {"title": "Mine"})
        assert CaseStudy.objects.get().bylines.get().confirmed_at

    def test_who_is_no_member_any_more_reads_no_draft(self, draft, bryn, bryn_client):
        name_on(draft, bryn.person, confirmed_at=timezone.now(), position=1)
        bryn.delete()
        assert bryn_client.get(draft.get_absolute_url()).status_code == 404
        assert bryn_client.get(draft.get_edit_url()).status_code == 302
