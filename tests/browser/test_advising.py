"""Hints while writing, and revisions told apart, in a real browser."""

import pytest
from playwright.sync_api import expect

from network.models import Revision
from tests.browser.looking import PHONE, violations
from tests.factories import make_case_study


def test_hints_come_and_go_as_the_draft_saves_itself_and_the_focus_stays(open_page, amina):
    draft = make_case_study(amina, published=False)
    page = open_page(amina, viewport=PHONE)
    page.goto(draft.get_edit_url())
    title, hints = page.get_by_label("Title"), page.locator("[data-advice]")
    expect(hints).to_be_hidden()
    title.fill("We met.")
    beside = page.locator(".field:has(#id_title) .field-advice")
    expect(beside).to_contain_text("The title ends with a full stop.")
    expect(title).to_be_focused()
    expect(hints.locator("summary")).to_have_text("1 thing you may want to look at")
    title.fill("We met")
    expect(beside).to_have_count(0)
    expect(hints).to_be_hidden()


def test_a_hint_leads_into_the_editor_of_its_field(open_page, amina):
    draft = make_case_study(amina, published=False, body="<p>THIS IS VERY IMPORTANT now.</p>")
    page = open_page(amina)
    page.goto(draft.get_edit_url())
    page.locator(".editor:has([name=body])").scroll_into_view_if_needed()
    text = page.locator(".editor:has([name=body]) .editor-text")
    expect(text).to_be_visible()
    page.locator("[data-advice] summary").click()
    page.locator("[data-advice]").get_by_role("link", name="What you did together").click()
    expect(text).to_be_focused()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_revisions_are_told_apart_without_a_mistake_of_accessibility(open_page, amina, scheme):
    study = make_case_study(amina, place="Camden")
    study.quotes.create(name_as_printed="Bo", text="It was cold.")
    Revision.objects.note(study, by=amina)
    study.place = ""
    study.summary = "Neighbours swap days, and nobody is only a patient."
    study.save()
    study.quotes.all().delete()
    Revision.objects.note(study, by=amina, note="Put right")
    page = open_page(amina, viewport=PHONE, color_scheme=scheme)
    page.goto(study.get_absolute_url())
    page.get_by_role("link", name="Revisions").click()
    assert violations(page) == []
    page.get_by_role("link", name="Revision 2").click()
    expect(page.locator("ins", has_text="days,")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{study.get_absolute_url()}revisions/1/restoration/")
    assert violations(page) == []
    page.get_by_role("button", name="Go back to revision 1").click()
    expect(page.get_by_role("link", name="Revision 3")).to_be_visible()
