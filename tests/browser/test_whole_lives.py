"""The long journeys, on a phone without JavaScript and on a wide screen with it.

An event from its first line to its write-up, and a recommendation from its report to the evidence map.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Event
from tests.browser.looking import ready
from tests.browser.test_booking import link_in
from tests.browser.test_live import about
from tests.factories import make_principle, make_recommendations, make_report

PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
WIDE = {"viewport": {"width": 1280, "height": 900}}
SCREENS = pytest.mark.parametrize("screen", [PHONE, WIDE], ids=["phone", "wide"])


def narrow_enough(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def write(page, name, text, screen):
    """Into a text with its tools, or into the plain one where no script runs."""
    plain = not screen.get("java_script_enabled", True)
    (page.locator(f"textarea[name={name}]") if plain else ready(page, name)).fill(text)


def announce(page, day, screen):
    page.goto("/events/new/")
    page.locator("#id_title").fill("Write it up together")
    page.locator("#id_summary").fill("Bring something you did and leave with its story.")
    write(page, "announcement", "There is soup at one.", screen)
    page.locator("#id_dated").fill(day.isoformat())
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("everybody can read it now")).to_be_visible()


def book(page, button):
    page.goto("/events/write-it-up-together/")
    page.get_by_role("link", name=button).click()
    page.get_by_role("button", name=re.compile(r"^(Book|Join the waiting list)$")).click()


@SCREENS
def test_an_event_is_announced_booked_asked_at_and_written_up(
    open_page, transactional_db, olu, amina, bryn, screen
):
    organiser = open_page(olu, **screen)
    announce(organiser, timezone.localdate() + timedelta(days=30), screen)
    organiser.get_by_role("link", name="Take bookings").click()
    organiser.get_by_label("How many places").fill("1")
    organiser.get_by_role("button", name="Take bookings").last.click()

    first, second = open_page(amina, **screen), open_page(bryn, **screen)
    book(first, "Book a place")
    expect(first.get_by_text("You have a place", exact=True)).to_be_visible()
    book(second, "Join the waiting list")
    expect(second.get_by_text("You are number 1 on the waiting list")).to_be_visible()
    first.get_by_role("link", name="Cancel my booking").click()
    first.get_by_role("button", name="Cancel my booking").click()
    expect(first.get_by_text("This booking has ended")).to_be_visible()
    told = [letter for letter in mail.outbox if letter.to == [bryn.email]][-1]
    assert told.subject.startswith("There is a place for you")
    second.goto(link_in(told))
    second.get_by_role("button", name="Take the place").click()
    expect(second.get_by_text("You have a place", exact=True)).to_be_visible()
    narrow_enough(second)

    organiser.goto("/events/write-it-up-together/")
    organiser.get_by_role("link", name="Run live questions").click()
    organiser.get_by_label("Hold every question").uncheck()
    organiser.get_by_role("button", name="Open questions").click()
    expect(organiser.get_by_role("img", name="QR code")).to_be_visible()
    board = Event.objects.get().question_board.get_absolute_url()
    visitor = open_page(**screen)
    visitor.goto(board)
    visitor.get_by_label("Your question").fill("Who reads it after?")
    visitor.get_by_role("button", name="Ask").click()
    expect(visitor.get_by_text("Your question is on the list.")).to_be_visible()
    narrow_enough(visitor)
    organiser.goto(organiser.url)
    organiser.get_by_role("button", name=about("Answer now", "Who reads it after?")).click()
    organiser.get_by_role("link", name="Answered").click()
    organiser.get_by_label("The answer, in a line").fill("The next street.")
    organiser.get_by_label("Who said it").fill("Joan Price")
    organiser.get_by_label("Yes, with their name").check()
    organiser.get_by_role("button", name="Note it as answered").click()
    organiser.goto("/events/write-it-up-together/live/write-up/")
    organiser.get_by_role("button", name="Take all into the write-up").click()
    expect(organiser.get_by_text("In the write-up", exact=True)).to_be_visible()
    narrow_enough(organiser)

    Event.objects.update(dated=str(timezone.localdate() - timedelta(days=1)))
    organiser.goto("/events/write-it-up-together/")
    organiser.get_by_role("link", name="Write it up").click()
    write(organiser, "body", "Nine stories were told and four were finished.", screen)
    organiser.get_by_role("button", name="Save changes").click()
    expect(organiser.get_by_text("Its write-up is to come")).to_be_visible()
    organiser.get_by_role("link", name="Look at it and publish it").click()
    organiser.get_by_role("button", name="Publish the write-up").click()
    expect(organiser.get_by_text("Nine stories were told")).to_be_visible()
    expect(organiser.get_by_text("This is how the write-up will look")).to_have_count(0)

    visitor.goto("/events/write-it-up-together/")
    for told in ("Nine stories were told", "Who reads it after?", "The next street.", "Joan Price"):
        expect(visitor.get_by_text(told).first).to_be_visible()
    narrow_enough(visitor)


@SCREENS
def test_a_recommendation_is_tested_against_practice_and_mapped(
    open_page, transactional_db, olu, amina, screen
):
    report = make_report(olu, title="Right here, right now")
    make_principle(report, name="People are assets")
    make_recommendations(report, "Build it in.")
    page = open_page(amina, **screen)
    page.goto("/case-studies/new/")
    page.locator("#id_title").fill("A time bank")
    page.locator("#id_summary").fill("Hours given and hours taken.")
    page.locator("#id_sector").select_option("health")
    write(page, "body", "We built it into the contract from the first day.", screen)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("everybody can read it now")).to_be_visible()
    page.get_by_role("link", name="Link it to a principle").click()
    page.get_by_label("A principle or a recommendation").select_option("1. Build it in.")
    page.get_by_label("Supports it").check()
    page.get_by_label("Testimony").check()
    page.get_by_label("Passage").fill("We built it into the contract")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#principles-at-work")).to_contain_text("We built it into the contract")

    visitor = open_page(**screen)
    visitor.goto("/reports/right-here-right-now/")
    recommendation = visitor.locator("#recommendation-1")
    expect(recommendation).to_contain_text("1 supports it")
    narrow_enough(visitor)
    visitor.goto("/evidence/")
    narrow_enough(visitor)
    visitor.goto("/evidence/?of=recommendations")
    visitor.get_by_role("link", name="1 for").first.click()  # in the table, on a phone in words
    expect(visitor.get_by_role("heading", name="What practice says")).to_be_visible()
    expect(visitor.get_by_text("We built it into the contract")).to_be_visible()
    narrow_enough(visitor)
    visitor.get_by_role("link", name="A time bank", exact=True).click()
    expect(visitor.get_by_role("heading", name="A time bank", level=1)).to_be_visible()
