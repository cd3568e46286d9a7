"""A visitor on a phone asks for a photo to be taken down; a moderator grants it; it is gone."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from network.models import Takedown
from tests.browser.looking import PHONE, violations
from tests.factories import make_case_study, make_photo


@pytest.fixture
def study(transactional_db, amina):
    study = make_case_study(amina, title="Beans for everybody")
    make_photo("A boy waters beans.", contribution=study)
    study.quotes.create(name_as_printed="Ann", text="Nobody asked me before.")
    return study


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_photo_is_asked_for_and_gone_everywhere(open_page, study, mo, with_scripts):
    visitor = open_page(viewport=PHONE, java_script_enabled=with_scripts)
    visitor.goto(study.get_absolute_url())
    picture = visitor.locator("img[alt='A boy waters beans.']")
    expect(picture).to_have_count(1)
    visitor.get_by_role("link", name="Ask for something to be taken down").click()
    visitor.get_by_label("A boy waters beans.").check()
    visitor.get_by_role("button", name="Send it to the moderators").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Say in a few words")
    expect(visitor.get_by_label("A boy waters beans.")).to_be_checked()
    visitor.get_by_label("What is it, and why").fill("He is my son, and he is ten.")
    visitor.get_by_label("Your e-mail address").fill("priya@copro.example")
    visitor.get_by_role("button", name="Send it to the moderators").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("We have your request")
    assert [message.to[0] for message in mail.outbox] == [mo.email, "priya@copro.example"]

    moderator = open_page(mo, java_script_enabled=with_scripts)
    moderator.goto("/moderation/")
    moderator.get_by_role("main").get_by_role("link", name="Asked to be taken down").click()
    moderator.get_by_role("link", name="A photo: Beans").click()
    expect(moderator.get_by_text("He is my son, and he is ten.")).to_be_visible()
    moderator.get_by_label("Take it down").check()
    moderator.get_by_label("Why?").fill("He is a child, and his mother asks.")
    moderator.get_by_role("button", name="Decide").click()
    expect(moderator.get_by_text("It is taken down. Who asked")).to_be_visible()

    visitor.goto(study.get_absolute_url())
    expect(picture).to_have_count(0)
    assert "He is a child" in mail.outbox[-1].body

    moderator.get_by_role("link", name="Put it back").click()
    moderator.get_by_label("Why do you put it back?").fill("They asked for another one.")
    moderator.get_by_role("button", name="Put it back").click()
    visitor.goto(study.get_absolute_url())
    expect(picture).to_have_count(1)


def test_every_page_of_it_serves_everybody(open_page, study, mo, amina):
    visitor = open_page(viewport=PHONE, color_scheme="dark")
    visitor.goto(f"/takedowns/new/?page={study.get_absolute_url()}")
    assert violations(visitor) == []
    visitor.get_by_role("button", name="Send it to the moderators").click()
    assert violations(visitor) == []
    Takedown.objects.ask(
        things=[{"what": "quote", "quote_number": study.quotes.get().pk}],
        contribution=study.contribution_ptr,
        page=study.get_absolute_url(),
        words="x" * 400,
    )
    number = Takedown.objects.get().request
    moderator = open_page(mo, viewport=PHONE)
    paths = ["", "takedowns/", f"takedowns/{number}/", "consents/", "log/"]
    for path in paths:
        moderator.goto(f"/moderation/{path}")
        assert violations(moderator) == []
        wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert moderator.evaluate(wide) == 0, path
    author = open_page(amina, viewport=PHONE)
    author.goto(study.get_edit_url())
    author.locator("summary", has_text="Consent").first.click()
    assert violations(author) == []
