"""Rich text as people write it: one allow-list for the editor and for what is stored."""

import html
import re

import nh3
from django import forms
from django.db import models
from django.utils.html import linebreaks, strip_tags

LONGEST = 200_000
WIDEST = 20  # columns or rows that one cell of a table may span
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = BLOCKS | TABLES | {"strong", "em", "a", "br"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
# No picture: one that somebody pastes would be fetched from wherever it lies.
STANDARD = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
SAME_MEANING = re.compile(rf"<(/?)({'|'.join(STANDARD)})(?=[\s>])", re.IGNORECASE)
OURS = re.compile(
    rf"</?({'|'.join(sorted(TAGS | STANDARD.keys()))}|div|span)(\s[^<>]*)?/?>", re.IGNORECASE
)


def _attribute(tag, name, value):
    """The value of an allowed attribute, or None to leave it out."""
    if name in ("colspan", "rowspan", "start"):
        sensible = value.isascii() and value.isdigit() and len(value) < 5
        if not sensible or (name != "start" and int(value) > WIDEST):
            return None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="nofollow noopener ugc",
)


def sanitised(text):
    """Safe HTML of what somebody wrote: HTML of the editor, or plain text without it.

    Empty when there is no word in it.
    """
    clean = CLEANER.clean(standard_tags(paragraphs_from_plain(text)))
    return clean if plain_text(clean) else ""


def paragraphs_from_plain(text):
    """Plain text (no JavaScript, no editor) becomes paragraphs; HTML stays as it is."""
    return text if OURS.search(text) else linebreaks(text, autoescape=True) if text.strip() else ""


def standard_tags(text):
    """<b>, <i> and other headings, which the allow-list would drop, become those that we keep."""
    return SAME_MEANING.sub(lambda tag: f"<{tag[1]}{STANDARD[tag[2].lower()]}", text)


def plain_text(prose):
    """The words of sanitised HTML, blocks apart by a space."""
    return " ".join(
        html.unescape(strip_tags(re.sub(r"<(?!/?(a|em|strong)\b)", " <", prose))).split()
    )


class ProseWidget(forms.Textarea):
    """A textarea that becomes an editor where there is JavaScript; `levels` of its two headings."""

    template_name = "components/form/prose.html"

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [forms.Script("js/editor.js", type="module")]

    def __init__(self, attrs=None, levels=(2, 3)):
        super().__init__({"rows": 6} | (attrs or {}))
        self.levels = levels

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["levels"] = self.levels
        return context


class ProseField(models.TextField):
    """Sanitised HTML, stored as it is shown; empty when nothing was written.

    `levels` are the two levels of heading that the editor offers; what is stored may have any
    from 2 to 4.
    """

    def __init__(self, *args, levels=(2, 3), **kwargs):
        self.levels = levels
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return sanitised(super().clean(value, model_instance))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs):
        widget = kwargs.get("widget")
        if not isinstance(widget, ProseWidget):
            # The admin asks for a textarea of its own.
            widget = ProseWidget(levels=self.levels)
        return super().formfield(**kwargs | {"widget": widget})
