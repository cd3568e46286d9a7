"""An event from its first line to its write-up, at one address."""

import re

from playwright.sync_api import expect

from tests.browser.looking import PHONE, ready


def test_an_organiser_announces_an_event_and_writes_it_up_after(open_page, olu):
    page = open_page(olu, viewport=PHONE)
    page.goto("/events/new/")
    page.locator("#id_title").fill("A supper in Bala")
    page.get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(re.compile(r"/events/a-supper-in-bala/$"))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", name="Nearly there")).to_be_visible()
    page.locator("#id_summary").fill("Neighbours and nurses eat together.")
    ready(page, "announcement").fill("Bring a dish and a question.")
    page.locator("#id_dated").fill("20 March 2025")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("everybody can read it now")).to_be_visible()

    page.get_by_role("link", name="Write it up").click()
    ready(page, "body").fill("Forty people came, and stayed to wash up.")
    page.get_by_role("button", name="Save changes").click()
    visitor = open_page(viewport=PHONE)
    visitor.goto("/events/a-supper-in-bala/")
    expect(visitor.get_by_text("Its write-up is to come")).to_be_visible()
    expect(visitor.get_by_text("Forty people came")).to_have_count(0)

    page.goto("/events/a-supper-in-bala/edit/appearances/")
    page.get_by_label("Name").first.fill("Nia Prydderch")
    page.get_by_role("button", name="Save changes").click()
    page.goto("/events/a-supper-in-bala/edit/questions/")
    page.locator("#id_questions-0-text").fill("Who cooks next time?")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("link", name="Look at it and publish it").click()
    page.get_by_role("button", name="Publish the write-up").click()

    visitor.goto("/search/?q=wash+up")
    visitor.get_by_role("link", name="A supper in Bala").click()
    for words in ("Forty people came", "Nia Prydderch", "Who cooks next time?"):
        expect(visitor.get_by_text(words).first).to_be_visible()
