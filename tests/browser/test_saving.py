"""Drafts that save themselves, in a real browser: the connection is cut, somebody signs out, two windows write."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from network.models import CaseStudy
from tests.browser.looking import PHONE, ready, violations
from tests.conftest import signed_in
from tests.factories import PASSWORD, make_case_study, make_member

NEW = "/case-studies/new/"
SAVED = re.compile(r"^Saved \d\d:\d\d")
CUT = re.compile(r"ERR_(FAILED|INTERNET_DISCONNECTED)")


@pytest.fixture
def amina(transactional_db):
    member = make_member("Amina Haddad", email="amina@copro.example")
    member.emailaddress_set.create(email=member.email, verified=True, primary=True)
    return member


@pytest.fixture
def expected(console):
    """`expected(pattern)`: what a test provokes in the console, which is then forgotten."""

    def forget(pattern):
        assert any(re.search(pattern, said) for said in console), console
        console[:] = [said for said in console if not re.search(pattern, said)]

    return forget


def state(page):
    return page.locator("[data-saving-words]")


def waiting(page):
    """What this browser keeps that is not saved: the fields by the address of their page."""
    kept = json.loads(page.evaluate("JSON.stringify({...localStorage})"))
    return {
        name.split(" ")[2]: dict(json.loads(entry)["fields"])
        for name, entry in kept.items()
        if name.startswith("unsaved ")
    }


def opened(page, study):
    page.goto(study.get_edit_url())
    expect(page.get_by_role("button", name="Remove").first).to_be_attached()  # scripts have begun
    return page


def test_a_draft_is_written_on_a_phone_with_the_connection_cut_twice(open_page, amina, expected):
    page = open_page(amina, viewport=PHONE)
    page.goto(NEW)
    page.locator("#id_title").press_sequentially("A lunch")
    expect(state(page)).to_have_text(SAVED)
    draft = CaseStudy.objects.get()
    expect(page).to_have_url(re.compile(draft.get_edit_url()))
    problem = ready(page, "problem")
    # In a tunnel.
    page.context.set_offline(True)
    page.locator("#id_title").press_sequentially(" club")
    problem.press_sequentially("People ate alone.")
    expect(state(page)).to_contain_text("We cannot reach the site")
    expect(state(page)).to_contain_text("kept in this browser")
    assert waiting(page)[draft.get_edit_url()]["title"] == "A lunch club"
    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    draft.refresh_from_db()
    assert (draft.title, draft.problem) == ("A lunch club", "<p>People ate alone.</p>")
    assert waiting(page) == {}
    # The server saves a new row, and its answer is lost on the way back.
    page.route("**/edit/", lambda route: (route.fetch(), route.abort()))
    page.locator("#id_quotes-0-text").press_sequentially("It was good.")
    page.locator("#id_quotes-0-name_as_printed").press_sequentially("Bo")
    expect(state(page)).to_contain_text("We cannot reach the site")
    page.unroute("**/edit/")
    page.locator("#id_quotes-0-text").press_sequentially(" Very good.")
    expect(state(page)).to_have_text(SAVED)
    assert [quote.text for quote in draft.quotes.all()] == ["It was good. Very good."]
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="A lunch club")).to_be_visible()
    assert CaseStudy.objects.count() == 1
    assert draft.quotes.count() == 1
    opened(page, draft)
    expect(page.locator("#id_quotes-0-text")).to_have_value("It was good. Very good.")
    expect(page.locator(".kept")).to_have_count(0)
    expected(CUT)


def test_what_waits_after_a_lost_connection_is_offered_again_and_put_back(open_page, amina):
    study = make_case_study(amina, published=False, place="York")
    page = opened(open_page(amina, viewport=PHONE), study)
    advice = ready(page, "advice")
    page.context.set_offline(True)
    page.locator("#id_place").fill("Ely")
    page.get_by_role("button", name="Add another quote").click()
    page.locator("#id_quotes-1-text").fill("It was good.")
    page.locator("#id_quotes-1-name_as_printed").fill("Bo")
    advice.press_sequentially("Begin with soup.")
    expect(state(page)).to_contain_text("We cannot reach the site")
    context = page.context
    page.close()
    context.set_offline(False)
    page = opened(context.new_page(), study)
    notice = page.locator(".kept")
    expect(notice).to_contain_text("You wrote this on")
    notice.get_by_text("Place", exact=True).click()
    expect(notice.get_by_text("Ely", exact=True)).to_be_visible()
    expect(notice.get_by_text("Begin with soup.")).to_be_attached()
    assert violations(page) == []
    notice.get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_place")).to_have_value("Ely")
    expect(state(page)).to_have_text(SAVED)
    study.refresh_from_db()
    assert (study.place, study.advice) == ("Ely", "<p>Begin with soup.</p>")
    assert study.quotes.get().text == "It was good."
    expect(page.locator(".kept")).to_have_count(0)
    assert waiting(page) == {}


def test_a_new_draft_left_at_once_is_on_the_server_and_is_not_doubled(open_page, amina):
    page = open_page(amina)
    page.goto(NEW)
    page.locator("#id_title").press_sequentially("A lunch club")
    page.goto(NEW)
    expect(page.locator("#id_title")).to_have_value("")
    page.wait_for_timeout(3500)  # longer than the page waits for what is on its way
    expect(page.locator(".kept")).to_have_count(0)
    assert CaseStudy.objects.get().title == "A lunch club"
    assert waiting(page) == {}


def test_what_is_published_changes_with_the_button_alone(open_page, amina):
    study = make_case_study(amina)
    page = opened(open_page(amina), study)
    page.locator("#id_place").fill("Ely")
    expect(state(page)).to_have_text("Kept in this browser until you save.")
    page.wait_for_timeout(4000)  # longer than a draft would wait
    study.refresh_from_db()
    assert study.place == ""
    opened(page, study)
    notice = page.locator(".kept")
    notice.get_by_role("button", name="Throw it away").click()
    assert waiting(page) == {}
    notice.get_by_role("button", name="Keep it after all").click()
    notice.get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_place")).to_have_value("Ely")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    opened(page, study)
    expect(page.locator("#id_place")).to_have_value("Ely")
    page.wait_for_timeout(3500)  # longer than the page waits for what is on its way
    expect(page.locator(".kept")).to_have_count(0)
    assert waiting(page) == {}


def test_somebody_signed_out_meanwhile_signs_in_and_goes_on(open_page, amina, expected):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina, viewport=PHONE), study)
    Session.objects.all().delete()
    page.locator("#id_place").fill("Ely")
    expect(state(page)).to_have_text("You are signed out. What you write is kept in this browser.")
    assert violations(page) == []
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#id_place")).to_have_value("Ely")
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Sign in in a new tab").click()
    tab = other.value
    tab.get_by_label("E-mail address").fill(amina.email)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_text("Amina").first).to_be_attached()
    expect(state(page)).to_have_text(SAVED, timeout=30_000)
    study.refresh_from_db()
    assert study.place == "Ely"
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    expected("403")


def test_somebody_else_on_the_same_computer_neither_saves_nor_sees_it(
    open_page, live_server, amina, bryn, expected
):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina), study)
    page.locator("#id_place").fill("Ely")
    page.context.clear_cookies()
    session = signed_in(bryn).cookies["session"]
    page.context.add_cookies([{"name": "session", "value": session.value, "url": live_server.url}])
    expect(state(page)).to_contain_text("kept in this browser")
    other = page.context.new_page()
    other.goto(NEW)
    expect(other.get_by_role("button", name="Remove").first).to_be_attached()
    other.wait_for_timeout(500)
    expect(other.locator(".kept")).to_have_count(0)
    study.refresh_from_db()
    assert study.place == ""
    assert CaseStudy.objects.count() == 1
    expected("40[34]")


def test_two_windows_on_one_draft_overwrite_nothing_unseen(open_page, amina, expected):
    study = make_case_study(amina, published=False)
    first = opened(open_page(amina), study)
    second = opened(first.context.new_page(), study)
    first.locator("#id_place").fill("York")
    expect(state(first)).to_have_text(SAVED)
    second.locator("#id_place").fill("Ely")
    expect(state(second)).to_contain_text("You saved this in another window at")
    study.refresh_from_db()
    assert study.place == "York"
    second.get_by_role("button", name="See both").click()
    expect(second.get_by_text("This was saved since you opened it")).to_be_visible()
    second.get_by_text("Place, as it is saved").click()
    expect(second.get_by_text("York", exact=True)).to_be_visible()
    expect(second.locator("#id_place")).to_have_value("Ely")
    assert violations(second) == []
    second.locator("#id_place").fill("Ely and York")
    expect(state(second)).to_have_text("Kept in this browser until you save.")
    second.get_by_role("button", name="Save draft").click()
    expect(second.get_by_text("Your draft is saved.")).to_be_visible()
    study.refresh_from_db()
    assert study.place == "Ely and York"
    expected("409")


def test_what_was_written_on_a_deleted_draft_becomes_a_new_one(open_page, amina, expected):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina), study)
    study.delete_for_good()
    page.locator("#id_place").fill("Ely")
    expect(state(page)).to_contain_text("not open to you any more")
    page.get_by_role("link", name="Go on with it as a new draft").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_place")).to_have_value("Ely")
    expect(state(page)).to_have_text(SAVED)
    again = CaseStudy.objects.get()
    assert (again.place, again.title) == ("Ely", study.title)
    # Whom it names is asked anew, as with any name that fits somebody known.
    expect(page.get_by_text("We know somebody called Amina Haddad").first).to_be_visible()
    expected("404")


def test_too_much_is_told_and_nothing_is_lost(open_page, amina, expected):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina), study)
    ready(page, "advice")
    paste = """length => {
        const text = document.querySelector("[name=provenance]");
        text.value = "word ".repeat(length / 5);
        text.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    page.evaluate(paste, 2_000_000)
    expect(page.get_by_text("One answer waits")).to_be_visible(timeout=20_000)
    page.get_by_text("One answer waits").click()
    expect(page.locator("[data-saving-waiting] a")).to_have_attribute("href", "#id_provenance")
    page.locator("#id_place").fill("Ely")
    expect(state(page)).to_have_text(SAVED)
    page.evaluate(paste, 4_400_000)
    expect(state(page)).to_contain_text("too long to be saved, above 4 MB", timeout=20_000)
    expect(state(page)).to_contain_text("kept in this browser")
    assert len(waiting(page)[study.get_edit_url()]["provenance"]) == 4_400_000
    page.evaluate(paste, 50)
    expect(state(page)).to_have_text(SAVED)
    study.refresh_from_db()
    assert len(study.provenance) == 49
    expected("413")


def test_the_button_pressed_twice_makes_one_draft(open_page, amina):
    for scripts in (True, False):
        CaseStudy.objects.all().delete()
        page = open_page(amina, java_script_enabled=scripts)
        page.goto(NEW)
        page.locator("#id_title").fill("A lunch club")
        page.get_by_role("button", name="Save draft").dblclick()
        expect(page.get_by_text("Your draft is saved.").first).to_be_visible()
        assert CaseStudy.objects.count() == 1


def test_half_a_name_makes_nobody(open_page, amina):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina), study)
    page.get_by_role("button", name="Add another person").click()
    name = page.locator("#id_bylines-1-name_as_printed")
    name.press_sequentially("Siân")
    expect(state(page)).to_have_text(SAVED)
    assert study.bylines.count() == 1
    name.press_sequentially(" Price")
    page.locator("#id_bylines-1-own_words").press_sequentially("cooked")
    expect(page.locator("[name=bylines-1-row]")).not_to_have_value("")
    assert [byline.name_as_printed for byline in study.bylines.all()][-1] == "Siân Price"


def test_the_state_of_a_draft_fits_the_smallest_screen(open_page, amina):
    study = make_case_study(amina, published=False)
    page = opened(open_page(amina, viewport={"width": 320, "height": 640}), study)
    page.locator("#id_dated").fill("the day after tomorrow")
    expect(state(page)).to_have_text(SAVED)
    page.get_by_text("One answer waits").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
