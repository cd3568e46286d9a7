"""The interview from its first question to what others complete, on a phone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from network.models import CaseStudy
from tests.browser.looking import PHONE, ready, violations
from tests.factories import make_case_study


def go_on(page):
    page.get_by_role("button", name="Save and go on").click()


def asked(page, question):
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def say(page, label, words, *, plain):
    """Answers in the editor, or in the plain textarea that stands there without JavaScript."""
    if plain:
        page.get_by_label(label).fill(words)
    else:
        ready(page, page.locator("textarea").first.get_attribute("name")).fill(words)


@pytest.mark.parametrize("plain", [False, True], ids=["script", "without-script"])
def test_a_story_is_told_for_somebody_else_left_resumed_published_and_completed(
    open_page, amina, plain
):
    page = open_page(amina, viewport=PHONE, java_script_enabled=not plain)
    page.goto("/case-studies/new/")
    page.get_by_role("link", name="Interview me").click()
    asked(page, "Whose story is this?")
    expect(page.get_by_label("Their name")).to_be_hidden()
    page.get_by_label("I am writing it down for somebody else").check()
    page.get_by_label("Their name").fill("Joan Tyson")
    page.get_by_label("How they took part").select_option("person")
    page.get_by_label("how shall we put it?").fill("wrote it down")
    go_on(page)
    asked(page, "What did they do together?")
    say(page, "Their answer", "Neighbours drew a map of the water.", plain=plain)
    page.get_by_role("button", name="Save and stop for now").click()
    expect(page.get_by_text("Neighbours drew a map of the water.")).to_be_visible()

    page.goto("/you/")
    page.get_by_role("link", name="Go on with the interview").click()
    page.get_by_role("link", name="Answer What was not working").click()
    say(page, "Their answer", "Nobody knew where it comes first.", plain=plain)
    go_on(page)
    say(page, "Their answer", "Boards were up in time.", plain=plain)
    go_on(page)
    asked(page, "Who made it together?")
    page.get_by_label(re.compile("agreed to be named")).check()
    go_on(page)
    page.get_by_label("Title").fill("Where the water goes")
    page.get_by_label(re.compile("In one sentence")).fill("A flood plan, street by street.")
    go_on(page)
    expect(page.get_by_text("This is enough to publish")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(re.compile(r"/case-studies/where-the-water-goes/$"))
    names = page.locator(".byline li")
    expect(names).to_have_count(2)
    expect(names.first).to_contain_text("Joan Tyson")
    expect(names.last).to_contain_text("wrote it down")

    missing = page.get_by_role("region", name="Help complete this")
    expect(missing).to_contain_text("4 of 11 parts told")
    missing.get_by_role("link", name="Advice for somebody who starts now").click()
    asked(page, "What would they tell somebody who starts now?")
    say(page, "Their answer", "Walk the street in the rain.", plain=plain)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Walk the street in the rain.")).to_be_visible()
    expect(page.get_by_role("region", name="Help complete this")).to_contain_text("5 of 11")
    study = CaseStudy.objects.get()
    assert (study.title, study.told_by) == ("Where the water goes", "other")


def test_questions_are_reached_with_the_keyboard_in_any_order(open_page, amina):
    draft = make_case_study(amina, published=False)
    page = open_page(amina, viewport=PHONE)
    page.goto(f"/case-studies/{draft.slug}/interview/hard/")
    summary = page.locator(".interview-all summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".interview-all a").first).to_be_focused()
    page.get_by_role("navigation", name="All questions").get_by_role("link", name="Topics").click()
    asked(page, "Which words would somebody search for?")
    page.get_by_role("link", name="Back").click()
    asked(page, "Is there a picture of it?")
    page.get_by_role("link", name="Skip this question").click()
    asked(page, "Which words would somebody search for?")


def test_every_question_is_accessible_and_fits_a_phone(open_page, amina):
    draft = make_case_study(amina, published=False, told_by="other", costs="<p>x</p>")
    study = make_case_study(amina, title="Old", running="yes", last_confirmed="2019-05-01")
    interview = f"/case-studies/{draft.slug}/interview/"
    questions = ("whose", "together", "people", "name", "place", "outcomes", "stage", "time")
    pages = [
        *("/case-studies/new/interview/", interview, "/you/", study.get_absolute_url()),
        *(f"{interview}{name}/" for name in (*questions, "voices", "pictures", "topics")),
        f"{study.get_absolute_url()}confirmation/?answer=yes",
    ]
    for scheme, width in (("light", 1280), ("dark", 320)):
        page = open_page(amina, color_scheme=scheme, viewport={"width": width, "height": 740})
        for address in pages:
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_an_answer_on_ones_own_pages_is_one_click(open_page, amina):
    study = make_case_study(amina, running="yes", last_confirmed="2019-05-01")
    study.published_at = study.published_at.replace(year=2019)
    study.save()
    page = open_page(amina, viewport=PHONE)
    page.goto("/you/")
    page.get_by_role("button", name="Did not work").click()
    expect(page.get_by_text("confirmed today")).to_be_visible()
    expect(page.locator(".badge", has_text="Tried, and it did not work")).to_be_visible()
