import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from network.forms import downloads
from network.models import Download
from network.tasks import forget_uploads
from tests.factories import make_article, make_case_study, make_download, make_event, make_report
from tests.writing import as_sent

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n" + b"x" * 100_000


def read(response):
    return b"".join(response)


@pytest.fixture
def download(olu):
    return make_download(make_report(olu), content=PDF, file_name="Right here, right now.pdf")


def test_visitor_gets_the_file_as_an_attachment(client, download):
    response = client.get(f"/downloads/{download.pk}/")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == 'attachment; filename="Right here, right now.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response
    assert read(response) == PDF


def test_a_name_in_any_script_is_sent_as_rfc_5987_has_it(client, olu):
    download = make_download(make_report(olu), file_name="Adroddiad “Siân” تقرير.pdf")

    header = client.head(f"/downloads/{download.pk}/")["Content-Disposition"]

    assert header == (
        "attachment; filename*=utf-8''Adroddiad%20%E2%80%9CSi%C3%A2n%E2%80%9D%20"
        "%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf"
    )


def test_a_name_cannot_break_out_of_its_header(client, olu):
    download = make_download(make_report(olu), file_name='a"; filename="evil.exe\r\nSet-Cookie: x')

    header = client.head(f"/downloads/{download.pk}/")["Content-Disposition"]

    assert header.startswith("attachment; filename*=utf-8''a%22%3B%20filename")
    assert "\n" not in header


def test_each_download_is_counted_once_after_it_was_sent(
    client, download, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(f"/downloads/{download.pk}/")
    assert Download.objects.get().downloaded == 0

    read(response)

    assert Download.objects.get().downloaded == 1
    read(client.get(f"/downloads/{download.pk}/"))
    assert Download.objects.get().downloaded == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Purpose": "prefetch"},
    ],
)
def test_machines_get_the_file_and_are_not_counted(client, download, headers):
    assert read(client.get(f"/downloads/{download.pk}/", headers=headers)) == PDF
    assert Download.objects.get().downloaded == 0


def test_head_says_what_there_is_and_is_not_counted(client, download):
    response = client.head(f"/downloads/{download.pk}/")

    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Type"] == "application/pdf"
    assert Download.objects.get().downloaded == 0


def test_file_of_a_draft_is_for_its_authors(client, amina_client, olu_client, olu):
    download = make_download(make_report(olu, published=False))

    assert client.get(f"/downloads/{download.pk}/").status_code == 404
    assert amina_client.get(f"/downloads/{download.pk}/").status_code == 404
    assert olu_client.head(f"/downloads/{download.pk}/").status_code == 200


@pytest.mark.parametrize("make", [make_case_study, make_article, make_event, make_report])
def test_every_kind_offers_its_files_with_type_and_size(make, client, olu):
    contribution = make(olu)
    download = make_download(contribution, content=PDF, title="The handout")

    page = client.get(contribution.get_absolute_url()).text

    # Once in the page; a report also names its files to machines.
    assert page.partition("</head>")[2].count("The handout") == 1
    assert "PDF, 97.7\xa0KB" in page
    first_of_report = f"{contribution.get_absolute_url()}download/"
    address = first_of_report if make is make_report else f"/downloads/{download.pk}/"
    assert f'href="{address}"' in page


@pytest.mark.parametrize("make", [make_case_study, make_article])
def test_a_story_takes_files_and_loses_them_when_it_is_withdrawn(make, amina, amina_client, client):
    story = make(amina)
    address = story.get_edit_url()
    file = SimpleUploadedFile("Our leaflet.pdf", PDF, "application/pdf")
    sent = as_sent(amina_client.get(address)) | {"downloads-0-file": file}

    amina_client.post(address, sent | {"downloads-0-title": ""})

    download = story.downloads.get()
    assert (download.title, download.content_type) == ("Our leaflet", "application/pdf")
    assert client.head(f"/downloads/{download.pk}/").status_code == 200
    story.withdraw(by=amina, reason="A name was wrong.")
    assert client.head(f"/downloads/{download.pk}/").status_code == 404
    assert amina_client.head(f"/downloads/{download.pk}/").status_code == 200


def test_a_picture_that_is_called_pdf_is_refused_and_the_rest_is_kept(amina, amina_client):
    study = make_case_study(amina, published=False)
    address = study.get_edit_url()
    file = SimpleUploadedFile("report.pdf", encoded_picture(), "application/pdf")
    sent = as_sent(amina_client.get(address)) | {"place": "Ely", "downloads-0-file": file}

    page = amina_client.post(address, sent)

    assert "We cannot take this file. It must be what its name says" in page.text
    assert 'href="#id_downloads-0-file"' in page.text
    assert 'value="Ely"' in page.text
    assert not Download.objects.exists()


def test_nobody_sends_files_without_end(amina, amina_client, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_A_DAY", 1)
    study = make_case_study(amina, published=False)
    address = study.get_edit_url()
    for name in ("one.pdf", "two.pdf"):
        sent = as_sent(amina_client.get(address)) | {"place": "Ely"}
        number = sent["downloads-TOTAL_FORMS"] if name == "two.pdf" else 0
        sent |= {f"downloads-{number}-file": SimpleUploadedFile(name, PDF)}
        page = amina_client.post(address, sent | {"downloads-TOTAL_FORMS": int(number) + 1})

    assert "You sent 1 files in a day. Go on tomorrow." in page.text
    assert [each.file_name for each in Download.objects.all()] == ["one.pdf"]


def encoded_picture():
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(out, "JPEG")
    return out.getvalue()


def test_file_that_is_gone_from_the_storage_is_not_found(client, download):
    download.file.storage.delete(download.file.name)

    assert client.get(f"/downloads/{download.pk}/").status_code == 404
    assert Download.objects.get().downloaded == 0


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "9" * 400])
def test_unknown_file_is_not_found(client, number):
    assert client.get(f"/downloads/{number}/").status_code == 404


def test_a_file_can_only_be_read(client, download):
    assert client.post(f"/downloads/{download.pk}/").status_code == 405


def test_its_name_in_the_storage_cannot_be_guessed(download, olu):
    again = make_download(make_report(olu), content=PDF, file_name=download.file_name)

    assert download.file.name != again.file.name
    assert len(download.file.name) > len("downloads/") + 20
    assert ContentFile(PDF).read() == again.file.read()
    again.file.close()


def test_files_that_belong_to_nothing_are_forgotten_after_two_days(download, olu):
    left, fresh = make_download(None), make_download(None)
    Download.objects.filter(pk=left.pk).update(uploaded_at=timezone.now() - timedelta(days=3))
    Download.objects.filter(pk=download.pk).update(uploaded_at=timezone.now() - timedelta(days=3))

    for _ in range(2):
        forget_uploads.call()

    assert set(Download.objects.all()) == {download, fresh}
    assert not left.file.storage.exists(left.file.name)
    assert fresh.file.storage.exists(fresh.file.name)


def test_files_of_a_deleted_draft_are_public_nowhere_and_forgotten(client, olu):
    draft = make_report(olu, published=False)
    download = make_download(draft)
    draft.delete()

    assert Download.objects.unattached().get() == download
    assert client.get(f"/downloads/{download.pk}/").status_code == 404
