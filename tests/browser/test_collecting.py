"""Making a collection in a browser: pieces found by what one types, moved by keyboard; without JavaScript, too."""

import pytest
from playwright.sync_api import expect

from network.models import Collection
from tests.browser.looking import PHONE
from tests.factories import make_article, make_case_study


@pytest.fixture
def pieces(transactional_db, amina):
    return make_case_study(amina, title="A study"), make_article(amina, title="An article")


def titles():
    return [item.contribution.title for item in Collection.objects.get().items.all()]


@pytest.mark.parametrize("with_scripts", [True, False])
def test_an_organiser_makes_a_collection_and_puts_it_in_order(open_page, olu, pieces, with_scripts):
    page = open_page(olu, viewport=PHONE, java_script_enabled=with_scripts)
    page.goto("/collections/new/")
    page.get_by_label("Title").fill("Where to begin")
    page.get_by_label("In a sentence").fill("For the first month.")
    for number, title in enumerate(("A study", "An article"), start=1):
        row = page.get_by_role("group", name=f"Piece {number}", exact=True)
        row.get_by_label("Which page").fill(title)
        row.get_by_label("Why it is here").fill(f"Because of {title}.")
        if number == 1:
            page.get_by_role("button", name="Add another piece").press("Enter")
    second = page.get_by_role("group", name="Piece 2", exact=True)
    if with_scripts:
        second.get_by_role("button", name="Move up").press("Enter")
        expect(page.get_by_role("status")).to_have_text("Moved: now Piece 1.")
    else:
        second.get_by_label("Place in the order").fill("1")
        page.get_by_role("group", name="Piece 1", exact=True).get_by_label("Place").fill("2")
    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("everybody can read it now")).to_be_visible()
    assert titles() == ["An article", "A study"]
    page.goto(pieces[0].get_absolute_url())
    expect(page.get_by_role("link", name="Where to begin")).to_be_visible()
