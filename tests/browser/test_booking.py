"""Booking on a phone: a guest books, the waiting list moves up, and an organiser checks people in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from events.models import Booking
from tests.browser.looking import PHONE, violations
from tests.events.booking import book, bookable


def link_in(letter):
    return re.search(r"http\S+(/bookings/\S+)", letter.body)[1]


def last_letter_to(email):
    return [letter for letter in mail.outbox if letter.to == [email]][-1]


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_guest_books_waits_moves_up_and_is_checked_in(
    open_page, transactional_db, olu, amina, with_scripts
):
    event = bookable(olu, places=1, joining="Ring the bell.")
    book(event, "Amina Haddad", member=amina)
    guest = open_page(viewport=PHONE, java_script_enabled=with_scripts)
    guest.goto(event.get_absolute_url())
    expect(guest.get_by_text("Full: there is a waiting list")).to_be_visible()
    guest.get_by_role("link", name="Join the waiting list").click()
    guest.get_by_label("Your name").fill("Gwen Price")
    guest.get_by_role("button", name="Join the waiting list").click()
    expect(guest.get_by_role("alert")).to_contain_text("Your e-mail address")
    expect(guest.get_by_label("Your name")).to_have_value("Gwen Price")
    if with_scripts:
        assert violations(guest) == []
    guest.get_by_label("Your e-mail address").fill("gwen@example.org")
    guest.get_by_label("What do you need").fill("A ramp")
    guest.get_by_role("button", name="Join the waiting list").click()
    expect(guest.get_by_role("heading", name="Now look at your mail")).to_be_visible()

    link = link_in(last_letter_to("gwen@example.org"))
    guest.goto(link)
    guest.get_by_role("button", name="Yes, book for me").click()
    expect(guest.get_by_text("You are number 1 on the waiting list")).to_be_visible()

    member = open_page(amina, viewport=PHONE, java_script_enabled=with_scripts)
    member.goto(f"{event.get_absolute_url()}booking/")
    expect(member.get_by_text("Ring the bell.")).to_be_visible()
    if with_scripts:
        assert violations(member) == []
    member.get_by_role("link", name="Cancel my booking").click()
    member.get_by_role("button", name="Cancel my booking").click()
    expect(member.get_by_text("This booking has ended")).to_be_visible()

    assert last_letter_to("gwen@example.org").subject.startswith("There is a place for you")
    guest.goto(link)
    guest.get_by_role("button", name="Take the place").click()
    expect(guest.get_by_text("You have a place", exact=True)).to_be_visible()
    expect(guest.get_by_text("Ring the bell.")).to_be_visible()

    organiser = open_page(olu, viewport=PHONE, java_script_enabled=with_scripts)
    organiser.goto(f"{event.get_absolute_url()}bookings/")
    expect(organiser.get_by_text("A ramp")).to_be_visible()
    if with_scripts:
        assert violations(organiser) == []
    organiser.get_by_role("link", name="Check in").click()
    organiser.get_by_label("Name or e-mail address").fill("gwen")
    organiser.get_by_role("button", name="Find").click()
    organiser.get_by_role("button", name="Here Gwen Price").click()
    expect(organiser.get_by_text("1 of 1 are here")).to_be_visible()
    if with_scripts:
        assert violations(organiser) == []
    assert Booking.objects.get(name="Gwen Price").came_at
    organiser.get_by_role("button", name="Undo Gwen Price").click()
    expect(organiser.get_by_text("0 of 1 are here")).to_be_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_an_organiser_sets_it_up_and_writes_to_those_booked(
    open_page, transactional_db, olu, color_scheme
):
    event = bookable(olu)
    page = open_page(olu, viewport=PHONE, color_scheme=color_scheme)
    page.goto(f"{event.get_absolute_url()}bookings/terms/")
    page.get_by_label("How many places").fill("2")
    page.get_by_label("The question").fill("How do you come?")
    page.get_by_role("button", name="Add another question").click()
    expect(page.get_by_label("The question")).to_have_count(2)
    page.get_by_label("The question").nth(1).fill("Tea?")
    page.get_by_label("How it is answered").nth(1).select_option("Yes or no")
    assert violations(page) == []
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("The terms are saved.")).to_be_visible()
    assert [str(each) for each in event.booking_questions.all()] == ["How do you come?", "Tea?"]

    page.get_by_role("link", name="Add somebody").first.click()
    page.get_by_label("Their name").fill("Ann Rees")
    page.get_by_label("Their e-mail address").fill("ann@example.org")
    assert violations(page) == []
    page.get_by_role("button", name="Book for them").click()
    expect(page.get_by_text("Ann Rees has a place.")).to_be_visible()

    page.get_by_role("link", name="Write to them").click()
    page.get_by_label("Subject").fill("The room")
    page.get_by_label("Message").fill("It is upstairs.")
    assert violations(page) == []
    page.get_by_role("button", name="Look at it before it is sent").click()
    expect(page.get_by_role("heading", name="Send this to 1 person?")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Send to 1 person").click()
    expect(page.get_by_text("The message goes to 1 person.")).to_be_visible()
    assert last_letter_to("ann@example.org").subject == "The room"
