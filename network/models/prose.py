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
TAGS = BLOCKS | TABLES | {"strong", "em", "a", "br", "figure"}
ATTRIBUTES = {
    "figure": {"data-photo"},
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
# No picture: one that somebody pastes would be fetched from wherever it lies. A figure is an empty
# mark for a photo of the gallery (templatetags/figures.py); figures round anything else go.
FIGURE = re.compile(r'<figure data-photo="(\d+)"></figure>')
LARGEST_KEY = 2**63 - 1
UNBROKEN = {"a", "strong", "em", "h2", "h3", "h4"}  # a figure within goes after them
ANY_TAG = re.compile(r'<(/?)([a-z0-9]+)(?: data-photo="(\d+)")?[^>]*>')
TYPED_FIGURE = re.compile(r"(<figure\s[^<>]*>\s*</figure\s*>)", re.IGNORECASE)
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
    if name == "data-photo":
        sensible = value.isascii() and value.isdigit() and len(value) < 20
        return str(int(value)) if sensible and 0 < int(value) <= LARGEST_KEY else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="nofollow noopener ugc",
)


def sanitised(text, *, figures=False):
    """Safe HTML of what somebody wrote: HTML of the editor, or plain text without it.

    Without `figures` those go, too. Empty when there is neither a word nor a figure in it.
    """
    clean = CLEANER.clean(standard_tags(paragraphs_from_plain(text)))
    if "<figure" in clean:
        clean = _lone_figures(clean) if figures else re.sub(r"</?figure[^>]*>", "", clean)
    return clean if plain_text(clean) or FIGURE.search(clean) else ""


def _lone_figures(clean):
    """Each photo once, its figure empty and in no heading, link or mark; what was in it stands after it."""
    seen, kept, waiting, inside, at = set(), [], [], 0, 0
    for tag in ANY_TAG.finditer(clean):
        closes, name, photo = tag.groups()
        if name in UNBROKEN:
            inside += -1 if closes else 1
        if name == "figure":
            kept.append(clean[at : tag.start()])
            at = tag.end()
            if photo and photo not in seen:
                seen.add(photo)
                waiting.append(f'<figure data-photo="{photo}"></figure>')
        elif waiting and not inside:
            kept.append(clean[at : tag.end()])
            at = tag.end()
        if waiting and not inside:
            kept += waiting
            waiting = []
    return "".join([*kept, clean[at:], *waiting])


def paragraphs_from_plain(text):
    """Plain text (no JavaScript, no editor) becomes paragraphs, figures stay; so does HTML."""
    parts = TYPED_FIGURE.split(text)  # every second one is a figure
    if any(OURS.search(part) for part in parts[::2]):
        return text
    return "".join(
        part if number % 2 else linebreaks(part.strip(), autoescape=True)
        for number, part in enumerate(parts)
        if part.strip()
    )


def standard_tags(text):
    """<b>, <i> and other headings, which the allow-list would drop, become those that we keep."""
    return SAME_MEANING.sub(lambda tag: f"<{tag[1]}{STANDARD[tag[2].lower()]}", text)


def placed_photos(prose):
    """The numbers of the photos that stand in sanitised HTML."""
    return {int(number) for number in FIGURE.findall(prose)}


def plain_text(prose):
    """The words of sanitised HTML, blocks apart by a space."""
    return " ".join(
        html.unescape(strip_tags(re.sub(r"<(?!/?(a|em|strong)\b)", " <", prose))).split()
    )


class ProseWidget(forms.Textarea):
    """A textarea that becomes an editor where there is JavaScript.

    `levels` of its two headings; `figures`, which its field says: whether photos of the gallery
    can stand in it.
    """

    template_name = "components/form/prose.html"

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [forms.Script("js/editor.js", type="module")]

    figures = False

    def __init__(self, attrs=None, levels=(2, 3)):
        super().__init__({"rows": 6} | (attrs or {}))
        self.levels = levels

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        # With this attribute browsers cut off what is pasted, and say nothing.
        longest = context["widget"]["attrs"].pop("maxlength", LONGEST)
        return context | {
            "widget": context["widget"]
            | {"levels": self.levels, "figures": self.figures, "longest": longest}
        }


class ProseField(models.TextField):
    """Sanitised HTML, stored as it is shown; empty when nothing was written.

    `levels` are the two levels of heading that the editor offers; what is stored may have any
    from 2 to 4. With `figures` it is shown through the filter `with_figures`.
    """

    def __init__(self, *args, levels=(2, 3), figures=False, **kwargs):
        self.levels, self.figures = levels, figures
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return sanitised(super().clean(value, model_instance), figures=self.figures)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs):
        widget = kwargs.get("widget")
        if not isinstance(widget, ProseWidget):
            # The admin asks for a textarea of its own.
            widget = ProseWidget(levels=self.levels)
        widget.figures = self.figures
        return super().formfield(**kwargs | {"widget": widget})
