"""Writing in a real browser: with the keyboard, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from network.models import CaseStudy, SeenBy
from tests.browser.looking import PHONE, ready, violations
from tests.factories import make_case_study, make_person, make_photo


def test_a_case_study_is_written_with_the_keyboard_and_published(open_page, amina):
    page = open_page(amina, viewport=PHONE)
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("A lunch club")
    page.get_by_label(re.compile("In one sentence")).fill("Neighbours cook for each other.")
    text = ready(page, "body")
    text.focus()
    page.keyboard.type("It began with soup.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Shift+Tab")  # to the tools
    tools = page.get_by_role("toolbar", name="Format: What you did together")
    expect(tools.locator(":focus")).to_have_attribute("aria-label", "Heading")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tools.locator(":focus")).to_have_attribute("aria-label", "Bold")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(tools.get_by_label("Bold")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("everybody can read it now")).to_be_visible()
    expect(page.locator(".prose strong")).to_have_text("It began with soup.")
    assert CaseStudy.objects.get().body == "<p><strong>It began with soup.</strong></p>"


def test_every_tool_of_the_editor_leaves_what_is_kept(open_page, amina):
    page = open_page(amina)
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("Tools")
    text = ready(page, "problem")
    tools = page.get_by_role("toolbar", name="Format: What was not working")

    def use(name):
        tools.get_by_role("button", name=name, exact=True).click()
        expect(text).to_be_focused()

    text.click()
    use("Heading")
    page.keyboard.type("A heading")
    page.keyboard.press("Enter")
    use("List")
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    use("Quotation")
    page.keyboard.type("they said")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    use("Table")
    page.keyboard.type("cell")
    page.get_by_role("button", name="Remove column").click()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Tools", level=1)).to_be_visible()
    kept = CaseStudy.objects.get().problem
    for part in ("<h3>A heading</h3>", "<ul><li><p>one</p></li></ul>", "<blockquote>", "<table>"):
        assert part in kept


def test_a_link_is_set_and_taken_away(open_page, amina):
    page = open_page(amina)
    page.goto("/case-studies/new/")
    text = ready(page, "problem")
    text.click()
    page.keyboard.type("Read this")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.locator(".editor-link:visible").get_by_label("Address").press_sequentially("example.org/a")
    page.keyboard.press("Enter")
    expect(text.get_by_role("link", name="Read this")).to_have_attribute(
        "href", "https://example.org/a"
    )
    page.keyboard.press("Control+k")
    page.locator("[data-link=remove]:visible").click()
    expect(text.get_by_role("link")).to_have_count(0)


def test_tab_leaves_the_text_even_from_a_list_and_a_table(open_page, amina):
    page = open_page(amina)
    page.goto("/case-studies/new/")
    text = ready(page, "problem")
    text.click()
    for tool in ("List", "Table"):
        page.get_by_role("toolbar").first.get_by_role("button", name=tool, exact=True).click()
        expect(text).to_be_focused()
        page.keyboard.type("x")
    for _ in range(8):
        page.keyboard.press("Tab")
    expect(text).not_to_be_focused()


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        (
            '<style>p {}</style><!--x--><p class="MsoNormal" style="color:red" onclick="x()">One '
            '<b>two</b><img src="https://evil.example/counter.gif"><script>x()</script></p>',
            "<p>One <strong>two</strong></p>",
        ),
        (
            '<b style="font-weight:normal" id="docs-internal-guid"><p style="x">One '
            '<span style="font-weight:700">two</span> <span style="font-style:italic">three</span>'
            "</p></b>",
            "<p>One <strong>two</strong> <em>three</em></p>",
        ),
        ("<p>a style = b</p>", "<p>a style = b</p>"),
    ],
    ids=["word", "google", "plain"],
)
def test_what_is_pasted_keeps_its_meaning_and_fetches_nothing(open_page, amina, copied, kept):
    page = open_page(amina)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("Pasted")
    text = ready(page, "problem")
    text.click()
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.querySelector("#id_problem").dispatchEvent(event);
        }""",
        copied,
    )
    expect(text.locator("p").first).not_to_have_text("")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Pasted")).to_be_visible()
    assert CaseStudy.objects.get().problem == kept
    assert not [url for url in asked if "evil.example" in url]


def test_rows_are_added_moved_and_removed_without_asking_the_server(open_page, amina):
    make_person("Siân Price", role="carer", listed=SeenBy.MEMBERS)
    page = open_page(amina, viewport=PHONE)
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("A lunch club")
    people = page.get_by_role("region", name="Who made this together")
    for name in ("Ann Marsh", "Bo Lee"):
        people.get_by_role("button", name="Add another person").click()
        page.keyboard.type(name)
    people.get_by_role("group", name="Person 3").get_by_role("button", name="Move up").click()
    first = people.get_by_role("group", name="Person 1")
    first.get_by_role("button", name="Remove").click()
    expect(first.get_by_role("button", name="Keep it after all")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="A lunch club")).to_be_visible()
    bylines = CaseStudy.objects.get().bylines.all()
    assert [str(byline) for byline in bylines] == ["Bo Lee", "Ann Marsh"]


def test_a_person_who_is_chosen_from_the_suggestions_is_not_asked_about(open_page, amina):
    known = make_person("Siân Price", role="carer", listed=SeenBy.MEMBERS)
    page = open_page(amina)
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("A lunch club")
    page.get_by_role("button", name="Add another person").click()
    name = page.locator("#id_bylines-1-name_as_printed")
    name.press_sequentially("sia")
    expect(page.locator("option[value='Siân Price']")).to_have_attribute(
        "label", "Siân Price, carer"
    )
    name.fill("Siân Price")  # as choosing the suggestion does
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="A lunch club")).to_be_visible()
    assert CaseStudy.objects.get().bylines.filter(person=known).exists()


def test_the_form_is_accessible_empty_wrong_and_full(open_page, amina):
    for scheme, viewport in (("light", {"width": 1280, "height": 900}), ("dark", PHONE)):
        page = open_page(amina, viewport=viewport, color_scheme=scheme)
        page.goto("/case-studies/new/")
        ready(page, "advice")
        assert violations(page) == []
        page.locator("#id_dated").fill("the day after tomorrow")
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.get_by_text("Please look at this again")).to_be_visible()
        ready(page, "advice")
        assert violations(page) == []


def test_the_pages_are_accessible(open_page, amina):
    photo = make_photo()
    study = make_case_study(amina, cover=photo, problem="<p>x</p>", provenance="Retold.")
    study.outcomes.create(what="Waiting", before="3", after="5", is_worse=True)
    study.quotes.create(name_as_printed="Bo", text="Yes.", person=amina.person)
    make_photo(contribution=study, caption="Soup")
    for scheme, viewport in (("light", {"width": 1280, "height": 900}), ("dark", PHONE)):
        page = open_page(amina, viewport=viewport, color_scheme=scheme)
        for address in (study.get_absolute_url(), f"{study.get_absolute_url()}withdrawal/"):
            page.goto(address)
            assert violations(page) == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= viewport["width"]


def test_reading_pages_load_nothing_of_the_editor(open_page, amina):
    study = make_case_study(amina, problem="<p>x</p>")
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(study.get_absolute_url(), wait_until="networkidle")
    assert not [url for url in asked if re.search(r"editor|writing|rows\.|suggestions", url)]


def test_without_javascript_plain_text_becomes_paragraphs(open_page, amina):
    page = open_page(amina, java_script_enabled=False)
    page.goto("/case-studies/new/")
    page.get_by_label("Title").fill("Plain")
    page.get_by_label("What you did together").fill("One.\n\nTwo < three.")
    page.get_by_role("button", name="Add another person").click()
    expect(page.get_by_role("group", name="Person 2")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".prose p")).to_have_text(["One.", "Two < three."])
