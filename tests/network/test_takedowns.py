"""Moderators grant or refuse what people ask to have taken down; what is granted is gone everywhere."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from network import tasks
from network.models import (
    Contribution,
    Person,
    Photo,
    Quote,
    Reversal,
    Revision,
    Takedown,
    Video,
    Withdrawal,
)
from network.models.takedowns import REVERSIBLE_FOR
from tests.factories import (
    make_case_study,
    make_person,
    make_photo,
    name_on,
)
from tests.writing import as_sent

WHY = "The family asked, and nothing speaks against it."


def ask(what="other", contribution=None, **columns):
    asked = {"words": "Please.", "email": "priya@copro.example"}
    page = contribution.get_absolute_url() if contribution else "/about/"
    parent = contribution and Contribution.objects.get(pk=contribution.pk)
    thing = {"what": what, "contribution": parent} | columns
    number = Takedown.objects.ask(things=[thing], page=page, **asked)
    return Takedown.objects.get(request=number)


def decide(client, takedown, decision="grant", reason=WHY):
    return client.post(
        f"/moderation/takedowns/{takedown.request}/decision/",
        {"things": [takedown.pk], "decision": decision, "reason": reason},
        follow=True,
    )


def put_back(client, takedown, reason="She changed her mind."):
    address = f"/moderation/takedowns/{takedown.request}/{takedown.pk}/reversal/"
    return client.post(address, {"reason": reason}, follow=True)


def make_old(takedown):
    """As if it was decided so long ago that nothing is kept for it any more."""
    long_ago = timezone.now() - REVERSIBLE_FOR - timedelta(hours=1)
    Takedown.objects.filter(pk=takedown.pk).update(decided_at=long_ago)


def status(client, photo):
    response = client.get(photo.file.url)
    if response.streaming:
        b"".join(response.streaming_content)  # after the last byte the client closes it
    return response.status_code


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def study(amina):
    return make_case_study(amina, title="Beans for everybody")


class TestWhoMay:
    @pytest.mark.parametrize("who", ["amina_client", "bryn_client", "olu_client"])
    def test_only_moderators_see_and_decide(self, request, study, who):
        client, takedown = request.getfixturevalue(who), ask(contribution=study)
        base = f"/moderation/takedowns/{takedown.request}/"
        for address in ("/moderation/takedowns/", base, f"{base}{takedown.pk}/reversal/"):
            assert client.get(address).status_code == 403
        assert decide(client, takedown).status_code == 403
        assert client.post(f"{base}{takedown.pk}/reversal/").status_code == 403
        takedown.refresh_from_db()
        assert takedown.is_waiting

    def test_a_visitor_is_asked_to_sign_in(self, client, study):
        takedown = ask(contribution=study)
        address = f"/moderation/takedowns/{takedown.request}/"
        assert client.get(address).headers["Location"].startswith("/accounts/login/")
        assert decide(client, takedown).redirect_chain[0][0].startswith("/accounts/login/")

    @pytest.mark.parametrize("who", ["mo_client", "admin_client"])
    def test_moderators_see_what_was_asked(self, request, study, who):
        client, takedown = request.getfixturevalue(who), ask(contribution=study)
        assert "Something else: <bdi>Beans" in client.get("/moderation/takedowns/").text
        page = client.get(f"/moderation/takedowns/{takedown.request}/").text
        assert "Please." in page
        assert "priya@copro.example" in page

    def test_an_unknown_number_is_not_found(self, mo_client):
        number = "00000000-0000-0000-0000-000000000000"
        assert mo_client.get(f"/moderation/takedowns/{number}/").status_code == 404
        assert mo_client.post(f"/moderation/takedowns/{number}/decision/").status_code == 404

    def test_the_list_takes_the_same_queries_for_one_and_for_thirty(
        self, mo_client, study, queries
    ):
        ask(contribution=study)
        before = queries(mo_client, "/moderation/takedowns/")
        for _ in range(30):
            ask(contribution=study)
        assert queries(mo_client, "/moderation/takedowns/") == before == 4

    def test_an_overdue_answer_is_marked(self, mo_client, study):
        takedown = ask(contribution=study)
        Takedown.objects.update(at=timezone.now() - timedelta(days=8))
        assert "overdue" in mo_client.get("/moderation/takedowns/").text
        assert "Overdue" in mo_client.get(f"/moderation/takedowns/{takedown.request}/").text

    def test_nothing_waits(self, mo_client):
        assert "Nothing waits." in mo_client.get("/moderation/takedowns/").text


class TestDeciding:
    def test_a_refusal_hides_nothing_and_says_why(self, mo_client, mo, client, study, on_commit):
        quote = study.quotes.create(name_as_printed="Ann", text="We grew beans.")
        takedown = ask("quote", study, quote_number=quote.pk)
        with on_commit():
            page = decide(mo_client, takedown, "refuse", "It is your own letter.")
        assert "It stays." in page.text
        assert "We grew beans." in client.get(study.get_absolute_url()).text
        takedown.refresh_from_db()
        assert (takedown.is_granted, takedown.decided_by) == (False, mo)
        [message] = mail.outbox
        assert message.to == ["priya@copro.example"]
        for body in (message.body, message.alternatives[0].content):
            assert "it stays" in body
            assert "It is your own letter." in body

    @pytest.mark.parametrize(
        "fields",
        [
            {"reason": ""},
            {"reason": "\u200b"},
            {"reason": "x" * 1001},
            {"decision": ""},
            {"decision": "burn"},
            {"things": []},
            {"things": ["99999999"]},
            {"things": ["x"]},
        ],
    )
    def test_a_decision_is_whole_or_none(self, mo_client, study, fields):
        takedown = ask(contribution=study)
        sent = {"things": [takedown.pk], "decision": "grant", "reason": WHY} | fields
        response = mo_client.post(f"/moderation/takedowns/{takedown.request}/decision/", sent)
        assert response.status_code == 422
        takedown.refresh_from_db()
        assert takedown.is_waiting

    def test_two_moderators_decide_once(self, mo_client, admin_client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        late = decide(admin_client, takedown, "refuse", "No.")
        assert late.status_code == 409
        assert "Another moderator has decided already." in late.text
        takedown.refresh_from_db()
        assert (takedown.is_granted, takedown.reason) == (True, WHY)
        assert Withdrawal.objects.count() == 1

    def test_two_at_the_same_moment_decide_once(self, mo, admin, study):
        seen = [ask("page", study)] * 2
        made = [
            Takedown.objects.decide([each], by=by, is_granted=by == mo, reason=WHY)
            for each, by in zip(seen, (mo, admin), strict=True)
        ]
        assert [len(rows) for rows in made] == [1, 0]

    def test_who_asks_for_the_same_is_answered_with_it(self, mo_client, study, on_commit):
        quote = study.quotes.create(name_as_printed="Ann", text="We grew beans.")
        first, second = (ask("quote", study, quote_number=quote.pk) for _ in range(2))
        Takedown.objects.filter(pk=second.pk).update(email="other@copro.example")
        page = mo_client.get(f"/moderation/takedowns/{first.request}/").text
        assert "1 other asks for the same" in page
        with on_commit():
            decide(mo_client, first)
        second.refresh_from_db()
        assert second.is_granted
        told = sorted(message.to[0] for message in mail.outbox)
        assert told == ["amina@copro.example", "other@copro.example", "priya@copro.example"]

    def test_authors_are_told_why_but_not_who_asked(self, mo_client, study, on_commit):
        takedown = ask("quote", study, quote_number=study.quotes.create(text="x").pk)
        with on_commit():
            decide(mo_client, takedown)
        message = next(each for each in mail.outbox if each.to == ["amina@copro.example"])
        for body in (message.body, message.alternatives[0].content):
            assert WHY in body
            assert "Beans for everybody" in body
            assert "priya" not in body
        tasks.tell_of_takedown_decision.call(str(takedown.request))
        assert len(mail.outbox) == 2

    def test_a_decision_has_a_reason(self, study, mo):
        takedown = ask(contribution=study)
        with pytest.raises(IntegrityError), transaction.atomic():
            Takedown.objects.decide([takedown], by=mo, is_granted=True, reason="")
        with pytest.raises(IntegrityError), transaction.atomic():
            Takedown.objects.filter(pk=takedown.pk).update(is_granted=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Reversal.objects.create(takedown=takedown, by=mo, reason="")


class TestAPhoto:
    @pytest.fixture
    def photo(self, study, amina):
        photo = make_photo("A boy waters beans.", contribution=study, caption="Watering")
        Contribution.objects.filter(pk=study.pk).update(cover=photo)
        Person.objects.filter(pk=amina.person.pk).update(photo=photo, photo_seen_by="everyone")
        self.video = Video.objects.create(
            contribution=study, address="https://vimeo.example/1", still=photo
        )
        return photo

    def places(self, client, study):
        paths = (
            study.get_absolute_url(),
            "/case-studies/",
            "/",
            "/people/amina-haddad/",
            "/search/?q=beans",
            "/feeds/latest.xml",
        )
        return {path: client.get(path).text for path in paths}

    def test_it_is_gone_from_everything(self, mo_client, client, study, photo):
        shown = self.places(client, study)
        assert photo.folder in shown[study.get_absolute_url()]
        assert photo.folder in shown["/people/amina-haddad/"]
        decide(mo_client, ask("photo", study, photo=photo))
        for path, page in self.places(client, study).items():
            assert photo.folder not in page, path
            assert "A boy waters beans." not in page, path
        photo.refresh_from_db()
        assert (photo.contribution, photo.taken_down_at is None) == (None, False)

    def test_its_file_answers_410_also_to_its_authors(
        self, mo_client, client, amina_client, study, photo
    ):
        assert status(client, photo) == 200
        decide(mo_client, ask("photo", study, photo=photo))
        for reader in (client, amina_client, mo_client):
            assert status(reader, photo) == 410

    def test_a_browser_that_kept_the_page_gets_it_anew(self, mo_client, client, study, photo):
        address = study.get_absolute_url()
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        decide(mo_client, ask("photo", study, photo=photo))
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200

    def test_it_comes_back_where_it_was(self, mo_client, client, study, photo, amina):
        takedown = ask("photo", study, photo=photo)
        decide(mo_client, takedown)
        page = put_back(mo_client, takedown)
        assert "It is back." in page.text
        assert photo.folder in self.places(client, study)[study.get_absolute_url()]
        study.refresh_from_db()
        amina.person.refresh_from_db()
        self.video.refresh_from_db()
        assert study.cover == amina.person.photo == self.video.still == photo
        assert status(client, photo) == 200

    def test_what_took_its_place_stays(self, mo_client, study, photo):
        takedown = ask("photo", study, photo=photo)
        decide(mo_client, takedown)
        other = make_photo("Another.")
        Contribution.objects.filter(pk=study.pk).update(cover=other)
        put_back(mo_client, takedown)
        study.refresh_from_db()
        assert study.cover == other
        assert photo in study.photos.all()

    def test_the_uploads_that_are_forgotten_leave_it_for_a_month(self, mo_client, study, photo):
        takedown = ask("photo", study, photo=photo)
        decide(mo_client, takedown)
        Photo.objects.update(uploaded_at=timezone.now() - timedelta(days=5))
        tasks.forget_uploads.call()
        assert Photo.objects.filter(pk=photo.pk).exists()

    def test_its_file_is_deleted_after_a_month(self, mo_client, study, photo, on_commit):
        takedown = ask("photo", study, photo=photo)
        decide(mo_client, takedown)
        make_old(takedown)
        with on_commit():
            tasks.forget_takedowns.call()
        assert not Photo.objects.filter(pk=photo.pk).exists()
        assert not default_storage.exists(photo.file.name)

    def test_an_earlier_revision_does_not_bring_it_back(self, mo_client, study, photo):
        Revision.objects.note(study, by=None)
        decide(mo_client, ask("photo", study, photo=photo))
        assert "boy waters" not in str(Revision.objects.values_list("content", flat=True))

    def test_a_restoration_makes_it_no_still_again(self, mo_client, amina, study, photo):
        Revision.objects.note(study, by=amina)
        before = Revision.objects.get()
        decide(mo_client, ask("photo", study, photo=photo))
        study.refresh_from_db()
        Revision.objects.go_back(before, by=amina, seen=study.updated_at.isoformat())
        assert study.videos.get().still is None


class TestAQuote:
    @pytest.fixture
    def quote(self, study):
        person = make_person("Sunita Rao")
        quote = Quote.objects.create(
            contribution=study,
            person=person,
            name_as_printed="Sunita R.",
            text="They asked me about runnerbeans.",
            consent_from="Sunita",
        )
        study.refresh_index()
        return quote

    def test_it_is_gone_from_page_and_search(self, mo_client, client, study, quote):
        assert "Beans for everybody" in client.get("/search/?q=runnerbeans").text
        decide(mo_client, ask("quote", study, quote_number=quote.pk))
        assert "runnerbeans" not in client.get(study.get_absolute_url()).text
        assert "Beans for everybody" not in client.get("/search/?q=runnerbeans").text
        assert not Quote.objects.exists()

    def test_it_comes_back_as_it_was(self, mo_client, client, study, quote):
        takedown = ask("quote", study, quote_number=quote.pk)
        decide(mo_client, takedown)
        put_back(mo_client, takedown)
        back = Quote.objects.get()
        assert (back.pk, back.text, back.person_id, back.consent_from) == (
            quote.pk,
            quote.text,
            quote.person_id,
            "Sunita",
        )
        assert "Beans for everybody" in client.get("/search/?q=runnerbeans").text

    def test_a_form_that_was_open_does_not_bring_it_back(
        self, mo_client, amina_client, client, study, quote
    ):
        form = amina_client.get(study.get_edit_url())
        decide(mo_client, ask("quote", study, quote_number=quote.pk))
        response = amina_client.post(study.get_edit_url(), as_sent(form))
        assert response.status_code == 409
        assert "runnerbeans" not in client.get(study.get_absolute_url()).text

    def test_an_earlier_revision_does_not_bring_it_back(self, mo_client, study, quote):
        Revision.objects.note(study, by=None)
        assert "runnerbeans" in str(Revision.objects.values_list("content", flat=True))
        decide(mo_client, ask("quote", study, quote_number=quote.pk))
        assert "runnerbeans" not in str(Revision.objects.values_list("content", flat=True))

    def test_what_was_deleted_meanwhile_is_granted_all_the_same(self, mo_client, study, quote):
        takedown = ask("quote", study, quote_number=quote.pk)
        quote.delete()
        decide(mo_client, takedown)
        takedown.refresh_from_db()
        assert (takedown.is_granted, takedown.kept) == (True, {})
        assert "was put back already, or is not kept" in put_back(mo_client, takedown).text


class TestAPage:
    def test_it_is_withdrawn_and_held(self, mo_client, client, amina_client, study):
        address = study.get_absolute_url()
        decide(mo_client, ask("page", study))
        assert client.get(address).status_code == 410
        assert "Beans for everybody" not in client.get("/case-studies/").text
        assert "Beans for everybody" not in client.get("/sitemap-contributions-1.xml").text
        amina_client.post(f"{address}publication/")
        assert client.get(address).status_code == 410
        assert Withdrawal.objects.get().is_holding

    def test_a_moderator_who_wrote_it_is_held_too(self, mo, mo_client):
        own = make_case_study(mo, title="My own")
        decide(mo_client, ask("page", own))
        assert Withdrawal.objects.get().is_holding

    def test_it_comes_back_with_its_first_date(self, mo_client, client, study):
        study.published_at = first = timezone.now() - timedelta(days=2)
        study.save()
        takedown = ask("page", study)
        decide(mo_client, takedown)
        put_back(mo_client, takedown)
        assert client.get(study.get_absolute_url()).status_code == 200
        study.refresh_from_db()
        assert study.published_at == first
        assert not study.is_held

    def test_what_its_authors_withdrew_meanwhile_stays_theirs(self, mo_client, amina, study):
        takedown = ask("page", study)
        study.withdraw(by=amina, reason="")
        decide(mo_client, takedown)
        takedown.refresh_from_db()
        assert (takedown.is_granted, takedown.kept) == (True, {})


class TestPuttingBack:
    def test_it_has_a_reason(self, mo_client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        assert put_back(mo_client, takedown, " ").status_code == 422
        assert not Reversal.objects.exists()

    def test_a_page_that_became_unfit_to_publish_does_not_come_back(self, mo_client, client, study):
        """Nobody is named by it who was not asked, only because their name was added meanwhile."""
        takedown = ask("page", study)
        decide(mo_client, takedown)
        name_on(study, make_person("Bo Lee"), position=1)
        page = put_back(mo_client, takedown)
        assert page.status_code == 422
        assert "Say that Bo Lee agreed to be named" in page.text
        assert client.get(study.get_absolute_url()).status_code == 410
        assert study.withdrawals.get().is_holding

    def test_a_page_whose_hold_was_lifted_stays_with_its_authors(self, mo, mo_client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        study.withdrawals.get().lift(by=mo)
        page = put_back(mo_client, takedown)
        assert page.status_code == 422
        assert "was lifted already" in page.text
        assert not Contribution.objects.published().exists()

    def test_what_a_page_says_when_it_comes_back_is_a_revision(self, mo, mo_client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        type(study).objects.update(title="Beans for nearly everybody")
        put_back(mo_client, takedown)
        revision = study.revisions.first()
        assert (revision.content["fields"]["title"], revision.by) == (
            "Beans for nearly everybody",
            mo,
        )

    def test_two_moderators_do_so_once(self, mo, admin, mo_client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        made = [takedown.reverse(by=by, reason="A mistake.") for by in (mo, admin)]
        assert made[0] is not None
        assert made[1] is None

    def test_who_asked_and_the_authors_are_told(self, mo_client, study, on_commit):
        takedown = ask("quote", study, quote_number=study.quotes.create(text="x").pk)
        decide(mo_client, takedown)
        with on_commit():
            put_back(mo_client, takedown)
        tasks.tell_of_reversal.call(Reversal.objects.get().pk)
        told = sorted(message.to[0] for message in mail.outbox)
        assert told == ["amina@copro.example", "priya@copro.example"]
        for body in (mail.outbox[0].body, mail.outbox[0].alternatives[0].content):
            assert "She changed her mind." in body

    def test_a_month_later_it_is_too_late(self, mo_client, client, study):
        takedown = ask("page", study)
        decide(mo_client, takedown)
        make_old(takedown)
        assert "not kept any more" in put_back(mo_client, takedown).text
        assert client.get(study.get_absolute_url()).status_code == 410


class TestForgetting:
    def test_who_asked_is_forgotten_a_month_after_a_refusal(self, mo_client, study):
        takedown = ask(contribution=study)
        decide(mo_client, takedown, "refuse")
        tasks.forget_takedowns.call()
        takedown.refresh_from_db()
        assert takedown.email == "priya@copro.example"
        make_old(takedown)
        tasks.forget_takedowns.call()
        takedown.refresh_from_db()
        assert (takedown.email, takedown.words, takedown.reason) == ("", "", WHY)
        page = mo_client.get(f"/moderation/takedowns/{takedown.request}/").text
        assert "What they wrote is forgotten." in page

    def test_what_waits_is_kept(self, study):
        takedown = ask(contribution=study)
        Takedown.objects.update(at=timezone.now() - timedelta(days=400))
        tasks.forget_takedowns.call()
        takedown.refresh_from_db()
        assert takedown.words == "Please."
