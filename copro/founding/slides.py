"""What was shown, as a PDF of ours: a page of it says who shows it, and what."""

from django.core.files.base import ContentFile

from network.file_formats import PDF
from network.models import Download

from .pdf import pdf


def keep_slides(event, block):
    """The file of an event with this title, made once: lines of a block are "# a heading" or a paragraph."""
    there = event.downloads.filter(title=block["title"]).first()
    if there:
        return there
    content = pdf(block["title"], list(told(block)))
    file = Download(
        contribution=event,
        title=block["title"],
        file_name=f"{block['file_name']}.pdf",
        content_type=PDF.content_type,
        size=len(content),
    )
    file.file.save(file.file_name, ContentFile(content))
    return file


def told(block):
    """What stands on it, as ("h1" | "h2" | "p", text) in reading order."""
    yield "h1", block["title"]
    for line in block["lines"]:
        yield ("h2", line[2:]) if line.startswith("# ") else ("p", line)
