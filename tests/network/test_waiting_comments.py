"""Promise 1: signing in or up never loses what a visitor was writing."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.utils import timezone

from network import waiting_comments
from network.models import Comment, Removal
from network.models.comments import LONGEST
from tests.factories import PASSWORD, make_article, make_case_study, make_comment
from tests.pages import form_of, submit

TEXT = "My mother’s home tried “this” in 2009 & it worked.\n\nIt took a year: ¡y funcionó! 🙂 <b>"
SAME_ORIGIN = {"headers": {"origin": "http://testserver", "sec-fetch-site": "same-origin"}}


@pytest.fixture
def study(olu):
    return make_case_study(olu)


@pytest.fixture
def stranger():
    """A visitor whose tokens are checked, as in a real browser."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def verified(amina):
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    return amina


def write(client, contribution, body=TEXT, **fields):
    """Opens a page as a visitor, writes in its form and sends it."""
    page = client.get(contribution.get_absolute_url())
    return submit(client, page, "/comments/", {"body": body, **fields}, **SAME_ORIGIN)


def sign_in(client, page, password=PASSWORD):
    fields = {"login": "amina@copro.example", "password": password}
    return submit(client, page, "/accounts/login/", fields)


def post_it(client, page):
    """One click: sends the form as it stands."""
    return submit(client, page, "/comments/", **SAME_ORIGIN)


class TestTheVisitorsPage:
    def test_it_is_public_and_holds_neither_cookie_nor_token(self, client, study):
        response = client.get(study.get_absolute_url())
        assert response.headers["Cache-Control"].startswith("public")
        assert not response.cookies
        form = form_of(response, "/comments/")
        assert form["fields"] == {"body": "", "reply_to": "", "about": ""}

    def test_it_says_what_one_must_do(self, client, study):
        page = client.get(study.get_absolute_url()).content.decode()
        assert "Comments are signed with a name, so you need an account" in page
        assert "Sign in and post" in page

    def test_reading_it_makes_no_session_even_with_a_form(self, client, study):
        client.get(study.get_absolute_url())
        assert "session" not in client.cookies


class TestSigningIn:
    def test_a_comment_waits_and_is_posted_with_one_click(self, stranger, study, verified):
        page = write(stranger, study)
        assert page.redirect_chain[-1][0].startswith("/accounts/login/?next=")
        assert "What you wrote is kept" in page.content.decode()
        assert not Comment.objects.exists()
        page = sign_in(stranger, page)
        assert page.redirect_chain[-1][0] == f"{study.get_absolute_url()}#comment-form"
        assert "Your comment is waiting" in page.content.decode()
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT
        page = post_it(stranger, page)
        comment = Comment.objects.get()
        assert comment.body == TEXT
        assert comment.author.member == verified
        assert page.redirect_chain[-1][0].endswith(f"#comment-{comment.pk}")

    def test_it_is_cleared_once_it_is_posted(self, stranger, study, verified):
        page = post_it(stranger, sign_in(stranger, write(stranger, study)))
        assert "Your comment is waiting" not in page.content.decode()
        assert form_of(page, "/comments/")["fields"]["body"] == ""
        assert waiting_comments.waiting_in(stranger.session) == []

    def test_it_can_be_changed_before_it_is_posted(self, stranger, study, verified):
        page = sign_in(stranger, write(stranger, study))
        submit(stranger, page, "/comments/", {"body": "Better words"}, **SAME_ORIGIN)
        assert Comment.objects.get().body == "Better words"
        assert waiting_comments.waiting_in(stranger.session) == []

    def test_it_survives_failed_attempts(self, stranger, study, verified):
        page = write(stranger, study)
        for _ in range(3):
            page = sign_in(stranger, page, password="wrong")
            assert "What you wrote is kept" in page.content.decode()
        page = sign_in(stranger, page)
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT

    def test_it_survives_a_second_factor(self, stranger, study, verified):
        TOTP.activate(verified, generate_totp_secret())
        codes = RecoveryCodes.activate(verified)
        page = sign_in(stranger, write(stranger, study))
        assert page.redirect_chain[-1][0].startswith("/accounts/2fa/authenticate/")
        page = submit(stranger, page, "/2fa/authenticate/", {"code": "000000"})
        page = submit(stranger, page, "/2fa/authenticate/", {"code": codes.get_unused_codes()[0]})
        assert page.redirect_chain[-1][0] == f"{study.get_absolute_url()}#comment-form"
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT

    def test_it_is_found_by_a_later_sign_in_elsewhere(self, stranger, study, verified):
        write(stranger, study)
        sign_in(stranger, stranger.get("/accounts/login/"))
        page = stranger.get(study.get_absolute_url())
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT
        assert "A comment of yours is waiting" in stranger.get("/you/").content.decode()

    def test_an_answer_stays_an_answer(self, stranger, study, bryn, verified):
        answered = make_comment(study, bryn)
        page = stranger.get(f"/comments/{answered.pk}/reply/")
        page = submit(stranger, page, "/comments/", {"body": TEXT}, **SAME_ORIGIN)
        page = sign_in(stranger, page)
        assert "You answer" in page.content.decode()
        post_it(stranger, page)
        assert Comment.objects.latest("pk").reply_to == answered

    def test_an_answer_to_what_is_gone_meanwhile_can_stand_alone(
        self, stranger, study, bryn, verified
    ):
        answered = make_comment(study, bryn)
        page = stranger.get(f"/comments/{answered.pk}/reply/")
        page = submit(stranger, page, "/comments/", {"body": TEXT}, **SAME_ORIGIN)
        Removal.objects.remove(answered, by=bryn, reason="Mistake")
        page = sign_in(stranger, page)
        assert "The comment that you answered is gone" in page.content.decode()
        post_it(stranger, page)
        assert Comment.objects.latest("pk").reply_to is None
        assert waiting_comments.waiting_in(stranger.session) == []

    def test_signing_out_forgets_it(self, stranger, study, verified):
        page = sign_in(stranger, write(stranger, study))
        submit(stranger, stranger.get("/accounts/logout/"), "/accounts/logout/")
        page = stranger.get(study.get_absolute_url())
        assert TEXT not in form_of(page, "/comments/")["fields"]["body"]


class TestJoining:
    def test_a_comment_waits_for_the_code_from_the_mail(self, stranger, study):
        page = write(stranger, study)
        joining = re.search(r'href="(/accounts/signup/\?next=[^"]+)"', page.content.decode())
        page = stranger.get(joining[1].replace("&amp;", "&"))
        assert "What you wrote is kept" in page.content.decode()
        fields = {
            "name": "Gwen Price",
            "email": "gwen@copro.example",
            "password1": "a long enough pass",
        }
        page = submit(stranger, page, "/accounts/signup/", fields)
        code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
        page = submit(stranger, page, "/accounts/confirm-email/", {"code": code})
        assert page.redirect_chain[-1][0] == f"{study.get_absolute_url()}#comment-form"
        post_it(stranger, page)
        comment = Comment.objects.get()
        assert (comment.body, comment.author.name) == (TEXT, "Gwen Price")


class TestAMemberWithAVisitorsPage:
    def test_what_is_sent_without_a_token_is_kept_and_confirmed(self, stranger, study, verified):
        """They opened the page signed out, signed in in another tab, then sent the form."""
        page = stranger.get(study.get_absolute_url())
        sign_in(stranger, stranger.get("/accounts/login/"))
        page = submit(stranger, page, "/comments/", {"body": TEXT}, **SAME_ORIGIN)
        assert not Comment.objects.exists()
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT
        post_it(stranger, page)
        assert Comment.objects.get().body == TEXT


class TestWhenItIsTooLate:
    def test_a_conversation_closed_meanwhile_gives_the_text_back(self, stranger, study, verified):
        page = write(stranger, study)
        study.comments_open = False
        study.save(update_fields=["comments_open"])
        page = sign_in(stranger, page)
        assert page.status_code == 403
        assert "was closed while you were writing" in page.content.decode()
        assert "My mother’s home tried" in page.content.decode()
        page = stranger.get(study.get_absolute_url())
        assert "My mother’s home tried" in page.content.decode()

    def test_a_contribution_withdrawn_meanwhile_gives_the_text_back(
        self, stranger, study, olu, verified
    ):
        page = write(stranger, study)
        study.withdraw(by=olu, reason="Checking a figure")
        page = sign_in(stranger, page)
        assert page.status_code == 410
        assert "was withdrawn" in page.content.decode()
        assert study.title not in page.content.decode()
        assert "My mother’s home tried" in page.content.decode()
        page = submit(stranger, page, "waiting/deletion/", **SAME_ORIGIN)
        assert waiting_comments.waiting_in(stranger.session) == []

    def test_what_was_withdrawn_before_sending_gives_the_text_back(self, stranger, study, olu):
        page = stranger.get(study.get_absolute_url())
        study.withdraw(by=olu, reason="")
        page = submit(stranger, page, "/comments/", {"body": TEXT}, **SAME_ORIGIN)
        assert page.status_code == 410
        assert "My mother’s home tried" in page.content.decode()


class TestWhatIsKept:
    def test_a_visitor_who_comes_back_finds_it_in_the_form(self, stranger, study):
        write(stranger, study)
        page = stranger.get(study.get_absolute_url())
        assert page.headers["Cache-Control"].startswith("private")
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT
        waiting = stranger.get(f"{study.get_absolute_url()}comments/waiting/")
        assert "Your comment is waiting" in waiting.content.decode()

    def test_it_can_be_thrown_away(self, stranger, study):
        write(stranger, study)
        page = stranger.get(study.get_absolute_url())
        assert "Throw it away" in page.content.decode()
        waiting = form_of(page, "/comments/")["fields"]["waiting"]
        address = f"{study.get_absolute_url()}comments/waiting/deletion/"
        stranger.post(address, {"waiting": waiting}, **SAME_ORIGIN)
        page = stranger.get(study.get_absolute_url())
        assert form_of(page, "/comments/")["fields"]["body"] == ""

    def test_throwing_away_does_not_tell_of_a_draft(self, client, amina):
        draft = make_case_study(amina, title="Still a secret", published=False)
        for address in (draft.get_absolute_url(), "/case-studies/there-is-none/"):
            answer = client.post(f"{address}comments/waiting/deletion/", **SAME_ORIGIN)
            assert answer.status_code == 404

    def test_sending_again_replaces_what_waits_in_the_same_place(self, stranger, study):
        write(stranger, study)
        write(stranger, study, "Second thoughts")
        assert [w["body"] for w in waiting_comments.waiting_in(stranger.session)] == [
            "Second thoughts"
        ]

    def test_comments_on_several_contributions_wait_side_by_side(self, stranger, study, olu):
        other = make_article(olu)
        write(stranger, study, "On the case study")
        write(stranger, other, "On the article")
        page = stranger.get(study.get_absolute_url())
        assert form_of(page, "/comments/")["fields"]["body"] == "On the case study"
        page = stranger.get(other.get_absolute_url())
        assert form_of(page, "/comments/")["fields"]["body"] == "On the article"

    def test_only_the_newest_ten_are_kept(self):
        session = {}
        for number in range(12):
            waiting_comments.keep(session, contribution_id=number, body="x")
        kept = [w["contribution"] for w in waiting_comments.waiting_in(session)]
        assert kept == list(range(11, 1, -1))

    def test_it_is_forgotten_after_two_weeks(self):
        session = {}
        waiting_comments.keep(session, contribution_id=1, body="x")
        session[waiting_comments.KEY][0]["at"] = (timezone.now() - timedelta(days=15)).isoformat()
        assert waiting_comments.waiting_in(session) == []

    @pytest.mark.parametrize("body", ["", "   ", "\u200b\u200f\ufeff", "x" * (LONGEST + 1)])
    def test_what_could_not_be_posted_is_not_kept_but_shown_again(self, stranger, study, body):
        page = write(stranger, study, body)
        assert page.status_code == 422
        assert "Your comment is not posted yet" in page.content.decode()
        seen = body.strip(" \u200b\u200f\ufeff")
        assert form_of(page, "/comments/")["fields"]["body"].strip() == seen
        assert "session" not in stranger.cookies

    def test_a_flood_is_refused_and_the_text_kept_on_the_page(self, stranger, study):
        for number in range(10):
            assert write(stranger, study, f"Number {number}").status_code == 200
        page = write(stranger, study)
        assert page.status_code == 429
        assert page.headers["Retry-After"] == "60"
        assert form_of(page, "/comments/")["fields"]["body"] == TEXT


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"},
            {"sec-fetch-site": "same-site", "origin": "http://other.testserver"},
            {"sec-fetch-site": "cross-site"},
            {"origin": "https://elsewhere.example"},
            {"origin": "https://testserver"},
            {"origin": "http://testserver:8080"},
            {"origin": "null"},
        ],
    )
    @pytest.mark.parametrize("address", ["comments/", "comments/waiting/deletion/"])
    def test_they_are_refused_and_nothing_is_kept(self, stranger, study, headers, address):
        response = stranger.post(
            f"{study.get_absolute_url()}{address}", {"body": "Buy this"}, headers=headers
        )
        assert response.status_code == 403
        assert "session" not in stranger.cookies

    def test_they_cannot_post_for_a_member_either(self, study, amina):
        client = Client(enforce_csrf_checks=True)
        client.force_login(amina)
        address = f"{study.get_absolute_url()}comments/"
        headers = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}
        assert client.post(address, {"body": "Buy this"}, headers=headers).status_code == 403
        assert not Comment.objects.exists()
        assert waiting_comments.waiting_in(client.session) == []

    def test_signing_in_leads_back_to_this_site_alone(self, stranger, study):
        response = stranger.post(
            f"{study.get_absolute_url()}comments/?next=https://elsewhere.example/",
            {"body": TEXT, "next": "https://elsewhere.example/"},
            **SAME_ORIGIN,
        )
        assert "elsewhere" not in unquote(response["Location"])
