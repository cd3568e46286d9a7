import io
import zipfile

import pytest

from network import file_formats
from network.file_formats import format_of

ZIP = "application/zip"


def archive(*entries):
    """A ZIP archive with these (name, content) entries, in order, the first stored as it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in entries:
            made.writestr(name, content)
    return file


def open_document(content_type):
    return archive(("mimetype", content_type), ("content.xml", "<office/>"))


def office(main_part, *more):
    return archive(
        ("[Content_Types].xml", "<Types/>"), (main_part, "<x/>"), *((name, "x") for name in more)
    )


def described(file, name="report"):
    known = format_of(file, name)
    return known and known.label


@pytest.mark.parametrize(
    ("file", "label"),
    [
        (io.BytesIO(b"%PDF-1.4\n..."), "PDF"),
        (open_document("application/vnd.oasis.opendocument.text"), "ODT"),
        (open_document("application/vnd.oasis.opendocument.spreadsheet"), "ODS"),
        (open_document("application/vnd.oasis.opendocument.presentation"), "ODP"),
        (open_document("application/epub+zip"), "EPUB"),
        (office("word/document.xml"), "Word"),
        (office("word/document2.xml"), "Word"),
        (office("xl/workbook.xml"), "Excel"),
        (office("ppt/presentation.xml"), "PowerPoint"),
    ],
)
def test_files_are_told_by_what_is_in_them(file, label):
    assert described(file, "misnamed.exe") == label


@pytest.mark.parametrize(
    ("content", "name", "label"),
    [
        (b"Place,People\nCardiff,31\n", "people.csv", "CSV"),
        ("﻿Llandudno, naïve, 日本語\r\n".encode(), "PEOPLE.CSV", "CSV"),
        ("Plain words, and a smile 🙂\f".encode(), "notes.txt", "Text"),
        (b"", "empty.txt", "Text"),
    ],
)
def test_plain_text_is_told_by_its_name(content, name, label):
    assert described(io.BytesIO(content), name) == label


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00\x03", "report.pdf"),
        (b"<html><script>alert(1)</script>", "report.pdf"),
        (b"<html><script>alert(1)</script>", "report.html"),
        (b"<svg onload='alert(1)'/>", "report.svg"),
        (b"\x89PNG\r\n\x1a\n", "report.txt"),
        (b"one\x00two", "report.txt"),
        ("café".encode("latin-1"), "report.csv"),
        ("café".encode()[:-1], "cut-in-a-letter.txt"),
        ("﻿".encode("utf-16"), "report.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "report.doc"),
        (b"", "report"),
        (b"PK\x03\x04", "cut.docx"),
        (b"PK\x03\x04" + b"\xff" * 100, "noise.docx"),
        (b"PK\x03\x04" + b"PK\x05\x06" + b"\xff" * 18, "a-directory-larger-than-its-file.docx"),
    ],
)
def test_other_files_are_not_taken(content, name):
    assert format_of(io.BytesIO(content), name) is None


def test_an_archive_of_anything_else_is_not_taken():
    assert described(archive(("word/document.xml", "no content types"))) is None
    assert described(open_document("application/zip")) is None
    assert described(archive(("[Content_Types].xml", ""), ("evil.exe", "MZ"))) is None


def test_office_files_with_macros_are_not_taken():
    assert described(office("word/document.xml", "word/vbaProject.bin")) is None


def test_an_archive_with_an_endless_directory_is_not_read(monkeypatch):
    monkeypatch.setattr(file_formats, "LARGEST_DIRECTORY", 100)

    assert described(office("word/document.xml")) is None
