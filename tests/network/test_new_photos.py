"""Photos that are sent as soon as they are chosen: one to a request, into the gallery of a contribution."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from network.forms import pictures
from network.forms.pictures import MOST_PHOTOS
from network.models import Byline, CaseStudy, Photo
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_photo,
    make_report,
)
from tests.writing import as_sent, rows

NEW = "/case-studies/new/photos/"


def picture(name="photo.jpg", form="JPEG", size=(90, 60), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def file(name, content):
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.fixture
def study(amina):
    return make_case_study(amina, published=False)


def name_on(contribution, member):
    """As an author who agreed to be named."""
    Byline.objects.create(
        contribution=contribution,
        person=member.person,
        name_as_printed=member.name,
        confirmed_at=timezone.now(),
    )


def address(contribution):
    return f"{contribution.get_absolute_url()}photos/"


def send(client, where, photo=None, **more):
    return client.post(where, {"photo": photo or picture()} | more)


def test_a_photo_hangs_last_below_its_draft_and_its_row_comes_back(amina_client, amina, study):
    make_photo(contribution=study, position=4)
    answer = send(amina_client, address(study))
    assert answer.status_code == 201
    last = study.photos.last()
    assert (last.position, last.uploaded_by) == (5, amina)
    assert f'data-photo="{last.pk}"' in answer.text
    assert f'name="photos-__prefix__-row" value="{last.pk}"' in answer.text
    assert 'name="photos-__prefix__-alternative_text"' in answer.text
    assert last.small.url in answer.text


def test_the_row_is_saved_with_the_page(amina_client, study):
    page = amina_client.get(study.get_edit_url())
    send(amina_client, address(study))
    photo = study.photos.get()
    row = {"row": photo.pk, "kept": "", "alternative_text": "Soup", "ORDER": 1}
    amina_client.post(study.get_edit_url(), as_sent(page) | rows("photos", row))
    photo = study.photos.get()
    assert photo.alternative_text == "Soup"


def test_a_page_that_was_open_before_takes_nothing_away(amina_client, study):
    page = amina_client.get(study.get_edit_url())
    send(amina_client, address(study))
    amina_client.post(study.get_edit_url(), as_sent(page))
    assert study.photos.count() == 1


def test_a_photo_of_a_page_that_is_not_saved_yet_waits_for_it(amina_client, amina):
    answer = send(amina_client, NEW)
    photo = Photo.objects.get()
    assert (photo.contribution, photo.uploaded_by) == (None, amina)
    row = as_sent_row(answer) | {"photos-0-alternative_text": "Soup"}
    sent = {"title": "A lunch club", "photos-TOTAL_FORMS": 1, "photos-INITIAL_FORMS": 0}
    amina_client.post("/case-studies/new/", sent | row)
    assert CaseStudy.objects.get().photos.get() == photo


def as_sent_row(answer, number=0):
    """What a browser sends of a row that it put into its page."""
    text = answer.text.replace("__prefix__", str(number))
    return as_sent(Shown(f"<form data-writing>{text}</form>"))


class Shown:
    def __init__(self, text):
        self.text = text


def test_what_waits_is_of_no_use_to_somebody_else(amina_client, bryn_client, bryn):
    row = as_sent_row(send(amina_client, NEW))
    sent = {"title": "Mine", "photos-TOTAL_FORMS": 1, "photos-INITIAL_FORMS": 0}
    page = bryn_client.post("/case-studies/new/", sent | row)
    assert "We no longer have this picture" in page.text
    assert not Photo.objects.exclude(contribution=None).exists()


def test_a_published_page_shows_a_new_photo_once_it_is_described(amina_client, amina, client):
    study = make_case_study(amina)
    row = as_sent_row(send(amina_client, address(study)))
    photo = Photo.objects.get()
    assert photo.contribution is None
    assert photo.small.url not in client.get(study.get_absolute_url()).text
    sent = as_sent(amina_client.get(study.get_edit_url())) | row | {"photos-TOTAL_FORMS": 1}
    page = amina_client.post(study.get_edit_url(), sent)
    summary = page.text.split("Please look at this again")[1].split("</ul>")[0]
    assert "Describe the picture, or say that it needs no description." in summary
    assert not study.photos.exists()
    amina_client.post(study.get_edit_url(), as_sent(page) | {"photos-0-alternative_text": "Soup"})
    assert study.photos.get() == photo
    assert 'alt="Soup"' in client.get(study.get_absolute_url()).text


def test_what_is_sent_twice_is_taken_once(amina_client, study):
    first = send(amina_client, address(study), sending="a-word")
    again = send(amina_client, address(study), sending="a-word")
    assert (first.status_code, again.status_code) == (201, 201)
    assert study.photos.count() == 1
    assert f'data-photo="{study.photos.get().pk}"' in again.text
    send(amina_client, address(study), sending="another-word")
    assert study.photos.count() == 2


def test_the_word_of_one_member_finds_nothing_of_another(amina_client, bryn_client, bryn, study):
    name_on(study, bryn)
    send(amina_client, address(study), sending="a-word")
    send(bryn_client, address(study), sending="a-word")
    assert study.photos.count() == 2


HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", SVG),
        ("photo.jpg", b"%PDF-1.7 not a picture"),
        ("photo.heic", HEIC),
        ("photo.jpg", picture(size=(900, 600)).read()[:2000]),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("dot.png", picture("dot.png", "PNG", size=(1, 1)).read()),
    ],
    ids=["svg", "pdf", "broken heic", "truncated", "only a beginning", "a dot"],
)
def test_what_is_no_picture_is_refused_in_words(amina_client, study, name, content):
    answer = send(amina_client, address(study), file(name, content))
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Choose a JPEG" in answer.text or "too small" in answer.text
    assert not Photo.objects.exists()


def test_a_file_that_is_too_large_is_refused(amina_client, study):
    large = file("large.jpg", picture().read() + b"\x00" * 13 * 1024 * 1024)
    answer = send(amina_client, address(study), large)
    assert answer.status_code == 400
    assert "larger than 12 MB" in answer.text


def test_nothing_at_all_is_refused(amina_client, study):
    answer = amina_client.post(address(study), {})
    assert (answer.status_code, answer.text) == (400, "No photo came with this. Choose it again.")
    answer = send(amina_client, address(study), file("a.jpg", b""))
    assert answer.text == "This file is empty. Choose another one."


def test_a_gallery_has_room_for_sixty(amina_client, study):
    photo = make_photo(contribution=study)
    Photo.objects.bulk_create(
        Photo(contribution=study, file=photo.file.name, small=photo.small.name, width=1, height=1,
              small_width=1, small_height=1)
        for _ in range(MOST_PHOTOS - 2)
    )  # fmt: skip
    assert send(amina_client, address(study)).status_code == 201
    answer = send(amina_client, address(study))
    assert answer.status_code == 409
    assert answer.text == "A gallery holds 60 photos. Remove one and save, then try again."
    assert study.photos.count() == MOST_PHOTOS


def test_there_is_a_limit_of_photos_an_hour(amina_client, study, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_AN_HOUR", 2)
    assert [send(amina_client, address(study)).status_code for _ in range(3)] == [201, 201, 429]
    assert study.photos.count() == 2


def answers(clients, where):
    return {name: send(each, where).status_code for name, each in clients.items()}


def test_only_authors_add_photos(clients, amina, bryn, study):
    found = {"visitor": 302, "bryn": 404, "olu": 404, "mo": 404}
    assert answers(clients, address(study)) == found | {"amina": 201}
    name_on(study, bryn)
    assert answers(clients, address(study)) == found | {"amina": 201, "bryn": 201}
    article = make_article(amina)
    forbidden = {"visitor": 302, "bryn": 403, "olu": 403, "mo": 403}
    assert answers(clients, address(article)) == forbidden | {"amina": 201}


@pytest.mark.parametrize("make", [make_event, make_report])
def test_organisers_add_photos_to_what_they_share(clients, olu, make):
    found = {"visitor": 302, "amina": 403, "bryn": 403, "olu": 201, "mo": 403}
    assert answers(clients, address(make(olu))) == found


def test_photos_of_a_new_page_are_for_those_who_may_write_it(clients):
    everybody = {"visitor": 302, "amina": 201, "bryn": 201, "olu": 201, "mo": 201}
    assert answers(clients, NEW) == everybody
    assert answers(clients, "/articles/new/photos/") == everybody
    organisers = {"visitor": 302, "amina": 403, "bryn": 403, "olu": 201, "mo": 403}
    assert answers(clients, "/events/new/photos/") == organisers
    assert answers(clients, "/reports/new/photos/") == organisers


def test_photos_are_posted_from_our_own_pages_only(amina_client, study):
    assert amina_client.get(address(study)).status_code == 405
    answer = amina_client.post(
        address(study), {"photo": picture()}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not Photo.objects.exists()


def test_there_is_no_gallery_where_there_is_nothing(amina_client):
    assert send(amina_client, "/case-studies/nothing/photos/").status_code == 404
    assert send(amina_client, "/nothing/new/photos/").status_code == 404
