"""Commenting: what a visitor types is never lost, and what a moderator does is explained."""

import re
import time

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from network import tasks
from network.models import Comment, Reading
from tests.browser.looking import PHONE, violations
from tests.factories import make_case_study, make_comment, make_comments

WORDS = "My mother’s home tried this.\n\nIt took a year — and it worked 🙂"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def study(transactional_db, olu):
    return make_case_study(olu)


@pytest.fixture
def amina(amina):
    amina.emailaddress_set.create(email=amina.email, verified=True, primary=True)
    return amina


def sign_in(page, member):
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill("co-production")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_visitor_writes_signs_in_and_posts_with_one_click(open_page, study, amina, with_scripts):
    page = open_page(viewport=PHONE, java_script_enabled=with_scripts)
    page.goto(study.get_absolute_url())
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Sign in and post").click()
    expect(page.get_by_text("What you wrote is kept")).to_be_visible()
    page.get_by_label("E-mail address").fill(amina.email)
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    sign_in(page, amina)
    expect(page).to_have_url(re.compile(rf"{study.get_absolute_url()}#comment-form$"))
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    page.get_by_role("button", name="Post it").click()
    comment = page.locator("li.comment")
    expect(comment).to_contain_text("It took a year — and it worked 🙂")
    expect(comment).to_contain_text("Amina Haddad")
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert Comment.objects.get().body == WORDS


def test_a_visitor_writes_joins_with_a_code_and_posts(open_page, study, groups):
    page = open_page(viewport=PHONE)
    page.goto(study.get_absolute_url())
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Sign in and post").click()
    page.get_by_role("main").get_by_role("link", name="Join the network").click()
    expect(page.get_by_text("What you wrote is kept")).to_be_visible()
    page.get_by_label("Your name").fill("Siân Morgan")
    page.get_by_label("E-mail address").fill("sian@copro.example")
    page.get_by_label("Password").fill("rowan-and-birch")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_label("Code")).to_be_visible()
    code = re.search(r"^([A-Z0-9-]{6,12})$", mail.outbox[-1].body, re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Post it").click()
    expect(page.locator("li.comment")).to_contain_text("Siân Morgan")


def test_what_was_typed_and_not_sent_is_there_after_signing_in(open_page, study, amina):
    page = open_page()
    page.goto(study.get_absolute_url())
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    sign_in(page, amina)
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    page.get_by_role("button", name="Post your comment").click()
    expect(page.locator("li.comment")).to_have_count(1)
    page.goto(study.get_absolute_url())
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_a_member_answers_edits_and_deletes(open_page, study, amina, bryn):
    make_comment(study, bryn, "Who paid for the hall?")
    page = open_page(amina, viewport=PHONE)
    page.goto(study.get_absolute_url())
    page.get_by_role("link", name="Reply to the comment by Bryn Llewelyn").click()
    page.get_by_label("Your comment").fill("The parish council")
    page.get_by_role("button", name="Post your answer").click()
    mine = page.locator("li.comment", has_text="Amina Haddad")
    expect(mine).to_contain_text("The parish council")
    mine.get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill("The town council")
    page.get_by_role("button", name="Save the change").click()
    expect(mine).to_contain_text("The town council")
    mine.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("li.comment")).to_have_count(1)


def test_a_moderator_removes_and_the_author_reads_why(open_page, study, amina, mo):
    make_comment(study, amina, "Mrs Jones on ward four told me")
    page = open_page(mo)
    page.goto(study.get_absolute_url())
    page.get_by_role("link", name="Remove").click()
    page.get_by_label("Why do you remove it?").fill("It names a patient.")
    page.get_by_role("button", name="Remove it").click()
    folded = page.locator("details.comment-removed")
    expect(folded).to_contain_text("It names a patient.")
    expect(folded.get_by_text("Mrs Jones")).to_be_hidden()
    assert "It names a patient." in mail.outbox[-1].body

    author = open_page(amina)
    author.goto("/you/")
    expect(author.get_by_text("It names a patient.")).to_be_visible()

    page.get_by_role("link", name="Put back").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("li.comment .comment-text")).to_be_visible()
    expect(page.locator("details.comment-removed")).to_have_count(0)


def test_a_page_that_is_read_is_counted(open_page, study):
    page = open_page(user_agent=FIREFOX)
    with page.expect_response(lambda response: "/readings/" in response.url) as counted:
        page.goto(study.get_absolute_url())
    assert counted.value.status == 204
    assert Reading.objects.count() == 1
    assert page.context.cookies() == []
    tasks.count_readings.func()
    study.refresh_from_db()
    assert study.view_count == 1


def test_a_page_that_is_left_at_once_is_not_counted(open_page, study):
    page = open_page(user_agent=FIREFOX)
    page.goto(study.get_absolute_url())
    page.goto("/accounts/login/")
    time.sleep(3.5)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_it_is_accessible(open_page, study, amina, bryn, mo, scheme):
    make_comments(study, bryn, 60)
    answer = make_comment(study, amina, reply_to=make_comment(study, bryn))
    make_comment(study, bryn, "And \u202ethis", reply_to=answer)
    comment, removed = make_comment(study, amina), make_comment(study, amina)
    page = open_page(mo, viewport=PHONE, color_scheme=scheme)
    page.goto(f"/comments/{removed.pk}/removal/")
    assert violations(page) == []
    page.get_by_label("Why do you remove it?").fill("It names a patient.")
    page.get_by_role("button", name="Remove it").click()
    assert violations(page, "#comments") == []
    page.goto(f"/comments/{removed.pk}/removal/")
    assert violations(page) == []
    page = open_page(amina, viewport=PHONE, color_scheme=scheme)
    for address in (
        f"/comments/{comment.pk}/",
        f"/comments/{answer.pk}/",
    ):
        page.goto(address)
        assert violations(page, "#comments") == []
    for address in (
        f"/comments/{comment.pk}/reply/",
        f"/comments/{comment.pk}/edit/",
        f"/comments/{comment.pk}/deletion/",
        reverse("you"),
        reverse("your-comments"),
    ):
        page.goto(address)
        assert violations(page) == []
    visitor = open_page(viewport=PHONE, color_scheme=scheme)
    visitor.goto(study.get_absolute_url())
    assert violations(visitor, "#comments") == []
    visitor.get_by_label("Your comment").fill(" ")
    visitor.get_by_role("button", name="Sign in and post").click()
    expect(visitor.get_by_role("heading", name="Your comment is not posted yet")).to_be_visible()
    assert violations(visitor) == []
