"""Pictures on a writing page: the cover, the gallery, and what becomes of those with errors."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone
from PIL import Image

from network.forms import pictures
from network.forms.photos import SALT
from network.models import CaseStudy, Photo, Quote
from network.models.media import make_renditions
from network.pictures import ENDINGS, encoded
from network.tasks import forget_uploads, render_remaining
from tests.factories import make_case_study, make_comment, make_person, make_photo
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db
NEW = "/case-studies/new/"
COVER = {"cover-kept": ""}
GALLERY = rows("photos")
WRONG = {"title": "x", "dated": "some day"}  # what no form takes
COLUMNS = ("contribution", "file", "small", "width", "height", "small_width", "small_height")


def picture(name="photo.jpg", size=(900, 600), colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def no_picture(name="photo.jpg"):
    return SimpleUploadedFile(name, b"%PDF-1.7 not a picture", "image/jpeg")


@pytest.fixture
def study(amina):
    return make_case_study(amina, published=False)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_cover_is_kept_with_its_words(amina_client, amina):
    words = {"cover-alternative_text": "Five people cook.", "cover-credit": "Bo"}
    sent = {"title": "A lunch club", "cover-upload": picture()} | COVER | words
    page = amina_client.post(NEW, sent, follow=True)
    cover = CaseStudy.objects.get().cover
    assert (cover.alternative_text, cover.credit, cover.uploaded_by) == (
        "Five people cook.",
        "Bo",
        amina,
    )
    assert (cover.width, cover.height, cover.small_width) == (900, 600, 640)
    assert f'src="{cover.file.url}"' in page.text
    assert 'alt="Five people cook."' in page.text


def test_a_cover_is_replaced_and_the_old_files_go(amina_client, study, committed):
    address = study.get_edit_url()
    with committed():
        amina_client.post(address, {"title": "x", "cover-upload": picture()} | COVER)
    old = CaseStudy.objects.get().cover
    with committed():
        amina_client.post(address, {"title": "x", "cover-upload": picture()} | COVER)
    assert CaseStudy.objects.get().cover != old
    assert Photo.objects.count() == 1
    assert not default_storage.exists(old.file.name)
    assert not default_storage.exists(old.small.name)


def test_a_cover_is_taken_away(amina_client, study, committed):
    address = study.get_edit_url()
    amina_client.post(address, {"title": "x", "cover-upload": picture()} | COVER)
    with committed():
        amina_client.post(address, as_sent(amina_client.get(address)) | {"cover-remove": "on"})
    assert CaseStudy.objects.get().cover is None
    assert not Photo.objects.exists()


def test_an_accepted_cover_is_not_lost_when_another_field_fails(amina_client):
    page = amina_client.post(NEW, WRONG | {"cover-upload": picture()} | COVER)
    kept = Photo.objects.get()
    assert kept.small.url in page.text
    amina_client.post(NEW, as_sent(page) | {"title": "A lunch club", "dated": ""})
    assert CaseStudy.objects.get().cover == kept


def test_what_is_no_picture_is_told_and_the_rest_is_kept(amina_client):
    sent = {"title": "A lunch club", "place": "Ely", "cover-upload": no_picture()} | COVER
    page = amina_client.post(NEW, sent)
    assert "We cannot read this as a picture" in page.text
    assert 'href="#id_cover-upload"' in page.text
    assert 'value="Ely"' in page.text
    assert not CaseStudy.objects.exists()


def test_words_without_a_picture_are_told(amina_client):
    sent = {"title": "A lunch club", "cover-alternative_text": "Five people cook."} | COVER
    page = amina_client.post(NEW, sent)
    assert "Choose the picture that you describe here." in page.text
    assert 'value="Five people cook."' in page.text


def test_several_photos_come_at_once_and_are_described_afterwards(amina_client, study):
    address = study.get_edit_url()
    sent = {"title": "x", "photos-new": [picture("a.jpg"), picture("b.jpg", colour="red")]}
    amina_client.post(address, sent | GALLERY)
    assert study.photos.count() == 2
    again = as_sent(amina_client.get(address))
    again |= {"photos-0-alternative_text": "Soup", "photos-1-is_decorative": "on"}
    again |= {"photos-0-ORDER": 2, "photos-1-ORDER": 1}
    amina_client.post(address, again)
    assert [photo.alternative_text for photo in study.photos.all()] == ["", "Soup"]


def test_more_photos_hang_after_those_that_are_there(amina_client, study):
    for name in ("a", "b", "c"):
        sent = as_sent(amina_client.get(study.get_edit_url())) | {"photos-new": picture()}
        amina_client.post(study.get_edit_url(), sent)
        newest = study.photos.order_by("-pk").first()
        newest.caption = name
        newest.save()
    assert [photo.caption for photo in study.photos.all()] == ["a", "b", "c"]


def test_a_photo_is_removed_with_its_files(amina_client, study, committed):
    address = study.get_edit_url()
    amina_client.post(address, {"title": "x", "photos-new": picture()} | GALLERY)
    name = study.photos.get().file.name
    assert default_storage.exists(name)
    with committed():
        amina_client.post(address, as_sent(amina_client.get(address)) | {"photos-0-DELETE": "on"})
    assert not study.photos.exists()
    assert not default_storage.exists(name)


def test_of_several_files_the_good_ones_are_kept_and_the_bad_ones_named(amina_client, study):
    files = [picture("soup.jpg"), no_picture("minutes.jpg")]
    page = amina_client.post(study.get_edit_url(), {"title": "x", "photos-new": files} | GALLERY)
    assert "minutes.jpg: We cannot read this as a picture" in page.text
    assert not study.photos.exists()
    amina_client.post(study.get_edit_url(), as_sent(page))
    assert study.photos.count() == 1


def test_accepted_photos_are_not_lost_when_another_field_fails(amina_client):
    sent = WRONG | {"photos-new": [picture(), picture()]} | GALLERY
    page = amina_client.post(NEW, sent)
    assert Photo.objects.count() == 2
    described = {"title": "A lunch club", "dated": "", "photos-1-alternative_text": "Soup"}
    amina_client.post(NEW, as_sent(page) | described)
    assert [photo.alternative_text for photo in CaseStudy.objects.get().photos.all()] == [
        "",
        "Soup",
    ]
    assert Photo.objects.count() == 2


def test_asking_for_another_row_keeps_photos_too(amina_client):
    sent = {"title": "x", "add": "bylines", "photos-new": picture()} | GALLERY | rows("bylines")
    page = amina_client.post(NEW, sent)
    amina_client.post(NEW, as_sent(page))
    assert CaseStudy.objects.get().photos.count() == 1


def test_sixty_at_once_are_told_by_name_and_the_first_are_kept(amina_client, study):
    files = [picture(f"photo-{number:02}.jpg", size=(40, 40)) for number in range(1, 61)]
    sent = {"title": "x", "place": "Ely", "photos-new": files} | GALLERY
    page = amina_client.post(study.get_edit_url(), sent)
    assert "We take 12 photos at once, and kept the first." in page.text
    assert "photo-13.jpg, photo-14.jpg" in page.text
    assert "photo-60.jpg" in page.text
    assert "photo-12.jpg" not in page.text
    assert 'value="Ely"' in page.text
    assert Photo.objects.count() == 12
    for _ in range(2):
        amina_client.post(study.get_edit_url(), as_sent(page))
    assert study.photos.count() == Photo.objects.count() == 12


def test_a_full_gallery_says_which_it_could_not_take(amina_client, study):
    one = make_photo(contribution=study)
    copies = [Photo(**{name: getattr(one, name) for name in COLUMNS}) for _ in range(57)]
    Photo.objects.bulk_create(copies)
    address = study.get_edit_url()
    files = [picture(f"{name}.jpg", size=(40, 40)) for name in "abc"]
    page = amina_client.post(address, as_sent(amina_client.get(address)) | {"photos-new": files})
    assert "There is room for 60 photos. We could not take: c.jpg." in page.text
    amina_client.post(address, as_sent(page))
    assert study.photos.count() == 60


def test_nobody_sends_photos_without_end(amina_client, study, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_AN_HOUR", 2)
    files = [picture(f"{name}.jpg", size=(40, 40)) for name in "abc"]
    page = amina_client.post(study.get_edit_url(), {"title": "x", "photos-new": files} | GALLERY)
    assert "c.jpg: You sent 300 photos within an hour." in page.text
    assert Photo.objects.count() == 2


def test_a_photo_kept_for_one_member_is_of_no_use_to_another(amina_client, bryn_client, bryn):
    page = amina_client.post(NEW, WRONG | {"cover-upload": picture()} | COVER)
    stolen = as_sent(page)["cover-kept"]
    bryn_client.post(NEW, {"title": "Mine", "cover-kept": stolen})
    assert CaseStudy.objects.get(created_by=bryn).cover is None


@pytest.mark.parametrize(
    "word",
    ["", "x", "1:2:3", signing.dumps([999999, 1], salt=SALT)],
    ids=["empty", "short", "three parts", "signed for nothing"],
)
def test_a_made_up_word_keeps_nothing(amina_client, word):
    amina_client.post(NEW, {"title": "A lunch club", "cover-kept": word})
    assert CaseStudy.objects.get().cover is None
    page = amina_client.post(NEW, {"title": "Two"} | rows("photos", {"kept": word, "caption": "a"}))
    assert "We no longer have this picture" in page.text


def test_publication_asks_for_a_description_of_each_picture(amina_client, study):
    address = study.get_edit_url()
    sent = as_sent(amina_client.get(address))
    sent |= {"cover-upload": picture(), "photos-new": picture(), "publish": ""}
    page = amina_client.post(address, sent, follow=True)
    assert not CaseStudy.objects.get().is_published
    for where in ("cover", "photos"):
        assert f'href="#{where}"' in page.text
        assert f'id="{where}"' in page.text
    described = as_sent(page) | {"cover-alternative_text": "Soup", "photos-0-is_decorative": "on"}
    amina_client.post(address, described | {"publish": ""})
    assert CaseStudy.objects.get().is_published


def test_a_photo_added_to_a_published_page_waits_until_it_is_described(amina_client, amina):
    study = make_case_study(amina)
    address = study.get_edit_url()
    page = amina_client.post(
        address, as_sent(amina_client.get(address)) | {"photos-new": picture()}
    )
    assert "Now describe what you added, and save again" in page.text
    assert not study.photos.exists()
    page = amina_client.post(address, as_sent(page))
    assert "Describe the picture, or say that it needs no description." in page.text
    amina_client.post(address, as_sent(page) | {"photos-0-alternative_text": "Soup"})
    assert study.photos.get().alternative_text == "Soup"
    assert Photo.objects.count() == 1


def test_a_published_page_takes_no_cover_without_words(amina_client, amina):
    study = make_case_study(amina)
    address = study.get_edit_url()
    sent = as_sent(amina_client.get(address)) | {"cover-upload": picture()}
    page = amina_client.post(address, sent)
    assert "Describe the picture, or say that it needs no description." in page.text
    amina_client.post(address, as_sent(page) | {"cover-is_decorative": "on"})
    assert CaseStudy.objects.get().cover.is_decorative
    sent = as_sent(amina_client.get(address))
    del sent["cover-is_decorative"]
    assert amina_client.post(address, sent).status_code == 422
    assert CaseStudy.objects.get().cover.is_decorative


def test_deleting_a_draft_deletes_its_pictures(amina_client, study, committed):
    address = study.get_edit_url()
    sent = {"title": "x", "photos-new": picture(), "cover-upload": picture()}
    amina_client.post(address, sent | COVER | GALLERY)
    names = [photo.file.name for photo in Photo.objects.all()]
    assert len(names) == 2
    with committed():
        amina_client.post(f"{study.get_absolute_url()}deletion/")
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(name) for name in names)


def test_pictures_that_hang_nowhere_are_forgotten_after_two_days(amina, committed):
    old = timezone.now() - timedelta(days=3)
    left, new = make_photo(uploaded_at=old), make_photo()
    cover, hanging, face = (make_photo(uploaded_at=old) for _ in range(3))
    make_case_study(amina, cover=cover)
    make_case_study(amina, title="Two", published=False).photos.add(hanging)
    make_person(photo=face)
    with committed():
        forget_uploads.call()
    assert set(Photo.objects.all()) == {new, cover, hanging, face}
    assert not default_storage.exists(left.file.name)
    assert default_storage.exists(cover.file.name)


def renditions_of(photo):
    return [photo.rendition_name(width, ending) for width in photo.renditions for ending in ENDINGS]


def test_a_kept_picture_is_encoded_in_several_widths_behind_the_request(
    amina_client, study, committed
):
    with committed():
        sent = {"title": "x", "cover-upload": picture(size=(2000, 1000))}
        amina_client.post(study.get_edit_url(), sent | COVER)
    cover = Photo.objects.get()
    assert cover.renditions == [160, 320, 640, 960, 1600]
    assert all(default_storage.exists(name) for name in renditions_of(cover))
    page = amina_client.get(study.get_absolute_url()).text
    sources = [f"{default_storage.url(cover.rendition_name(w, 'avif'))} {w}w" for w in (160, 1600)]
    assert all(source in page for source in sources)
    assert f'<img src="{cover.file.url}"' in page
    assert 'width="1600" height="800" loading="eager"' in page


def test_until_then_the_page_shows_the_picture_as_it_came_in(amina_client, study):
    amina_client.post(study.get_edit_url(), {"title": "x", "cover-upload": picture()} | COVER)
    page = amina_client.get(study.get_absolute_url()).text
    assert f'<img src="{Photo.objects.get().file.url}"' in page
    assert "<source" not in page


def test_encoding_twice_gives_the_same_files():
    photo = make_photo()
    make_renditions.call(photo.pk)
    photo.refresh_from_db()
    before = sorted(default_storage.listdir(photo.folder)[1])
    photo.make_renditions()
    make_renditions.call(photo.pk)
    assert sorted(default_storage.listdir(photo.folder)[1]) == before
    assert len(before) == 2 + 2 * len(photo.renditions)


def test_an_attempt_that_broke_off_is_made_good():
    photo = make_photo()
    default_storage.save(photo.rendition_name(90, "avif"), ContentFile(b"half a pic"))
    make_renditions.call(photo.pk)
    with default_storage.open(photo.rendition_name(90, "avif")) as file:
        assert Image.open(file).size == (90, 60)


def test_a_photo_deleted_while_it_is_encoded_leaves_no_file(committed):
    photo = make_photo()
    with committed():
        Photo.objects.filter(pk=photo.pk).discard()
    default_storage.save(photo.file.name, ContentFile(encoded(picture()).large))
    photo.make_renditions()
    assert default_storage.listdir(photo.folder)[1] == ["file.jpg"]
    make_renditions.call(photo.pk)  # for a photo that is gone


def test_a_photo_without_its_file_is_not_tried_for_ever():
    photo = make_photo()
    default_storage.delete(photo.file.name)
    render_remaining.call()
    assert Photo.objects.get().renditions == []
    assert not Photo.objects.without_renditions().exists()


def test_photos_from_before_are_encoded_by_the_clock():
    photos = [make_photo() for _ in range(3)]
    render_remaining.call()
    assert all(photo.renditions for photo in Photo.objects.all())
    assert "network.tasks.render_remaining" in settings.TASK_SCHEDULE
    assert len(photos) == 3


def test_a_deleted_photo_takes_its_renditions_and_its_folder_along(committed):
    photo = make_photo()
    make_renditions.call(photo.pk)
    assert default_storage.exists(photo.rendition_name(90, "avif"))
    with committed():
        Photo.objects.filter(pk=photo.pk).discard()
    assert not default_storage.exists(photo.folder)


def test_two_photos_never_share_a_folder():
    one, other = make_photo(), make_photo()
    other.token = one.token
    with pytest.raises(IntegrityError, match="token"):
        other.save()


def test_a_taken_down_cover_is_shown_nowhere(client, amina):
    study = make_case_study(amina, cover=make_photo(taken_down_at=timezone.now()))
    address = default_storage.url(study.cover.folder)
    for page in (study.get_absolute_url(), "/case-studies/"):
        assert f'src="{address}' not in client.get(page).text


def test_a_face_in_a_conversation_comes_in_the_width_it_needs(client, amina):
    amina.person.photo, amina.person.photo_seen_by = make_photo(), "everyone"
    amina.person.photo.make_renditions()
    amina.person.save()
    study = make_case_study(amina)
    make_comment(study, amina)
    name = default_storage.url(amina.person.photo.rendition_name(90, "avif"))
    assert client.get(study.get_absolute_url()).text.count(f'srcset="{name} 90w"') == 2


def test_a_picture_cannot_be_guessed(amina_client):
    amina_client.post(NEW, {"title": "x", "cover-upload": picture("my cat.jpg")} | COVER)
    name = Photo.objects.get().file.name
    assert "cat" not in name
    assert len(name) > 20


def test_a_face_kept_to_oneself_is_on_no_page(client, amina, bryn_client):
    photo = make_photo()
    amina.person.photo, amina.person.photo_seen_by = photo, "nobody"
    amina.person.save()
    study = make_case_study(amina)
    Quote.objects.create(
        contribution=study, person=amina.person, text="Ask us.", is_lived_experience=True
    )
    make_comment(study, amina)
    for page in (study.get_absolute_url(), "/", amina.person.get_absolute_url()):
        assert photo.folder not in bryn_client.get(page).text
