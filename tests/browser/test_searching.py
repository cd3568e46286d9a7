"""Finding things: suggestions as one types, and the way from a misspelt word to what a witness answered."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from network.models import ImpreciseDate
from tests.factories import make_case_study, make_event, make_person, make_topic

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def accessible(page):
    assert Axe().run(page).response["violations"] == []
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
