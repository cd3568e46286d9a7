"""A reader meets a video, and nothing of its host is loaded before they ask; a draft is previewed and shared."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from network.models import ShareLink
from tests.browser.looking import PHONE
from tests.browser.test_every_page import complaints
from tests.factories import make_case_study, make_photo

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
PLAYER = "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0"


def test_pages_around_publication_serve_everybody(open_page, study, amina, mo):
    draft = make_case_study(amina, title="Not yet", published=False)
    held = make_case_study(amina, title="Taken back")
    held.withdraw(by=mo, reason="It names a child who did not agree to be named in it.")
    until = timezone.now() + timedelta(days=30)
    link = ShareLink.objects.create(contribution=draft, by=amina, expires_at=until)
    visitor, author, moderator = open_page(color_scheme="dark"), open_page(amina), open_page(mo)
    at, held_at = draft.get_absolute_url(), held.get_absolute_url()
    found = [
        *complaints(visitor, study.get_absolute_url()),
        *complaints(visitor, link.get_absolute_url()),
        *(
            each
            for address in ("", "share-links/", "preview/", "preview/?width=desktop", "schedule/")
            for each in complaints(author, f"{at}{address}")
        ),
        *complaints(author, held_at),
        *complaints(author, f"{held_at}hold/appeal/"),
        *complaints(moderator, held_at),
        *complaints(moderator, "/moderation/holds/"),
    ]
    assert found == []


@pytest.fixture
def study(amina, transactional_db):
    study = make_case_study(amina)
    study.videos.create(address=YOUTUBE, title="Tuesdays", transcript="<p>Good morning.</p>")
    study.videos.create(address=YOUTUBE, position=1, still=make_photo(is_decorative=True))
    return study


def hosts_of(page):
    """The hosts that the page asks for anything, as it goes on."""
    hosts = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname))
    return hosts


def stand_in(page):
    """Answers in place of the player, so that no test asks anybody."""
    page.context.route(
        re.compile(r"^https://"),
        lambda route: route.fulfill(content_type="text/html", body="<h1>The player</h1>"),
    )


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}])
def test_nothing_of_others_is_loaded_before_the_click(open_page, study, viewport):
    page = open_page(viewport=viewport)
    stand_in(page)
    hosts = hosts_of(page)
    page.goto(study.get_absolute_url())
    play = page.get_by_role("link", name=re.compile(r"Play the video from YouTube\s*, Tuesdays"))
    expect(page.get_by_text("This loads YouTube, which may set cookies.").first).to_be_visible()
    page.get_by_text("Read what is said in it").click()
    expect(page.get_by_text("Good morning.")).to_be_visible()
    page.mouse.wheel(0, 10_000)
    page.wait_for_load_state("networkidle")
    place = page.locator("[data-video]").first
    before = place.bounding_box()
    assert abs(before["width"] / before["height"] - 16 / 9) < 0.02
    assert {*hosts} == {"localhost"}

    play.focus()
    page.keyboard.press("Enter")
    player = page.locator(f'iframe[src="{PLAYER}"]')
    expect(player).to_be_focused()
    expect(player).to_have_attribute("title", "Tuesdays: video from YouTube")
    expect(player.content_frame.get_by_role("heading", name="The player")).to_be_visible()
    assert {*hosts} == {"localhost", "www.youtube-nocookie.com"}
    after = place.bounding_box()
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    assert page.locator("iframe").count() == 1


def test_the_host_learns_of_the_site_and_not_of_the_page(open_page, study):
    page = open_page()
    stand_in(page)
    page.goto(study.get_absolute_url())
    with page.expect_request(PLAYER) as asked:
        page.get_by_role("link", name="Play the video").first.click()
    referrer = asked.value.all_headers().get("referer", "")
    assert urlsplit(referrer).path in ("", "/")


def test_without_javascript_the_link_leads_to_the_video(open_page, study):
    page = open_page(java_script_enabled=False)
    stand_in(page)
    page.goto(study.get_absolute_url())
    page.get_by_role("link", name="Play the video").first.click()
    expect(page).to_have_url(YOUTUBE)


def test_a_draft_is_previewed_in_both_widths(open_page, amina):
    draft = make_case_study(amina, published=False)
    page = open_page(amina, viewport={"width": 1280, "height": 900})
    page.goto(draft.get_absolute_url())
    page.get_by_role("link", name="Preview").click()
    for name, width in (("on a phone", 360), ("on a computer", 1280)):
        frame = page.locator(f'iframe[title*="{name}"]').content_frame
        expect(frame.get_by_role("heading", level=1, name=draft.title)).to_be_visible()
        assert frame.locator("html").evaluate("() => innerWidth") == width
        expect(frame.get_by_text("This is a draft")).to_have_count(0)
    page.get_by_role("link", name="Phone", exact=True).click()
    expect(page.locator("iframe")).to_have_count(1)


def test_the_preview_fits_a_narrow_window_without_javascript(open_page, amina):
    draft = make_case_study(amina, published=False)
    page = open_page(amina, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    for width in ("both", "phone", "desktop"):
        page.goto(f"{draft.get_absolute_url()}preview/?width={width}")
        heading = page.locator("iframe").first.content_frame.get_by_role("heading", level=1)
        expect(heading).to_have_text(draft.title)


def test_an_author_copies_a_link_and_a_guest_reads_until_it_is_ended(open_page, amina, console):
    draft = make_case_study(amina, published=False)
    page = open_page(amina, viewport=PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(draft.get_absolute_url())
    page.get_by_role("link", name="Share the draft").click()
    page.get_by_label("Who is it for?").fill("Sunita")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    link = ShareLink.objects.get()
    assert copied.endswith(link.get_absolute_url())
    assert link.expires_at - timezone.now() > timedelta(days=29)

    guest = open_page(viewport=PHONE)
    guest.goto(link.get_absolute_url())
    expect(guest.get_by_role("heading", level=1, name=draft.title)).to_be_visible()
    expect(guest.get_by_text("please do not pass it on")).to_be_visible()
    expect(guest.get_by_role("link", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="End this link").click()
    page.get_by_text("Nobody can open it any more.").wait_for()
    guest.reload()
    expect(guest.get_by_role("heading", level=1, name="This link was ended")).to_be_visible()
    assert "410 (Gone)" in console.pop()
