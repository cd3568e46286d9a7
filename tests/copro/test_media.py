"""Uploaded pictures: who may see them, and who may keep them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from network.models import Photo, ShareLink, Video
from tests.factories import make_case_study, make_person, make_photo

pytestmark = pytest.mark.django_db
PAGE = "/case-studies/a-time-bank-in-the-day-centre/"


@pytest.fixture
def photo(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_photo()


def read(client, name, **headers):
    """The answer for one file, and its bytes; after the last one the client closes it."""
    response = client.get(f"/media/{name}", headers=headers)
    return response, b"".join(response)


@pytest.fixture
def seen(photo):
    """The status that somebody's client has for the photo, by default or by another name."""
    return lambda client, name=None: read(client, name or photo.file.name)[0].status_code


@pytest.fixture
def fetch(client, photo):
    return lambda name=None, **headers: read(client, name or photo.file.name, **headers)


def hang(photo, contribution):
    photo.contribution = contribution
    photo.save()


def test_a_published_picture_is_shown_to_everybody_and_kept_for_ever(fetch, photo, amina):
    make_case_study(amina, cover=photo)

    response, content = fetch()

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "attachment" not in response.headers["Content-Disposition"]
    assert {"public", "immutable"} <= set(response.headers["Cache-Control"].split(", "))
    assert "Cookie" not in response.headers.get("Vary", "")
    assert content.startswith(b"\xff\xd8")


def test_a_public_picture_costs_one_query_and_asks_for_no_session(
    amina_client, photo, amina, django_assert_num_queries
):
    hang(photo, make_case_study(amina))

    with django_assert_num_queries(1):
        response, _ = read(amina_client, photo.file.name)

    assert response.status_code == 200
    assert not response.wsgi_request.session.accessed
    assert not response.cookies


def test_a_picture_that_somebody_has_already_is_not_sent_again(fetch, photo, amina):
    make_case_study(amina, cover=photo)
    etag = fetch()[0].headers["ETag"]

    again, content = fetch(if_none_match=etag)

    assert (again.status_code, content) == (304, b"")
    assert "immutable" in again.headers["Cache-Control"]
    assert fetch(photo.small.name, if_none_match=etag)[0].status_code == 200


def test_each_rendition_is_found_by_its_name(fetch, photo, amina):
    make_case_study(amina, cover=photo)
    photo.make_renditions()

    assert fetch(photo.rendition_name(90, "avif"))[0].headers["Content-Type"] == "image/avif"
    assert fetch(photo.rendition_name(90, "webp"))[0].headers["Content-Type"] == "image/webp"
    assert fetch(photo.small.name)[0].status_code == 200


@pytest.mark.parametrize("where", ["cover", "gallery", "still"])
def test_a_picture_of_a_draft_is_for_its_authors(
    where, seen, photo, client, amina, amina_client, bryn_client, olu_client, mo_client
):
    draft = make_case_study(amina, published=False, cover=photo if where == "cover" else None)
    if where == "gallery":
        hang(photo, draft)
    if where == "still":
        Video.objects.create(contribution=draft, address="https://example.com/", still=photo)

    assert seen(amina_client) == 200
    for other in (client, bryn_client, olu_client, mo_client):
        assert seen(other) == 404

    draft.publish()

    for other in (client, bryn_client, olu_client, mo_client):
        assert seen(other) == 200


def test_a_picture_of_a_draft_is_kept_by_its_authors_browser_alone(amina_client, photo, amina):
    make_case_study(amina, published=False, cover=photo)

    response, _ = read(amina_client, photo.file.name)

    assert response.headers["Cache-Control"].startswith("private")
    assert "Cookie" in response.headers["Vary"]


def test_a_draft_picture_is_not_given_away_by_its_etag(fetch, photo, amina):
    study = make_case_study(amina, cover=photo)
    etag = fetch()[0].headers["ETag"]
    study.withdraw(by=amina, reason="A name was wrong.")

    assert fetch(if_none_match=etag)[0].status_code == 404


def test_a_withdrawn_picture_is_private_again(seen, photo, client, amina, amina_client):
    study = make_case_study(amina, cover=photo)
    assert seen(client) == 200

    study.withdraw(by=amina, reason="A name was wrong.")

    assert seen(client) == 404
    assert seen(amina_client) == 200


def test_a_picture_waiting_for_its_day_is_not_shown_before(seen, photo, client, amina):
    tomorrow = timezone.now() + timedelta(days=1)
    make_case_study(amina, published=tomorrow, cover=photo)

    assert seen(client) == 404


def test_a_picture_that_hangs_nowhere_is_for_who_brought_it(
    seen, photo, client, amina, amina_client, bryn_client
):
    photo.uploaded_by = amina
    photo.save()

    assert seen(amina_client) == 200
    assert seen(client) == seen(bryn_client) == 404


@pytest.mark.parametrize(
    ("seen_by", "everybody", "members", "owner"),
    [("everyone", 200, 200, 200), ("members", 404, 200, 200), ("nobody", 404, 404, 200)],
)
def test_a_face_is_shown_as_its_owner_says(
    seen_by, everybody, members, owner, seen, photo, client, amina, amina_client, bryn_client
):
    amina.person.photo, amina.person.photo_seen_by = photo, seen_by
    amina.person.save()

    assert (seen(client), seen(bryn_client), seen(amina_client)) == (everybody, members, owner)


def test_a_face_goes_with_a_name_that_was_taken_down(
    seen, photo, client, amina, amina_client, bryn_client
):
    amina.person.photo, amina.person.photo_seen_by = photo, "everyone"
    amina.person.withheld_at = timezone.now()
    amina.person.save()

    assert (seen(client), seen(bryn_client), seen(amina_client)) == (404, 404, 200)


def test_a_private_link_shows_the_pictures_of_its_draft_until_it_ends(seen, photo, client, amina):
    draft = make_case_study(amina, published=False, cover=photo)
    link = ShareLink.objects.create(
        contribution=draft, by=amina, expires_at=timezone.now() + timedelta(days=1)
    )
    assert seen(client) == 404
    assert client.get(link.get_absolute_url()).status_code == 200

    assert seen(client) == 200
    link.revoke()
    assert seen(client) == 404


def test_what_was_taken_down_is_gone_for_everybody(
    seen, photo, client, amina, amina_client, admin_client
):
    make_case_study(amina, cover=photo)
    other = make_photo(contribution=photo.contribution, uploaded_by=amina)
    photo.taken_down_at = timezone.now()
    photo.save()

    for each in (client, amina_client, admin_client):
        assert seen(each) == 410
        assert seen(each, photo.small.name) == 410
    assert seen(amina_client, other.file.name) == 200


def test_an_administrator_sees_what_stands_in_the_administration(seen, photo, admin_client):
    assert seen(admin_client) == 200


def test_nothing_in_a_file_may_run(fetch, photo):
    make_person(photo=photo, photo_seen_by="everyone")

    headers = fetch()[0].headers

    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "missing.webp",
        "../settings.py",
        "photos/",
        "photos",
        "photos/x/file.jpg",
        "%2e%2e/%2e%2e/etc/passwd",
        "page.html",
    ],
)
def test_what_is_no_file_of_a_photo_is_a_404(seen, photo, client, name):
    default_storage.save("page.html", ContentFile(b"<script>alert(1)</script>"))
    assert seen(client, name) == 404


@pytest.mark.parametrize(
    "name", ["", "file.webp", "1.avif", "90.svg", "../../settings.py", "file.jpg/more"]
)
def test_the_folder_of_a_photo_opens_only_its_own_files(seen, photo, client, amina, name):
    make_case_study(amina, cover=photo)
    assert seen(client, f"{photo.folder}/{name}") == 404


def test_a_file_missing_from_the_storage_is_a_404(seen, photo, client, amina):
    make_case_study(amina, cover=photo)
    default_storage.delete(photo.file.name)
    assert seen(client) == 404


def test_files_without_a_folder_are_still_found(seen, client, amina, photo):
    name = default_storage.save("photos/abc_-123.webp", ContentFile(b"RIFF"))
    make_case_study(amina, cover=photo)
    Photo.objects.update(token="abc_-123", file=name, small=name)
    assert seen(client, name) == 200


def test_the_migration_gives_each_photo_the_token_of_its_name(
    photo, django_capture_on_commit_callbacks
):
    large, small = (
        default_storage.save(f"photos/{name}.webp", ContentFile(b"RIFF"))
        for name in ("ab-c", "d_e")
    )
    Photo.objects.update(file=large, small=small, token="any")
    migration = import_module("network.migrations.0010_renditions")

    with django_capture_on_commit_callbacks(execute=True):
        migration.give_tokens(apps, connection.schema_editor())

    found = Photo.objects.get()
    assert (found.token, found.file.name, found.small.name) == ("ab-c", large, large)
    assert found.small_width == found.width
    assert default_storage.exists(large)
    assert not default_storage.exists(small)
