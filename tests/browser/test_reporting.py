"""An organiser publishes a report; a practitioner says how their case study speaks to it; a visitor reads both."""

import re

import pytest
from playwright.sync_api import expect

from reports.models import Recommendation, Report
from tests.browser.looking import PHONE
from tests.factories import make_case_study, make_principle, make_recommendations, make_report

PDF = {"name": "Full report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n..."}


def fill_the_beginning(page):
    page.goto("/reports/new/")
    page.locator("#id_title").fill("Right here, right now")
    page.get_by_label("Date").fill("July 2010")
    page.locator("#id_summary").fill("What policy it takes.")
    page.locator("#id_downloads-0-file").set_input_files([PDF])
    page.locator("#id_partners-0-name").fill("NESTA")


def test_an_organiser_publishes_a_report_with_two_lists(open_page, olu):
    page = open_page(olu)
    fill_the_beginning(page)
    page.locator("#text [contenteditable]").fill("It is strong at the edge.")
    lists = page.locator("#recommendations")
    lists.locator("#id_lists-0-title").fill("As the press has it")
    lists.locator("#id_lists-0-recommendations-0-text").fill("Retrain.")
    lists.get_by_role("button", name="Add another list").click()
    lists.locator("#id_lists-1-title").fill("Proposals")
    second = lists.locator("#lists-1")
    second.locator("#id_lists-1-recommendations-0-text").fill("Prevent.")
    second.get_by_role("button", name="Add another recommendation").click()
    lists.locator("#id_lists-1-recommendations-2-text").fill("Build it in.")
    lists.locator("#lists-1-recommendations-2").get_by_role("button", name="Move up").click()
    lists.locator("#lists-1-recommendations-2").get_by_role("button", name="Move up").click()
    second.locator("> .writing-row-tools").get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page).to_have_url(re.compile(r"/reports/right-here-right-now/$"))
    found = [
        f"{each.anchor} {each.text}"
        for each in Recommendation.objects.of_report(Report.objects.get())
    ]
    assert found == [
        "recommendation-1 Build it in.",
        "recommendation-2 Prevent.",
        "recommendation-b1 Retrain.",
    ]
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Full report").click()
    assert downloading.value.suggested_filename == "Full report.pdf"


def test_a_file_waits_while_the_rest_is_put_right_without_javascript(open_page, olu):
    page = open_page(olu, viewport=PHONE, java_script_enabled=False)
    fill_the_beginning(page)
    page.get_by_label("Date").fill("soon")
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text("We cannot read this as a date.").first).to_be_visible()
    expect(page.get_by_text("We have Full report.pdf")).to_be_visible()
    page.get_by_label("Date").fill("July 2010")
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("link", name="Full report")).to_be_visible()
    expect(page.get_by_text("This is a draft")).to_be_visible()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_practitioner_links_a_case_study_and_a_visitor_finds_it(
    open_page, amina, olu, java_script_enabled
):
    report = make_report(olu, title="Right here, right now")
    make_principle(report, name="People are assets")
    make_recommendations(report, "Build it in.")
    study = make_case_study(amina, title="A time bank")
    page = open_page(amina, viewport=PHONE, java_script_enabled=java_script_enabled)
    page.goto(study.get_absolute_url())
    page.get_by_role("link", name="Link it to a principle").click()
    page.get_by_label("A principle or a recommendation").select_option("1. Build it in.")
    page.get_by_label("Qualifies it").check()
    page.get_by_label("Testimony").check()
    page.get_by_label("Passage").fill("It took two years.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#principles-at-work")).to_contain_text("It took two years.")

    visitor = open_page(viewport=PHONE, java_script_enabled=java_script_enabled)
    visitor.goto("/ideas/")
    visitor.get_by_role("link", name="Build it in.").click()
    expect(visitor).to_have_url(re.compile(r"/right-here-right-now/#recommendation-1$"))
    claim = visitor.locator("#recommendation-1")
    expect(claim).to_contain_text("1 qualifies it")
    claim.get_by_role("link", name="A time bank").click()
    expect(visitor.get_by_role("heading", name="A time bank", level=1)).to_be_visible()
