"""Rich text as people write it: one allow-list for the editor and for what is stored."""

import html
import re

from django.utils.html import linebreaks, strip_tags
from django_prose_editor.fields import ProseEditorField, create_sanitizer

LONGEST = 200_000
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Image": True,
    "Caption": True,
}
SAME_MEANING = re.compile(r"<(/?)(b|i|h1)(?=[\s>])", re.IGNORECASE)
STANDARD = {"b": "strong", "i": "em", "h1": "h2"}
TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)


def paragraphs_from_plain(text):
    """Plain text (no JavaScript, no editor) becomes paragraphs; HTML stays as it is."""
    return text if TAG.search(text) else linebreaks(text, autoescape=True) if text.strip() else ""


def standard_tags(text):
    """<b>, <i> and <h1>, which the allow-list would drop, become strong, em and h2."""
    return SAME_MEANING.sub(lambda tag: f"<{tag[1]}{STANDARD[tag[2].lower()]}", text)


def plain_text(prose):
    """The words of sanitised HTML, blocks apart by a space."""
    return " ".join(
        html.unescape(strip_tags(re.sub(r"<(?!/?(a|em|strong)\b)", " <", prose))).split()
    )


class ProseField(ProseEditorField):
    """Sanitised HTML, stored as it is shown; empty when nothing was written."""

    def __init__(self, *args, **kwargs):
        kwargs |= {
            "config": {"extensions": EXTENSIONS},
            # Applied from the last to the first.
            "sanitize": [create_sanitizer, standard_tags, paragraphs_from_plain],
        }
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)
