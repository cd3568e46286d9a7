"""Somebody without an account is asked, reads the draft on a phone, takes words off and says yes."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from network.models import CaseStudy, InvitationAnswer
from tests.browser.looking import PHONE, violations
from tests.factories import make_case_study, make_person, make_photo, name_on


@pytest.fixture
def draft(amina):
    draft = make_case_study(amina, title="A lunch club", published=False)
    make_photo("Five people cook.", contribution=draft)
    name_on(draft, make_person("Sunita Rao"), took_part_as="carer", position=1)
    draft.quotes.create(name_as_printed="Sunita Rao", text="Nobody asked me before.")
    return draft


def link_in(message):
    return re.search(r"/invitations/\S+", message.body).group()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_co_author_without_an_account_takes_words_off_and_agrees(
    open_page, amina, draft, with_scripts
):
    author = open_page(amina, viewport=PHONE, java_script_enabled=with_scripts)
    author.goto(draft.get_absolute_url())
    author.get_by_role("link", name="People and invitations").click()
    author.get_by_text("Ask Sunita Rao by mail").click()
    author.get_by_label("Their e-mail address").fill("sunita@example.org")
    author.get_by_label("A line from you").fill("Is the part about the soup right?")
    if with_scripts:
        assert violations(author) == []
    author.get_by_role("button", name="Send", exact=True).click()
    expect(author.get_by_text("We are asking Sunita Rao by mail.")).to_be_visible()
    [asked] = mail.outbox

    phone = open_page(viewport=PHONE, java_script_enabled=with_scripts)
    phone.goto(link_in(asked))
    expect(phone.get_by_role("heading", level=1)).to_have_text("May we name you?")
    expect(phone.get_by_text("Is the part about the soup right?")).to_be_visible()
    if with_scripts:
        assert violations(phone) == []
    phone.get_by_role("link", name="Read the draft").click()
    expect(phone.get_by_text("People met every Tuesday")).to_be_visible()
    picture = phone.get_by_alt_text("Five people cook.")
    picture.scroll_into_view_if_needed()
    if with_scripts:
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert violations(phone) == []
    phone.get_by_role("link", name="Say whether that is right").click()
    phone.get_by_role("link", name="Take these words off").click()
    if with_scripts:
        assert violations(phone) == []
    phone.get_by_role("button", name="Take these words off").click()
    expect(phone.get_by_text("These words are off.")).to_be_visible()
    phone.get_by_text("Name me in another way").click()
    phone.get_by_label("How you took part").select_option("In my own words")
    phone.get_by_label("In your own words").fill("brought the soup")
    phone.get_by_role("button", name="Yes, you may name me").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You agreed to be named")
    assert [answer.answer for answer in InvitationAnswer.objects.all()] == ["quote", "approved"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    author.goto(draft.get_absolute_url())
    author.get_by_role("button", name="Publish", exact=True).click()
    expect(author.get_by_text("brought the soup")).to_be_visible()
    assert CaseStudy.objects.get().is_published
    expect(author.get_by_text("Nobody asked me before.")).to_have_count(0)


def test_an_author_says_that_others_agreed(open_page, amina, draft):
    page = open_page(amina, viewport=PHONE)
    page.goto(draft.get_absolute_url())
    page.get_by_role("button", name="Publish", exact=True).click()
    needs = page.get_by_role("alert")
    expect(needs).to_contain_text("Say that Sunita Rao agreed to be named, or ask by mail.")
    page.get_by_label("I know that they agreed to be named here").check()
    assert violations(page) == []
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("everybody can read it now")).to_be_visible()
    assert CaseStudy.objects.get().bylines.get(name_as_printed="Sunita Rao").vouched_by == amina
