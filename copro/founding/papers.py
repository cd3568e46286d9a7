"""A summary of each report of ours to download: made from what its file says, and not the report itself."""

import re

from django.core.files.base import ContentFile

from network.models import Download

from .pdf import pdf
from .prose import BOLD, ITALIC, LINK

LIST_MARK = re.compile(r"^- ")


def add_summary(report, block):
    """Gives a report that belongs to a series its summary as a PDF."""
    if "series" not in block:
        return
    content = pdf(report.title, list(summary(report, block)))
    download = Download(
        contribution=report,
        title="A summary in our own words, to print",
        file_name=f"{report.slug}-summary.pdf",
        content_type="application/pdf",
        size=len(content),
        form=Download.Form.SUMMARY,  # so that nobody, and no catalogue, takes it for the report
    )
    download.file.save(download.file_name, ContentFile(content))


def summary(report, block):
    """What stands in it, as ("h1" | "h2" | "p", text) in reading order."""
    yield "h1", report.title
    yield (
        "p",
        f"NESTA with nef, {report.dated}. A summary by the Co-production Practitioners Network.",
    )
    told, _, _ = block["body"].partition("## About this page")
    for paragraph in re.split(r"\n\s*\n", told.strip()):
        if paragraph.startswith("## "):
            yield "h2", plain(paragraph[3:])
        elif LIST_MARK.match(paragraph):
            yield from (("p", "\u2022 " + plain(line[2:])) for line in paragraph.split("\n"))
        else:
            yield "p", plain(paragraph)
    for definition in block.get("definition", []):
        yield "h2", f"{definition['term']}, as the report defines it"
        yield "p", definition["text"]
    if "principle" in block:
        yield "h2", "The four characteristics"
    for principle in block.get("principle", []):
        yield "p", f"{principle['name']}. {plain(principle['description'])}"
    for wording in block.get("recommendation_list", []):
        yield "h2", wording["title"]
        for number, text in enumerate(wording["recommendations"], 1):
            yield "p", f"{number}. {text}"


def plain(text):
    """A paragraph of ours without its marks."""
    for mark in (LINK, BOLD, ITALIC):
        text = mark.sub(r"\1", text)
    return " ".join(text.split())
