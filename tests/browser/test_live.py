"""A question from the phone of somebody present to the write-up of the event."""

import re

from playwright.sync_api import expect

from network.models import ImpreciseDate
from tests.browser.looking import PHONE, violations
from tests.factories import make_event


def about(verb, text):
    """The name of a button that says what it is about to those who do not see it."""
    return re.compile(rf"{verb}\s?: {re.escape(text)}")


def accessible(page):
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_is_asked_supported_answered_and_written_up(open_page, olu):
    event = make_event(
        olu,
        title="Supper in Bala",
        dated=ImpreciseDate("2026-06-18"),
        body="<p>We sat in a ring.</p>",
    )
    facilitator = open_page(olu, viewport=PHONE)
    facilitator.goto(f"/events/{event.slug}/")
    facilitator.get_by_role("link", name="Run live questions").click()
    facilitator.get_by_label("Hold every question").uncheck()
    facilitator.get_by_role("button", name="Open questions").click()
    expect(facilitator.get_by_role("img", name="QR code")).to_be_visible()
    accessible(facilitator)
    event.refresh_from_db()
    address = event.question_board.get_absolute_url()

    plain = open_page(viewport=PHONE, java_script_enabled=False)
    for text in ("Who washes up?", "What does it cost?"):
        plain.goto(address)
        plain.get_by_label("Your question").fill(text)
        plain.get_by_role("button", name="Ask").click()
        expect(plain.get_by_text("Your question is on the list.")).to_be_visible()
    plain.get_by_role("button", name=about("Support", "Who washes up?")).click()
    expect(plain.get_by_role("button", name=about("1 Support", "Who washes up?"))).to_be_visible()

    someone, other = open_page(viewport=PHONE), open_page(viewport=PHONE, color_scheme="dark")
    for page in (someone, other):
        page.goto(address)
        page.evaluate("window.sameDocument = true")
    questions = someone.locator("#questions .live-text")
    expect(questions).to_have_text(["Who washes up?", "What does it cost?"])
    for page in (someone, other):
        page.get_by_role("button", name=about("Support", "What does it cost?")).click()
    expect(questions).to_have_text(["What does it cost?", "Who washes up?"])
    for page in (someone, other):
        button = page.get_by_role("button", name=about("2 Support", "What does it cost?"))
        expect(button).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("window.sameDocument")
    accessible(someone)
    accessible(other)

    chosen = facilitator.get_by_role("button", name=about("Shortlist", "What does it cost?"))
    chosen.press("Enter")
    answering = facilitator.get_by_role("button", name=about("Answer now", "What does it cost?"))
    expect(answering).to_be_focused()  # it went with the question
    answering.click()
    expect(someone.get_by_role("heading", name="Being answered now")).to_be_visible()
    expect(someone.get_by_role("status")).to_contain_text("What does it cost?")
    accessible(facilitator)
    facilitator.get_by_role("link", name="Answered").click()
    facilitator.get_by_label("The answer, in a line").fill("Ten pounds, and nobody is paid.")
    facilitator.get_by_label("Who said it").fill("Joan Price")
    facilitator.get_by_label("Yes, with their name").check()
    accessible(facilitator)
    facilitator.get_by_role("button", name="Note it as answered").click()
    expect(someone.get_by_text("Ten pounds, and nobody is paid.")).to_be_visible()
    facilitator.get_by_role("textbox", name="What the group wants to learn").fill("How to begin")
    facilitator.get_by_role("button", name="Add to what we want to learn").click()
    facilitator.get_by_role("link", name=re.compile("Was it met")).click()
    facilitator.get_by_label("Did it?").select_option("partly")
    facilitator.get_by_label("Why, in a line").fill("Not in winter.")
    facilitator.get_by_role("button", name="Keep it").click()
    expect(facilitator.get_by_text("Met in part")).to_be_visible()

    facilitator.goto(f"/events/{event.slug}/question-sheet/")
    accessible(facilitator)
    facilitator.goto(f"/events/{event.slug}/live/write-up/")
    accessible(facilitator)
    facilitator.get_by_role("button", name="Take all into the write-up").click()
    expect(facilitator.get_by_text("In the write-up", exact=True)).to_be_visible()
    event.publish_write_up()
    plain.goto(f"/events/{event.slug}/")
    for words in (
        "What does it cost?",
        "Ten pounds, and nobody is paid.",
        "Joan Price",
        "Not in winter.",
    ):
        expect(plain.get_by_text(words).first).to_be_visible()
