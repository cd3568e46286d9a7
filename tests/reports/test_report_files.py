import pytest

from network.models import Download
from tests.factories import make_download
from tests.reports.forms import pdf, published_by, whole
from tests.words import words
from tests.writing import rows

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_with_its_type_and_size(edit, report, client):
    file = pdf("C:\\fakepath\\Right Here.PDF", b"%PDF-1.4 full")
    edit(whole() | published_by("nef") | rows("downloads", {"file": file, "title": "Full report"}))

    download = report.downloads.get()
    assert (download.title, download.file_name) == ("Full report", "Right Here.pdf")
    assert (download.content_type, download.size) == ("application/pdf", 13)
    assert b"".join(client.get(f"{report.get_absolute_url()}download/")) == b"%PDF-1.4 full"


def test_a_file_without_a_title_is_called_as_it_is_named(edit, report):
    edit(whole() | published_by("nef") | rows("downloads", {"file": pdf("annual-report.pdf")}))

    assert report.downloads.get().title == "annual-report"


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("evil\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "evilfdp.pdf"),
        ("Adroddiad Siân 🙂.pdf", "Adroddiad Siân 🙂.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_files_are_made_safe(edit, report, name, saved):
    edit(whole() | published_by("nef") | rows("downloads", {"file": pdf(name)}))

    assert report.downloads.get().file_name == saved


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (pdf("report.pdf", b"MZ not a report"), "We cannot take this file."),
        (pdf("report.exe", b"MZ"), "We cannot take this file."),
        (pdf("empty.pdf", b""), "This file is empty."),
        ("not a file", "Choose a file."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(edit, report, file, said):
    page = edit(
        whole() | published_by("nef") | rows("downloads", {"file": file, "title": "Full report"})
    )

    assert said in words(page)
    assert 'value="Full report"' in page.text
    assert not Download.objects.exists()


def test_too_large_a_file_is_refused(edit, monkeypatch):
    monkeypatch.setattr("network.forms.downloads.MOST_MEGABYTES", 0)

    page = edit(whole() | published_by("nef") | rows("downloads", {"file": pdf()}))

    assert "This file is larger than 0 MB." in words(page)


def test_an_accepted_file_is_kept_while_the_rest_is_put_right(edit, report):
    data = whole() | published_by("nef") | {"title": ""}
    page = edit(data | rows("downloads", {"file": pdf("full.pdf"), "title": "Full report"}))
    assert "We have full.pdf (PDF, 12 bytes)." in words(page).replace("\xa0", " ")
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    edit(whole() | published_by("nef") | rows("downloads", {"kept": kept, "title": "Full report"}))

    download = report.downloads.get()
    assert (download.title, download.file_name, download.size) == ("Full report", "full.pdf", 12)
    assert download.file.read() == b"%PDF-1.4\n..."
    download.file.close()
    assert Download.objects.count() == 1


def test_a_kept_file_replaces_the_one_before(edit, report):
    before = make_download(report, file_name="old.pdf")
    row = {"row": before.pk, "title": "The report"}
    page = edit(
        whole()
        | published_by("nef")
        | {"title": ""}
        | rows("downloads", row | {"file": pdf("new.pdf")})
    )
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    edit(whole() | published_by("nef") | rows("downloads", row | {"kept": kept}))

    download = Download.objects.get()
    assert (download.pk, download.file_name) == (before.pk, "new.pdf")
    assert download.file.read() == b"%PDF-1.4\n..."
    download.file.close()


def test_a_kept_file_is_for_the_one_who_sent_it(edit, report, admin_client):
    page = edit(whole(title="") | rows("downloads", {"file": pdf(), "title": "Full report"}))
    kept = page.text.split('name="downloads-0-kept" value="')[1].split('"')[0]

    for word in (kept, kept[:-1], "odd", "x" * 10_000):
        answer = admin_client.post(
            "/reports/new/",
            {"title": "Mine"} | rows("downloads", {"kept": word, "title": "Full report"}),
        )
        assert "Choose a file." in words(answer)


def test_a_file_is_replaced_and_the_old_one_forgotten(
    edit, report, django_capture_on_commit_callbacks
):
    download = make_download(report, file_name="old.pdf")
    old = download.file.name
    with django_capture_on_commit_callbacks(execute=True):
        edit(
            whole()
            | published_by("nef")
            | rows("downloads", {"row": download.pk, "title": "New", "file": pdf("new.pdf")})
        )

    download.refresh_from_db()
    assert (download.title, download.file_name) == ("New", "new.pdf")
    assert not download.file.storage.exists(old)
    assert download.file.storage.exists(download.file.name)


def test_a_file_stays_when_only_its_title_changes(edit, report):
    download = make_download(report)
    edit(
        whole()
        | published_by("nef")
        | rows("downloads", {"row": download.pk, "title": "Easy Read"})
    )

    download.refresh_from_db()
    assert download.title == "Easy Read"
    assert download.file.storage.exists(download.file.name)


def test_a_file_taken_away_is_no_longer_public(edit, client, report):
    download = make_download(report)
    edit(
        whole()
        | published_by("nef")
        | rows("downloads", {"row": download.pk, "title": "The report", "DELETE": "on"})
    )

    assert client.get(f"/downloads/{download.pk}/").status_code == 404
    assert not report.downloads.exists()
