"""What a writer may want to look at again, in plain words. It never keeps anybody from anything.

`advice_on(form)` looks at a ContributionForm as it stands, bound or not, and at its rows.
"""

import re
from dataclasses import dataclass

from django import forms

from .models import Outcome, Photo, Video
from .models.prose import ProseWidget, sanitised
from .outline import outline_of

LONG_SENTENCE = 35  # words
LONG_SUMMARY = 45
LONG_TITLE = 110  # letters
MOST_ON_A_FIELD = 4
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")
EMPTY_LINKS = {
    *("here", "click here", "click", "this", "this link", "link", "this page", "page", "more"),
    *("read more", "see more", "find out more", "more information", "website", "this website"),
}
BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+\Z", re.IGNORECASE)
SHOUTED = re.compile(r"\b[A-Z]{4,}(?:['’\s-]+[A-Z]{2,})+\b|\b[A-Z]{8,}\b")
FIGURE = re.compile(
    r"[£$€]\s?\d|\d\s?(?:%|per cent|percent)|\b\d[\d,.]*\d\b|\b\d+ (?:in|out of) \d"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SOURCE = re.compile(
    r"source|according to|as counted|we counted|who counted|\b(?:accounts?|records?|survey|evaluation|"
    r"reports?|register|log|rota|census|figures|minutes|audit|study|diary|spreadsheet)\b",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|heic|gif|avif)\Z|(?:IMG|DSC|PXL)[_-]?\d+", re.I)
NAMED_PICTURE = re.compile(r"(?:an? |the )?(?:image|picture|photo|photograph|graphic) of\b", re.I)
NEEDS_SOURCE = {"costs", "what_changed"}


@dataclass(frozen=True)
class Advice:
    """`field` is the id of a control, `label` its label; `what` was seen, and how to `mend` it."""

    field: str
    label: str
    what: str
    mend: str


def advice_on(form):
    """Everything worth another look on a writing page, in the order of its fields.

    Each field has its own as `advice` from then on, for the template that shows it.
    """
    rows = [row for part in form.parts.values() for row in getattr(part, "forms", [part])]
    found = []
    for each in [form, *(row for row in rows if not _is_removed(row))]:
        for name, field in each.fields.items():
            field.advice = list(_on_field(name, each))
            found += field.advice
    return found


def _is_removed(row):
    return any(name in row.fields and row[name].value() for name in ("DELETE", "remove"))


def _on_field(name, form):
    bound = form[name]
    own = getattr(form, "advice_on", _nothing)(name)  # what a kind of form knows itself
    for what, mend in [*own, *_on_value(name, bound), *_on_row(name, form)][:MOST_ON_A_FIELD]:
        yield Advice(bound.id_for_label, str(bound.label), what, mend)


def _nothing(name):
    return ()


def _on_value(name, bound):
    """(what, mend) for each thing in the value of one field."""
    widget, value = bound.field.widget, bound.value()
    if not isinstance(value, str) or not value.strip() or bound.is_hidden:
        return
    if isinstance(widget, ProseWidget):
        outline = outline_of(sanitised(value, figures=True))
        yield from _links(outline.links)
        yield from _headings(outline.blocks, widget.levels)
        words = [text for _tag, text, _bold in outline.blocks]
        has_link = bool(outline.links)
    elif isinstance(widget, forms.Textarea) or name in ("title", "summary"):
        words, has_link = value.splitlines(), False
    else:
        return
    if name == "title":
        yield from _title(value.strip())
    elif name == "summary":
        yield from _summary(value)
    else:
        yield from _sentences(words)
    yield from _capitals(words)
    if name in NEEDS_SOURCE:
        yield from _source(" ".join(words), has_link)


def _title(title):
    if len(title) > LONG_TITLE:
        yield (
            "This is a long title.",
            "Say what it is in about ten words; the rest can go into the summary.",
        )
    if title.endswith(".") and not title.endswith(".."):
        yield "The title ends with a full stop.", "Titles read better without one."


def _summary(text):
    if len(text.split()) > LONG_SUMMARY or len(SENTENCE_END.split(text.strip())) > 2:
        yield (
            "This is longer than lists and search can show well.",
            "Keep one or two sentences: what people did, and what came of it.",
        )


def _sentences(paragraphs):
    for paragraph in paragraphs:
        for sentence in SENTENCE_END.split(paragraph):
            count = len(sentence.split())
            if count > LONG_SENTENCE:
                yield (
                    f"This sentence has {count} words: “{_beginning(sentence)}”",
                    "Could it be two? Most people read on more easily below 25 words.",
                )


def _capitals(paragraphs):
    for shouted in SHOUTED.findall(" ".join(paragraphs))[:1]:
        yield (
            f"“{_beginning(shouted)}” is written in capitals.",
            "Small letters are easier to read, and screen readers may spell capitals out. "
            "Bold is enough to stress something.",
        )


def _source(text, has_link):
    figure = FIGURE.search(YEAR.sub("", text))
    if figure and not has_link and not SOURCE.search(text):
        yield (
            "There is a number here, and nothing says where it comes from.",
            "Add a few words, such as “Source: our accounts for 2024” or “we counted for a month”.",
        )


def _links(links):
    for text, address in links:
        words = " ".join(text.split()).strip(" .:›»→").lower()
        if not words:
            yield "A link has no words.", "Write what it leads to, or take the link away."
        elif words in EMPTY_LINKS:
            yield (
                f"The link “{_beginning(text)}” does not say where it leads.",
                "Name what is there: some people hear only a list of the links of a page.",
            )
        elif BARE_ADDRESS.match(words) or words == address.lower():
            yield (
                f"A link shows its bare address: “{_beginning(text)}”",
                "Write the name of the page, and make that the link.",
            )


def _headings(blocks, levels):
    before = levels[0] - 1
    for tag, text, is_bold in blocks:
        if tag in ("h2", "h3", "h4"):
            level = int(tag[1])
            if level > max(before, levels[0] - 1) + 1:
                yield (
                    f"The heading “{_beginning(text)}” skips a size.",
                    "Use the larger heading first, then the smaller one below it.",
                )
            before = level
        elif tag == "p" and is_bold and len(text.split()) <= 10:
            yield (
                f"“{_beginning(text)}” looks like a heading, but is bold text.",
                "Make it a heading, so that people can jump to it.",
            )


def _on_row(name, row):
    """(what, mend) for a field that only the rest of its row explains."""
    model = getattr(getattr(row, "_meta", None), "model", None)
    check = ON_ROWS.get((model, name))
    return check(row) if check else ()


def _said(row, name):
    return str(row[name].value() or "").strip() if name in row.fields else ""


def _picture(row):
    words = _said(row, "alternative_text")
    is_there = row.instance.pk or _said(row, "upload")
    if not words:
        if is_there and not _said(row, "is_decorative"):
            yield (
                "Nobody has described this picture yet.",
                "Say what it shows for somebody who cannot see it, or that it needs no description.",
            )
    elif FILE_NAME.match(words):
        yield "This is the name of a file.", "Say what the picture shows."
    elif NAMED_PICTURE.match(words):
        yield (
            "Screen readers say already that it is a picture.",
            "Begin with what is in it: “Five people cook …”",
        )
    elif words == _said(row, "caption"):
        yield (
            "The description says the same as the caption.",
            "Somebody who hears both hears it twice. Describe what can be seen.",
        )


def _outcome(row):
    figures = " ".join(_said(row, name) for name in ("what", "before", "after"))
    if re.search(r"\d", figures) and not _said(row, "source"):
        yield (
            "There is a number in this row, and no source.",
            "Say how you know, even if it is only “we counted”.",
        )


def _video(row):
    if _said(row, "address") and not _said(row, "transcript"):
        yield (
            "This video has no transcript yet.",
            "Write down what is said, so that everybody can follow it and search finds it.",
        )


ON_ROWS = {
    (Photo, "alternative_text"): _picture,
    (Outcome, "source"): _outcome,
    (Video, "transcript"): _video,
}


def _beginning(text):
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
