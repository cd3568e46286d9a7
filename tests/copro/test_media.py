"""Uploaded pictures, as they are served when no other server does it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = [pytest.mark.urls("tests.copro.addresses"), pytest.mark.django_db]


@pytest.fixture
def keep(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def kept(name, content=b"bytes"):
        return default_storage.save(name, ContentFile(content))

    return kept


@pytest.fixture
def fetch(client):
    """The answer for one file, and its bytes; the file is closed as a server would do it."""

    def fetched(name):
        response = client.get(f"/media/{name}")
        content = b"".join(response.streaming_content) if response.streaming else b""
        response.close()
        return response, content

    return fetched


def test_a_picture_is_shown_and_kept_for_ever(fetch, keep):
    response, content = fetch(keep("photos/abc.webp"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert "attachment" not in response.headers["Content-Disposition"]
    assert "immutable" in response.headers["Cache-Control"]
    assert content == b"bytes"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "file.pdf", "script.js", "nothing"])
def test_what_is_no_picture_is_saved_and_never_shown(fetch, keep, name):
    response, _ = fetch(keep(name, b"<script>alert(1)</script>"))
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_nothing_in_a_file_may_run(fetch, keep):
    headers = fetch(keep("photos/abc.webp"))[0].headers
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["missing.webp", "../settings.py", "photos/", "photos", "%2e%2e/%2e%2e/etc/passwd"]
)
def test_what_is_not_there_is_a_404(fetch, keep, name):
    keep("photos/abc.webp")
    assert fetch(name)[0].status_code == 404
