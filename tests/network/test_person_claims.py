"""A member says that they are a person without an account; a moderator decides."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Appearance
from network import permissions, tasks
from network.models import Byline, Person, PersonClaim, Revision, SeenBy
from network.models.merging import merge
from tests.conftest import signed_in
from tests.factories import (
    make_case_study,
    make_claim,
    make_comment,
    make_event,
    make_person,
    make_photo,
    make_principle,
    name_on,
)
from tests.pages import submit

QUEUE = "/moderation/person-claims/"


@pytest.fixture
def sunita():
    return make_person("Sunita Rao")


@pytest.fixture
def study(olu, sunita):
    """Something public that names Sunita, who has no account."""
    study = make_case_study(olu, title="A lunch club")
    name_on(study, sunita, position=1, vouched_at=timezone.now())
    study.refresh_index()
    return study


@pytest.fixture
def claim(amina, study, sunita):
    return PersonClaim.objects.create(
        person=sunita, name="Sunita Rao", member=amina, why="Olu knows me."
    )


def at(claim):
    return f"{QUEUE}{claim.pk}/"


def decide(client, claim, decision="yes", reason=""):
    return client.post(at(claim), {"decision": decision, "reason": reason})


class TestClaiming:
    def test_the_page_of_somebody_without_an_account_asks(self, client, study, sunita, amina):
        assert "Is this you?" in client.get(sunita.get_absolute_url()).text
        amina.person.listed = SeenBy.EVERYONE
        amina.person.save()
        assert "Is this you?" not in client.get(amina.person.get_absolute_url()).text

    def test_it_costs_the_page_nothing(self, client, study, sunita, amina, queries):
        alone = queries(client, sunita.get_absolute_url())
        Person.objects.filter(member=amina).update(member=None)
        Person.objects.filter(pk=sunita.pk).update(member=amina)
        assert queries(client, sunita.get_absolute_url()) == alone

    def test_a_visitor_signs_in_first(self, client, study, sunita):
        page = client.get(f"{sunita.get_absolute_url()}claim/")
        assert page.url == f"/accounts/login/?next={sunita.get_absolute_url()}claim/"

    def test_a_member_says_how_we_can_tell(self, amina, amina_client, study, sunita):
        page = amina_client.get(f"{sunita.get_absolute_url()}claim/")
        page = submit(amina_client, page, "", {"why": "Olu knows me."})
        claim = PersonClaim.objects.get()
        assert (claim.person, claim.member, claim.why) == (sunita, amina, "Olu knows me.")
        assert "A moderator looks at it" in page.text

    def test_the_same_twice_is_one(self, amina_client, study, sunita):
        for _ in range(2):
            amina_client.post(f"{sunita.get_absolute_url()}claim/", {"why": "It is me."})
        assert PersonClaim.objects.count() == 1

    @pytest.mark.parametrize("why", ["", "  ", "a" * 2000])
    def test_words_are_needed_and_limited(self, amina_client, study, sunita, why):
        page = amina_client.post(f"{sunita.get_absolute_url()}claim/", {"why": why})
        assert page.status_code == 422
        assert not PersonClaim.objects.exists()

    def test_nobody_claims_everybody(self, amina_client, study, olu):
        for number in range(6):
            person = make_person(f"Person {number}")
            name_on(study, person, position=number + 2)
            Person.objects.filter(pk=person.pk).update(is_credited=True)
            page = amina_client.post(f"{person.get_absolute_url()}claim/", {"why": "Me."})
        assert page.status_code == 422
        assert PersonClaim.objects.count() == 5

    def test_who_has_an_account_is_not_claimed(self, amina_client, bryn):
        assert amina_client.get(f"{bryn.person.get_absolute_url()}claim/").status_code == 403

    def test_who_cannot_be_seen_is_not_claimed(self, amina_client):
        hidden = make_person("Hidden", listed=SeenBy.NOBODY)
        assert amina_client.get(f"{hidden.get_absolute_url()}claim/").status_code == 404


class TestDeciding:
    def test_only_moderators_see_the_queue(
        self, claim, client, amina_client, bryn_client, olu_client, mo_client, admin_client
    ):
        for page in (QUEUE, at(claim)):
            assert client.get(page).status_code == 302
            for other in (amina_client, bryn_client, olu_client):
                assert other.get(page).status_code == 403
            for moderator in (mo_client, admin_client):
                assert moderator.get(page).status_code == 200
        assert decide(olu_client, claim).status_code == 403

    def test_the_queue_shows_what_waits_the_oldest_first(self, claim, bryn, sunita, mo_client):
        PersonClaim.objects.create(person=sunita, name="Sunita Rao", member=bryn, why="No, me.")
        text = mo_client.get(QUEUE).text
        assert text.index("Amina Haddad") < text.index("Bryn Llewelyn")
        assert PersonClaim.objects.waiting().count() == 2

    def test_an_empty_queue_says_so(self, mo_client):
        assert "Nobody waits" in mo_client.get(QUEUE).text

    def test_the_page_has_all_that_helps(self, claim, mo_client):
        page = mo_client.get(at(claim)).text
        for words in ("Olu knows me.", "A lunch club", "amina@copro.example", "Sunita Rao"):
            assert words in page

    def test_a_confirmation_makes_them_one_and_tells_the_member(
        self, claim, amina, mo, mo_client, sunita, client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            assert decide(mo_client, claim).url == QUEUE
        claim.refresh_from_db()
        assert (claim.is_granted, claim.decided_by) == (True, mo)
        sunita.refresh_from_db()
        assert sunita.member == amina
        assert Person.objects.filter(member=amina).count() == 1
        [message] = mail.outbox
        assert message.to == [amina.email]
        assert "is you" in message.subject
        tasks.tell_of_person_claim.func(claim.pk)
        assert len(mail.outbox) == 1

    def test_a_refusal_says_why(self, claim, amina, mo_client, django_capture_on_commit_callbacks):
        page = decide(mo_client, claim, "no")
        assert page.status_code == 422
        assert "Say why: they will read it." in page.text
        with django_capture_on_commit_callbacks(execute=True):
            decide(mo_client, claim, "no", "Olu does not know you.")
        assert "Olu does not know you." in mail.outbox[0].body
        assert Person.objects.get(name="Sunita Rao").member is None
        assert not PersonClaim.objects.waiting().exists()

    def test_two_moderators_decide_once(self, claim, mo, admin, amina):
        stale = PersonClaim.objects.get()
        assert claim.grant(by=mo)
        assert not stale.refuse(by=admin, reason="No.")
        assert not stale.grant(by=admin)
        stale.refresh_from_db()
        assert (stale.is_granted, stale.decided_by) == (True, mo)

    def test_the_second_moderator_is_told(self, claim, mo, mo_client):
        claim.grant(by=mo)
        page = mo_client.post(at(claim), {"decision": "no", "reason": "No."}, follow=True)
        assert "Another moderator has decided already." in page.text

    def test_a_person_goes_to_one_member(self, claim, mo, mo_client, bryn, sunita):
        second = PersonClaim.objects.create(
            person=sunita, name="Sunita Rao", member=bryn, why="No, me."
        )
        claim.grant(by=mo)
        page = mo_client.post(at(second), {"decision": "yes"}, follow=True)
        assert "This person has an account by now" in page.text
        assert Person.objects.get(pk=sunita.pk).member == claim.member
        assert Person.objects.filter(member=bryn).exists()

    def test_nobody_decides_on_themselves(self, study, sunita, mo, mo_client):
        own = PersonClaim.objects.create(person=sunita, name="S", member=mo, why="Me.")
        assert not permissions.may_decide_person_claim(mo, own)
        assert decide(mo_client, own).status_code == 403
        assert "another moderator decides" in mo_client.get(at(own)).text

    def test_a_person_who_is_gone_meanwhile_is_not_granted(self, claim, mo_client, sunita):
        Byline.objects.filter(person=sunita).delete()
        sunita.delete()
        page = mo_client.post(at(claim), {"decision": "yes"}, follow=True)
        assert page.status_code == 200
        assert PersonClaim.objects.waiting().exists()


class TestMerging:
    def test_all_that_points_at_either_is_of_one(self, amina, bryn, olu, study, sunita, client):
        own = amina.person
        written = make_case_study(amina, title="Mine")
        comment = make_comment(study, amina, "Said as myself.")
        quote = study.quotes.create(name_as_printed="Amina", text="Yes.", person=own)
        event = make_event(olu)
        appearance = Appearance.objects.create(event=event, person=own, name_as_printed="A")
        claim = make_claim(written, make_principle(), made_by=own)
        merge(own, into=sunita)
        for row in (comment, quote, appearance, claim):
            row.refresh_from_db()
        assert comment.author == quote.person == appearance.person == claim.made_by == sunita
        assert {byline.contribution.title for byline in sunita.bylines.all()} == {
            "Mine",
            "A lunch club",
        }
        page = client.get(sunita.get_absolute_url()).text
        for title in ("Mine", "A lunch club", event.title):
            assert title in page

    def test_the_old_address_leads_on_for_good(self, amina, study, sunita, client):
        make_case_study(amina)
        old = amina.person.get_absolute_url()
        merge(amina.person, into=sunita)
        page = client.get(old)
        assert (page.status_code, page.url) == (301, sunita.get_absolute_url())

    def test_the_old_address_is_given_to_nobody_else(self, amina, study, sunita):
        merge(amina.person, into=sunita)
        assert make_person("Amina Haddad").slug == "amina-haddad-2"

    def test_an_address_that_leads_on_leads_on_again(self, amina, bryn, study, sunita, client):
        merge(amina.person, into=sunita)
        another = make_person("Another")
        sunita.refresh_from_db()
        merge(sunita, into=another)
        another.refresh_from_db()
        page = signed_in(amina).get("/people/amina-haddad/")
        assert page.url == another.get_absolute_url()

    def test_who_stands_twice_on_one_thing_stands_once(self, amina, study, sunita):
        name_on(study, amina.person, position=2, confirmed_at=timezone.now())
        merge(amina.person, into=sunita)
        byline = study.bylines.get(person=sunita)
        assert str(byline) == "Sunita Rao"
        assert byline.confirmed_at
        study.refresh_from_db()
        assert "Amina" not in study.credit

    def test_the_profile_is_the_members_where_they_said_something(self, amina, study, sunita):
        Person.objects.filter(pk=sunita.pk).update(
            about="An old text", place="Derby", photo=make_photo("Old")
        )
        own = amina.person
        own.about, own.about_seen_by = "What I do", SeenBy.NOBODY
        own.photo = make_photo("New")
        own.save()
        sunita.refresh_from_db()
        merge(own, into=sunita)
        sunita.refresh_from_db()
        assert (sunita.name, sunita.about, sunita.place) == ("Amina Haddad", "What I do", "Derby")
        assert sunita.about_seen_by == SeenBy.NOBODY
        assert str(sunita.photo) == "New"
        assert not type(sunita.photo).objects.filter(alternative_text="Old").exists()

    def test_earlier_revisions_name_the_one_who_stays(self, amina, study, sunita):
        written = make_case_study(amina, title="Mine")
        kept = Revision.objects.note(written, by=amina)
        merge(amina.person, into=sunita)
        kept.refresh_from_db()
        assert [row["person"] for row in kept.content["parts"]["bylines"]] == [sunita.pk]

    def test_nothing_is_agreed_to_by_it(self, amina, study, sunita, claim, mo):
        claim.grant(by=mo)
        assert not study.is_written_by(amina)
        assert "named you on" in signed_in(amina).get("/you/").text

    def test_it_is_all_or_nothing(self, amina, study, sunita):
        def fail():
            with transaction.atomic():
                merge(amina.person, into=sunita)
                raise IntegrityError

        with pytest.raises(IntegrityError):
            fail()
        assert Person.objects.get(member=amina).name == "Amina Haddad"
        sunita.refresh_from_db()
        assert sunita.member is None
