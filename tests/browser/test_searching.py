"""Finding things: suggestions as one types, and the way from a misspelt word to what a witness answered."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from network.models import ImpreciseDate
from tests.browser.looking import PHONE, violations
from tests.factories import make_case_study, make_event, make_person, make_topic

DESK = {"width": 1280, "height": 800}


def accessible(page):
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_suggestions_are_chosen_by_keyboard_and_by_touch(open_page, amina):
    study = make_case_study(amina, title="Timely meals", topics=[make_topic("time banking")])
    make_person("Siân Timms", is_credited=True)
    page = open_page(viewport=DESK)
    asked = []
    page.on("request", lambda sent: "suggestions" in sent.url and asked.append(sent.url))
    page.goto("/about/")
    box = page.get_by_role("combobox", name="Search the network")
    box.press_sequentially("tim", delay=20)
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text(
        ["time banking Topic", "Siân Timms Person", "Timely meals Case study"]
    )
    assert len(asked) == 1
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("Suggestions: 3")
    expect(box).to_have_attribute("aria-expanded", "true")
    accessible(page)
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert active == options.last.get_attribute("id")
    accessible(page)
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("tim")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=tim$"))
    page.get_by_role("combobox", name="Search the network").first.fill("meal")
    expect(options).to_have_text(["Timely meals Case study"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{study.get_absolute_url()}$"))

    phone = open_page(viewport=PHONE, has_touch=True, color_scheme="dark")
    phone.goto("/search/")
    box = phone.get_by_role("combobox")
    box.tap()
    box.press_sequentially("timm")
    option = phone.get_by_role("option", name="Siân Timms")
    expect(option).to_be_visible()
    button = phone.get_by_role("button", name="Search").bounding_box()
    assert option.bounding_box()["y"] >= button["y"] + button["height"]
    accessible(phone)
    option.tap()
    expect(phone.get_by_role("heading", name="Siân Timms")).to_be_visible()


def asks(page, words):
    """Searches from the large box, as one does."""
    box = page.locator(".search-large [name=q]")
    box.fill(words)
    page.locator(".search-large").get_by_role("button", name="Search").click()


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": PHONE, "has_touch": True},
        {"viewport": DESK, "color_scheme": "dark"},
        {"viewport": PHONE, "java_script_enabled": False},
    ],
    ids=["phone", "desk", "without-scripts"],
)
def test_from_a_misspelt_word_by_a_filter_to_what_a_witness_answered(open_page, olu, options):
    events = {
        region: make_event(
            olu,
            title=f"Expert witness day in {town}",
            region=region,
            dated=ImpreciseDate("2026-06-18"),
            body="<p>We heard three expert witnesses.</p>" * 12,
            written_up_at=timezone.now(),
        )
        for region, town in (("wales", "Bala"), ("london", "Brent"))
    }
    event = events["wales"]
    slot = event.witness_slots.create(
        heading="Nora on time", account="<p>She began alone.</p>" * 40
    )
    slot.appearances.create(event=event, capacity="witness", name_as_printed="Nora Price")
    asked = event.questions.create(
        text="What would an expert witness do first?",
        answer="<p>Witnesses, the experts, put the kettle on.</p>",
        witness_slot=slot,
    )
    event.refresh_index()
    page = open_page(**options)
    scripts = options.get("java_script_enabled", True)
    page.goto("/search/")
    asks(page, "expert witnes")
    page.get_by_role("link", name="expert witness", exact=True).click()
    expect(page.locator(".card-title")).to_have_count(2)
    if scripts:
        accessible(page)
    narrow = page.get_by_text("Narrow this down")
    if narrow.is_visible():  # on a phone
        narrow.click()
    page.get_by_label("Region").select_option(label="Wales (1)")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".card-title")).to_have_text(["Expert witness day in Bala"])
    page.get_by_role("link", name="Answers and recommendations 1").click()
    found = page.url
    expect(page.locator(".card-credit")).to_have_text("Nora Price, at Expert witness day in Bala")
    if scripts:
        accessible(page)
    page.get_by_role("link", name="What would an expert witness do first?").click()
    expect(page).to_have_url(re.compile(f"{event.get_absolute_url()}#question-{asked.pk}$"))
    answer = page.locator(":target")
    expect(answer).to_contain_text("put the kettle on")
    expect(answer).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(found)
    expect(page.locator(".search-large [name=q]")).to_have_value("expert witness")
    expect(page.get_by_role("link", name="Remove filter Wales")).to_be_visible()
