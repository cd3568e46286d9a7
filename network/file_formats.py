"""Files that may be offered for download, told by what is in them and not by their name."""

import codecs
import re
from dataclasses import dataclass

CHUNK = 64 * 1024
LARGEST_DIRECTORY = 2 * 1024 * 1024  # of a ZIP archive; a long report has some 20 KB
END_OF_DIRECTORY = b"PK\x05\x06"
LONGEST_COMMENT = 65_535


@dataclass(frozen=True)
class FileFormat:
    """What a page calls it, the end of its name, and its media type (RFC 6838)."""

    label: str
    extension: str
    content_type: str


OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileFormat("PDF", "pdf", "application/pdf")
ODT = FileFormat("ODT", "odt", f"{OPEN_DOCUMENT}.text")
ODS = FileFormat("ODS", "ods", f"{OPEN_DOCUMENT}.spreadsheet")
ODP = FileFormat("ODP", "odp", f"{OPEN_DOCUMENT}.presentation")
EPUB = FileFormat("EPUB", "epub", "application/epub+zip")
DOCX = FileFormat("Word", "docx", f"{OFFICE}.wordprocessingml.document")
XLSX = FileFormat("Excel", "xlsx", f"{OFFICE}.spreadsheetml.sheet")
PPTX = FileFormat("PowerPoint", "pptx", f"{OFFICE}.presentationml.presentation")
TEXT = FileFormat("Text", "txt", "text/plain; charset=utf-8")
CSV = FileFormat("CSV", "csv", "text/csv; charset=utf-8")

FORMATS = (PDF, ODT, ODS, ODP, EPUB, DOCX, XLSX, PPTX, TEXT, CSV)
LABELS = {known.content_type: known.label for known in FORMATS}
# The first entry of these archives is stored as it is and says what they are
# (OpenDocument 1.3 part 2, 3.3; EPUB Open Container Format 3.3, 4.3).
SAYS_ITSELF = {known.content_type.encode(): known for known in (ODT, ODS, ODP, EPUB)}
# The main part of an Office Open XML file (ECMA-376 part 2): some programs number it.
MAIN_PARTS = {b"word/document": DOCX, b"xl/workbook": XLSX, b"ppt/presentation": PPTX}
MACROS = b"vbaProject.bin"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def format_of(file, name):
    """The FileFormat of an open binary file, or None for one that we do not take.

    `name` decides only between the two kinds of plain text, which have no mark of their own.
    """
    file.seek(0)
    head = file.read(CHUNK)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _archive(file, head)
    named = {"txt": TEXT, "csv": CSV}.get(name.rpartition(".")[2].lower())
    return named if named and _is_text(file) else None


def _archive(file, head):
    if head[30:38] == b"mimetype":
        length = int.from_bytes(head[18:22], "little")
        return SAYS_ITSELF.get(head[38 : 38 + length])
    names = _directory(file)
    if b"[Content_Types].xml" not in names or MACROS in names:
        return None
    return next((known for part, known in MAIN_PARTS.items() if part in names), None)


def _directory(file):
    """The central directory of a ZIP archive (APPNOTE 4.3.12), unparsed; empty when it has none."""
    end = file.seek(0, 2)
    start = max(0, end - LONGEST_COMMENT - 22)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if at < 0 or size > min(LARGEST_DIRECTORY, start + at):
        return b""
    file.seek(start + at - size)
    return file.read(size)


def _is_text(file):
    """Whether it is UTF-8 without control characters, however it begins."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if CONTROLS.search(decoder.decode(chunk)):
                return False
        return not decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
