"""Photos on a writing page in a real browser: many at once, in order, one in the text, one as the cover."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from network.models import CaseStudy, Photo
from tests.browser.looking import PHONE, ready, violations
from tests.factories import make_case_study, make_photo

DESK = {"width": 1280, "height": 900}
NEW = "/case-studies/new/"


def picture(name, size=(400, 300), colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


BROKEN = {"name": "minutes.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 not a picture"}
THREE = [picture("a.jpg"), picture("b.jpg", colour="red"), picture("c.jpg", colour="navy")]


def begin(page, title="A lunch club"):
    page.goto(NEW)
    page.locator("#id_title").fill(title)


def choose(page, *files):
    page.locator("#id_photos-new").set_input_files(list(files))


def rows(page):
    return page.locator("[data-gallery] > [data-row]")


def captions(page):
    return [row.locator("[name$=-caption]").input_value() for row in rows(page).all()]


def complaints_of_refused(console):
    """Takes out what Chromium notes of each answer that refuses something."""
    for said in [each for each in console if "Failed to load resource" in each]:
        console.remove(said)


def drag(page, row, onto):
    """From the handle of a row to the upper half of another."""
    handle = row.locator(".gallery-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    expect(page.locator(".gallery-ordering")).to_be_visible()
    for _ in range(3):  # the rows have become short, and move while one drags
        target = onto.bounding_box()
        page.mouse.move(target["x"] + 20, target["y"] + 4, steps=4)
    page.mouse.up()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_photos_come_at_once_are_ordered_placed_and_shown(open_page, amina, console, viewport):
    page = open_page(amina, viewport=viewport)
    begin(page)
    choose(page, *THREE, BROKEN)
    expect(rows(page)).to_have_count(3)
    failed = page.locator(".upload-failed")
    expect(failed).to_contain_text("minutes.jpg")
    expect(failed).to_contain_text("We cannot read this as a picture")
    expect(failed.get_by_role("button", name="Try again")).to_have_count(0)
    failed.get_by_role("button", name="Leave out minutes.jpg").click()
    expect(page.locator("[data-uploads]")).to_be_hidden()
    for row, name in zip(rows(page).all(), "ABC", strict=True):
        row.get_by_label("Describe the picture").fill(f"It shows {name}.")
        row.get_by_label("Caption").fill(name)
    rows(page).nth(2).get_by_role("button", name="Move up").press("Enter")
    expect(page.locator("[data-writing-status]")).to_have_text("Moved: now Photo 2.")
    assert captions(page) == ["A", "C", "B"]
    drag(page, rows(page).nth(2), onto=rows(page).nth(0))
    assert captions(page) == ["B", "A", "C"]
    rows(page).nth(1).get_by_label("Use as the cover").check()
    text = ready(page, "body")
    text.click()
    page.keyboard.type("It began with soup.")
    tools = page.get_by_role("toolbar", name="Format: What you did together")
    tools.get_by_role("button", name="Picture").click()
    page.get_by_role("group", name="Pictures").get_by_role("button", name="C", exact=True).click()
    expect(text.get_by_role("group", name="Picture: C")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="A lunch club", level=1)).to_be_visible()
    study = CaseStudy.objects.get()
    photos = {photo.caption: photo for photo in study.photos.all()}
    assert list(photos) == ["B", "A", "C"]
    assert study.cover == photos["A"]
    assert study.body == (
        f'<p>It began with soup.</p><figure data-photo="{photos["C"].pk}"></figure>'
    )
    expect(page.locator(".prose figure img")).to_have_attribute("alt", "It shows C.")
    expect(page.locator(".gallery img")).to_have_attribute("alt", "It shows B.")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    complaints_of_refused(console)


def test_a_photo_is_dragged_by_touch(open_page, amina):
    study = make_case_study(amina, published=False)
    for name in "AB":
        make_photo(contribution=study, caption=name, position=ord(name))
    page = open_page(amina, viewport=PHONE, has_touch=True)
    page.goto(study.get_edit_url())
    handle = rows(page).nth(1).locator(".gallery-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    touch = page.context.new_cdp_session(page)

    def send(kind, **points):
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [points] if points else []}
        )

    send("touchStart", x=box["x"] + 10, y=box["y"] + 10)
    expect(page.locator(".gallery-ordering")).to_be_visible()
    for _ in range(3):
        target = rows(page).nth(0).bounding_box()
        send("touchMove", x=target["x"] + 20, y=max(target["y"] + 4, 1))
    send("touchEnd")
    expect(page.locator(".gallery-ordering")).to_have_count(0)
    assert captions(page) == ["B", "A"]


def test_escape_puts_a_dragged_photo_back(open_page, amina):
    study = make_case_study(amina, published=False)
    for name in "AB":
        make_photo(contribution=study, caption=name, position=ord(name))
    page = open_page(amina)
    page.goto(study.get_edit_url())
    handle = rows(page).nth(1).locator(".gallery-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    target = rows(page).nth(0).bounding_box()
    page.mouse.move(target["x"] + 20, target["y"] + 4, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert captions(page) == ["A", "B"]


def test_a_cut_connection_is_told_and_the_photo_tried_again(open_page, amina, console):
    page = open_page(amina)
    begin(page)
    page.context.set_offline(True)
    choose(page, picture("soup.jpg"))
    failed = page.locator(".upload-failed")
    expect(failed).to_contain_text("The connection was cut.")
    page.context.set_offline(False)
    failed.get_by_role("button", name="Try again: soup.jpg").click()
    expect(rows(page)).to_have_count(1)
    complaints_of_refused(console)


def test_a_photo_whose_answer_was_lost_is_not_doubled(open_page, amina, console):
    page = open_page(amina)
    begin(page)

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/photos/", lose)
    choose(page, picture("soup.jpg"))
    expect(page.locator(".upload-failed")).to_contain_text("The connection was cut.")
    page.unroute("**/photos/")
    page.get_by_role("button", name="Try again: soup.jpg").click()
    expect(rows(page)).to_have_count(1)
    assert Photo.objects.count() == 1
    complaints_of_refused(console)


def test_saving_waits_for_photos_that_are_on_their_way(open_page, amina):
    page = open_page(amina)
    begin(page)
    held = []
    page.route("**/photos/", lambda route: held.append(route))
    choose(page, picture("soup.jpg"))
    expect(page.locator(".upload")).to_contain_text("soup.jpg")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-writing-status]")).to_contain_text("saved once they are here")
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_role("heading", name="A lunch club", level=1)).to_be_visible()
    assert CaseStudy.objects.get().photos.count() == 1


def test_sixty_photos_come_at_once_and_one_more_is_refused_by_name(open_page, amina):
    page = open_page(amina)
    begin(page)
    choose(page, *(picture(f"{number}.jpg", size=(40, 40)) for number in range(61)))
    expect(page.locator(".upload-failed")).to_contain_text("60.jpg")
    expect(page.locator(".upload-failed")).to_contain_text("A gallery holds 60 photos.")
    expect(rows(page)).to_have_count(60, timeout=120_000)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="A lunch club", level=1)).to_be_visible()
    assert CaseStudy.objects.get().photos.count() == 60
    assert Photo.objects.count() == 60
    page.wait_for_load_state("networkidle")


def test_somebody_who_was_signed_out_is_told_and_loses_nothing(open_page, amina):
    page = open_page(amina)
    begin(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    choose(page, picture("soup.jpg"))
    expect(page.locator(".upload-failed")).to_contain_text("You are signed out.")
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Try again: soup.jpg").click()
    expect(rows(page)).to_have_count(1)


def test_a_public_page_shows_a_new_photo_only_with_its_description(open_page, amina):
    study = make_case_study(amina)
    page, reader = open_page(amina), open_page()
    page.goto(study.get_edit_url())
    choose(page, picture("soup.jpg"))
    expect(rows(page)).to_have_count(1)
    reader.goto(study.get_absolute_url())
    expect(reader.locator(".gallery img")).to_have_count(0)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Describe the picture")
    rows(page).first.get_by_label("Describe the picture").fill("Soup.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".gallery img")).to_have_attribute("alt", "Soup.")
    assert Photo.objects.count() == 1


def test_the_gallery_works_without_javascript(open_page, amina):
    page = open_page(amina, java_script_enabled=False)
    begin(page)
    choose(page, *THREE)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    for row, name in zip(rows(page).all(), "ABC", strict=True):
        row.get_by_label("Caption").fill(name)
    rows(page).nth(0).get_by_label("Place in the order").fill("9")
    rows(page).nth(1).get_by_label("Use as the cover").check()
    number = rows(page).nth(2).get_attribute("data-photo")
    text = f'One.\n\n<figure data-photo="{number}"></figure>\n\nTwo.'
    page.locator("[name=body]").fill(text)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".prose > *")).to_have_count(3)
    study = CaseStudy.objects.get()
    assert [photo.caption for photo in study.photos.all()] == ["B", "C", "A"]
    assert study.cover.caption == "B"
    expect(page.locator(".prose figcaption")).to_have_text("C")


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESK), ("dark", PHONE)])
def test_the_gallery_is_accessible_at_every_stage(open_page, amina, console, scheme, viewport):
    page = open_page(amina, viewport=viewport, color_scheme=scheme)
    begin(page)
    choose(page, *THREE, BROKEN)
    expect(rows(page)).to_have_count(3)
    text = ready(page, "problem")
    text.click()
    page.get_by_role("button", name="Picture", exact=True).first.click()
    assert violations(page) == []
    page.get_by_role("group", name="Pictures").get_by_role("button", name="Photo 1").click()
    text.get_by_role("group", name="Picture: Photo 1").click()
    expect(page.get_by_role("group", name="This picture").first).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    complaints_of_refused(console)


def test_reading_pages_load_no_script_of_writing(open_page, amina):
    study = make_case_study(amina)
    photo = make_photo(contribution=study)
    study.body = f'<p>x</p><figure data-photo="{photo.pk}"></figure>'
    study.save()
    asked = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(study.get_absolute_url(), wait_until="networkidle")
    expect(page.locator(".prose figure img")).to_be_visible()
    written = r"editor|figures|gallery|rows|saving|suggestions|writing"
    assert [url for url in asked if re.search(rf"({written})\.\w*\.?(js|css)", url)] == []
