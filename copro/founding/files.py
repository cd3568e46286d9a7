"""Files of a report: each `[[file]]` of its block as a PDF, made from the few lines that it says."""

from django.core.files.base import ContentFile

from network.languages import ENGLISH
from network.models import Download

from .pdf import pdf
from .prose import curled

MARKS = {"# ": "h1", "## ": "h2"}


def add_files(report, block):
    """To be called once: files that somebody took away do not come back."""
    for position, file in enumerate(block.get("file", [])):
        blocks = [told(line) for line in file["text"].strip().split("\n")]
        language = file.get("language", ENGLISH)
        content = pdf(file["title"], blocks, language=language)
        download = Download(
            contribution=report,
            position=position,
            title=curled(file["title"]),
            file_name=f"{file['name']}.pdf",
            content_type="application/pdf",
            size=len(content),
            form=file.get("form", ""),
            language=language,
            edition=file.get("edition", ""),
        )
        download.file.save(download.file_name, ContentFile(content))
        download.full_clean()


def told(line):
    """A line as ("h1" | "h2" | "p", text)."""
    mark = line[: line.find(" ") + 1]
    return (MARKS[mark], line.removeprefix(mark)) if mark in MARKS else ("p", line)
