"""What is folded on a long page opens where a link leads into it, and stands open on paper."""

from playwright.sync_api import expect

from tests.factories import make_case_study, make_claim, make_recommendations, make_report

PHONE = {"width": 360, "height": 740}


def test_what_is_folded_opens_for_a_link_into_it_and_on_paper(open_page, amina, olu):
    report = make_report(olu, press_notes="<p>Ring us.</p>")
    [recommendation] = make_recommendations(report, "Retrain.")
    for title in ("The oldest", "A newer one", "The newest"):
        make_claim(make_case_study(amina, title=title), recommendation, stance="supports")
    page = open_page(viewport=PHONE)
    page.goto(f"{report.get_absolute_url()}#citation")

    expect(page.get_by_text("APA")).to_be_in_viewport()
    expect(page.get_by_text("Ring us.")).not_to_be_visible()
    page.locator(".toc summary").click()
    page.get_by_role("link", name="Notes for the press").click()
    expect(page.get_by_text("Ring us.")).to_be_in_viewport()

    oldest = page.get_by_role("link", name="The oldest")
    expect(oldest).not_to_be_visible()
    page.get_by_text("1 more from practice").click()
    expect(oldest).to_be_visible()
    page.reload()
    expect(oldest).not_to_be_visible()
    page.emulate_media(media="print")
    expect(oldest).to_be_visible()
    expect(page.get_by_text("1 more from practice")).not_to_be_visible()
