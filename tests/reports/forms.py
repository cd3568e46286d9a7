"""What an organiser sends from the writing page of a report."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.writing import rows


def pdf(name="report.pdf", content=b"%PDF-1.4\n..."):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def whole(**changes):
    """A report that can be published."""
    return {
        "title": "Right Here, Right Now",
        "dated": "July 2010",
        "summary": "What policy it takes.",
        "body": "<p>It is strong at the edge.</p>",
        "comments_open": "on",
    } | changes


def published_by(*names):
    return rows("partners", *({"name": name, "capacity": "publisher"} for name in names))
