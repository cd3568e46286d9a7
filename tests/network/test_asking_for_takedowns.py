"""Anybody asks for something to be taken down: what the form offers, keeps and says."""

import pytest
from django.core import mail

from network import tasks
from network.models import Person, Quote, Takedown
from network.views.takedowns import REQUESTS_AN_HOUR, REQUESTS_OF_ONE_A_DAY
from tests.factories import (
    make_case_study,
    make_comment,
    make_event,
    make_person,
    make_photo,
)
from tests.pages import form_of

NEW = "/takedowns/new/"


def address(thing):
    return f"{NEW}?page={thing.get_absolute_url()}"


def ask(client, thing, **fields):
    page = thing if isinstance(thing, str) else thing.get_absolute_url()
    return client.post(NEW, {"page": page, "words": "It shows my son."} | fields)


@pytest.fixture
def study(amina):
    study = make_case_study(amina)
    study.cover = make_photo("A kitchen.")
    study.save()
    make_photo("A boy waters beans.", contribution=study)
    person = make_person("Sunita Rao")
    Quote.objects.create(
        contribution=study, person=person, name_as_printed="Sunita R.", text="They asked me first."
    )
    return study


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestTheForm:
    def test_it_is_linked_from_every_page_with_its_path(self, client, study):
        for path in ("/", study.get_absolute_url(), "/people/"):
            assert f'href="{NEW}?page={path}"' in client.get(path).text

    def test_the_link_leaves_a_page_that_anybody_may_keep(self, client, study):
        page = client.get(study.get_absolute_url())
        assert page["Cache-Control"] == "public, max-age=0, must-revalidate"

    @pytest.mark.parametrize(
        "who", ["client", "amina_client", "bryn_client", "olu_client", "mo_client"]
    )
    def test_it_offers_what_the_page_shows_to_everybody(self, request, study, who):
        page = request.getfixturevalue(who).get(address(study)).text
        for offered in (
            "A kitchen.",
            "A boy waters beans.",
            "They asked me first.",
            "Sunita R.",
            "Amina Haddad",
            "The whole page",
            "Something else",
        ):
            assert offered in page

    def test_it_shows_the_photos(self, client, study):
        page = client.get(address(study)).text
        assert study.cover.small.url in page
        assert study.photos.get().small.url in page

    def test_visitors_are_asked_who_they_are_and_members_are_not(self, client, amina_client, study):
        assert "Your e-mail address" in client.get(address(study)).text
        page = amina_client.get(address(study)).text
        assert "Your e-mail address" not in page
        assert "amina@copro.example" in page

    def test_a_profile_offers_its_name(self, client, amina):
        make_case_study(amina)
        page = client.get(address(amina.person)).text
        assert f'value="person-{amina.person.pk}"' in page

    def test_a_face_is_offered_only_when_everybody_sees_it(self, client, amina):
        make_case_study(amina)
        mine = Person.objects.filter(pk=amina.person.pk)
        mine.update(photo=make_photo("Amina."))
        assert "photo-" not in client.get(address(amina.person)).text
        mine.update(photo_seen_by="everyone")
        assert "photo-" in client.get(address(amina.person)).text

    def test_the_photos_of_a_write_up_are_offered_once_it_is_shown(self, client, olu):
        event = make_event(olu)
        make_photo("Not told yet.", contribution=event)
        event.quotes.create(name_as_printed="Ann", text="Not said yet.")
        event.appearances.create(name_as_printed="Keynote Ken")
        page = client.get(address(event)).text
        assert "Keynote Ken" in page
        assert "Not told yet" not in page
        assert "Not said yet" not in page

    def test_it_is_not_for_search_engines(self, client, study):
        assert '<meta name="robots" content="noindex">' in client.get(address(study)).text
        assert "Disallow: /takedowns/" in client.get("/robots.txt").text


class TestWhatIsNoPublicPage:
    @pytest.fixture
    def draft(self, amina):
        return make_case_study(amina, title="My secret", published=False)

    @pytest.mark.parametrize("who", ["client", "amina_client", "mo_client"])
    def test_a_draft_looks_like_nothing_at_all(self, request, draft, who):
        client = request.getfixturevalue(who)
        nothing = "/case-studies/nothing-here/"
        page = client.get(address(draft)).text
        other = client.get(f"{NEW}?page={nothing}").text
        assert "My secret" not in page
        assert visible(page, draft.get_absolute_url()) == visible(other, nothing)

    def test_what_was_withdrawn_looks_like_nothing_too(self, client, study, mo):
        study.withdraw(by=mo, reason="It names a patient.")
        page = client.get(address(study)).text
        assert "A boy waters beans." not in page
        assert study.title not in page

    @pytest.mark.parametrize(
        "page",
        [
            "https://evil.example/case-studies/x/",
            "//evil.example/",
            "javascript:alert(1)",
            "case-studies/x/",
            "/\u0000/",
            "/" + "x" * 600,
            "https://[",
            "",
        ],
    )
    def test_what_is_no_address_of_ours_is_asked_for_again(self, client, db, page):
        if "\u0000" not in page:
            response = client.get(NEW, {"page": page})
            assert response.status_code == 200
            told = response.text.partition("<main")[2].partition("</main>")[0]
            assert "evil" not in told
            assert "javascript:" not in told
            assert client.post(NEW, {"page": page, "words": "Mine"}).status_code == 422
        assert not Takedown.objects.exists()

    def test_a_whole_address_of_this_site_will_do(self, client, study):
        page = client.get(NEW, {"page": f"http://127.0.0.1:8000{study.get_absolute_url()}?x=1#y"})
        assert "A boy waters beans." in page.text

    def test_any_other_page_can_be_asked_about_in_words(self, client, db):
        response = ask(client, "/about/")
        assert response.status_code == 302
        takedown = Takedown.objects.get()
        assert (takedown.what, takedown.page) == ("other", "/about/")


def visible(page, path):
    """The page without the path that was asked about, and without what differs each time."""
    return [line for line in page.replace(path, "").splitlines() if "csrf" not in line]


class TestAsking:
    def test_a_visitor_asks_for_several_things_at_once(self, client, study):
        photo, quote = study.photos.get(), study.quotes.get()
        response = ask(
            client,
            study,
            photos=[f"photo-{photo.pk}"],
            quotes=[f"quote-{quote.pk}"],
            names=[f"person-{quote.person_id}"],
            name="Priya",
            email="priya@copro.example",
        )
        assert response.headers["Location"] == "/takedowns/received/"
        asked = Takedown.objects.order_by("pk")
        assert [each.what for each in asked] == ["photo", "quote", "name"]
        assert len({each.request for each in asked}) == 1
        first, second, third = asked
        assert (first.photo, second.quote_number, third.person) == (photo, quote.pk, quote.person)
        assert {each.contribution_id for each in asked} == {study.pk}
        assert (first.name, first.email, first.asked_by) == ("Priya", "priya@copro.example", None)

    def test_a_member_asks_under_their_account(self, amina_client, amina, study):
        ask(amina_client, study, more=["page"], email="somebody@else.example")
        takedown = Takedown.objects.get()
        assert (takedown.what, takedown.asked_by, takedown.email) == ("page", amina, "")

    def test_the_whole_page_holds_all_its_things(self, client, study):
        ask(client, study, more=["page"], photos=[f"photo-{study.photos.get().pk}"])
        assert [each.what for each in Takedown.objects.all()] == ["page"]

    def test_nobody_needs_to_say_who_they_are(self, client, study):
        assert ask(client, study, more=["other"]).status_code == 302
        assert Takedown.objects.get().what == "other"

    def test_a_comment_is_asked_about_at_its_own_address(self, client, study, bryn):
        comment = make_comment(study, bryn)
        ask(client, f"/comments/{comment.pk}/")
        takedown = Takedown.objects.get()
        assert takedown.contribution_id == study.pk
        assert takedown.page == f"/comments/{comment.pk}/"

    def test_the_page_after_it_says_what_happens_next(self, client, db):
        page = client.get("/takedowns/received/").text
        assert "decides within 7 days" in page

    def test_somebody_who_typed_the_address_gets_the_choices_next(self, client, study):
        response = ask(client, study)
        assert response.status_code == 422
        assert "Tick what should be taken down" in response.text
        assert "A boy waters beans." in response.text
        assert "It shows my son." in response.text

    @pytest.mark.parametrize(
        "fields",
        [
            {"words": ""},
            {"words": " \u200b "},
            {"words": "x" * 2001},
            {"email": "nobody"},
            {"email": "a@b.example\nBcc: c@d.example"},
            {"email": f"a@{'.'.join(['b' * 60] * 5)}.example"},
            {"photos": ["photo-99999999"]},
            {"photos": ["photo-x' or 1=1"]},
            {"quotes": ["quote--1"]},
            {"names": ["person-0"]},
            {"more": ["everything"]},
            {"name": "x" * 151},
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_kept(self, client, study, fields):
        response = ask(client, study, **{"more": ["other"]} | fields)
        assert response.status_code == 422
        assert "Please look at this again" in response.text
        assert not Takedown.objects.exists()

    def test_things_of_another_page_cannot_be_named(self, client, study, bryn):
        other = make_case_study(bryn, title="Another")
        photo = make_photo("Elsewhere.", contribution=other)
        response = ask(client, study, photos=[f"photo-{photo.pk}"])
        assert response.status_code == 422
        assert not Takedown.objects.exists()

    def test_twenty_things_at_once_are_enough(self, client, study):
        rows = [
            study.quotes.create(name_as_printed="Ann", text=f"Number {number}")
            for number in range(21)
        ]
        response = ask(client, study, quotes=[f"quote-{row.pk}" for row in rows])
        assert response.status_code == 422
        assert "Tick at most 20" in response.text

    def test_a_field_that_nobody_sees_catches_machines(self, client, study):
        response = ask(client, study, more=["other"], fax="cheap pills")
        assert response.status_code == 422
        assert "catch machines" in response.text
        assert not Takedown.objects.exists()

    def test_what_was_written_is_shown_as_text(self, client, mo_client, study):
        ask(client, study, more=["other"], words="<script>alert(1)</script>", name="<b>Eve</b>")
        number = Takedown.objects.get().request
        page = mo_client.get(f"/moderation/takedowns/{number}/").text
        assert "&lt;script&gt;alert(1)" in page
        assert "<b>Eve" not in page

    def test_the_form_works_as_a_browser_without_scripts_sends_it(self, client, study):
        page = client.get(address(study))
        form = form_of(page, NEW)
        client.post(form["action"], form["fields"] | {"more": "other", "words": "My name."})
        assert Takedown.objects.get().words == "My name."

    def test_it_asks_the_same_queries_for_one_thing_and_for_thirty(self, client, study, queries):
        before = queries(client, address(study))
        for number in range(30):
            study.quotes.create(name_as_printed=f"Ann {number}", text="Yes")
            make_photo(f"Number {number}", contribution=study)
        assert queries(client, address(study)) == before == 10


class TestLimits:
    def test_one_address_asks_ten_times_an_hour(self, client, study):
        for _ in range(REQUESTS_AN_HOUR):
            assert ask(client, study, more=["other"]).status_code == 302
        response = ask(client, study, more=["other"], words="Once more")
        assert response.status_code == 429
        assert response["Retry-After"] == "3600"
        assert "Once more" in response.text
        assert Takedown.objects.count() == REQUESTS_AN_HOUR

    def test_nobody_floods_somebody_elses_mailbox(self, client, study):
        for number in range(REQUESTS_OF_ONE_A_DAY + 1):
            response = client.post(
                NEW,
                {
                    "page": study.get_absolute_url(),
                    "more": "other",
                    "words": "Mine",
                    "email": "Victim@copro.example",
                },
                REMOTE_ADDR=f"192.0.2.{number}",
            )
        assert response.status_code == 429

    def test_what_is_wrong_does_not_count(self, client, study):
        for _ in range(REQUESTS_AN_HOUR + 1):
            ask(client, study, more=["other"], words="")
        assert ask(client, study, more=["other"]).status_code == 302


class TestMail:
    def test_moderators_are_told_and_who_asked_gets_a_receipt(self, client, study, mo, on_commit):
        with on_commit():
            ask(client, study, more=["other"], words="My son!", email="priya@copro.example")
        to_moderator, receipt = mail.outbox
        assert to_moderator.to == ["mo@copro.example"]
        assert receipt.to == ["priya@copro.example"]
        number = Takedown.objects.get().request
        for body in (to_moderator.body, to_moderator.alternatives[0].content):
            assert "My son!" in body
            assert f"http://127.0.0.1:8000/moderation/takedowns/{number}/" in body
        for body in (receipt.body, receipt.alternatives[0].content):
            assert "decides by" in body
            assert "My son!" not in body  # no stranger sends words to others through us

    def test_a_task_that_runs_twice_tells_once(self, client, study, mo, on_commit):
        with on_commit():
            ask(client, study, more=["other"], email="priya@copro.example")
        tasks.tell_of_takedown_request.call(str(Takedown.objects.get().request))
        assert len(mail.outbox) == 2

    def test_without_an_address_only_moderators_are_told(self, client, study, mo, on_commit):
        with on_commit():
            ask(client, study, more=["other"])
        assert [message.to for message in mail.outbox] == [["mo@copro.example"]]
