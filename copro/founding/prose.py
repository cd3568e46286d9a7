"""The few marks of our data files, turned into HTML or taken out.

A blank line ends a paragraph. "## " begins a heading, "- " and "1. " a list, "> " a quotation; *italic*, **bold** and
[words](address) stand in the line.
"""

import re

from django.utils.html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"\*(.+?)\*")
BULLET = re.compile(r"- ")
NUMBER = re.compile(r"\d+\. ")
OPENING = re.compile(r'(^|[\s(\[*])"')


def html_of(text):
    """A text of ours as HTML; empty when there is none."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join(_block(block.strip()) for block in blocks if block.strip())


def _block(block):
    lines = block.split("\n")
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    if all(line.startswith("> ") for line in lines):
        return f"<blockquote><p>{_inline(' '.join(line[2:] for line in lines))}</p></blockquote>"
    for mark, tag in ((BULLET, "ul"), (NUMBER, "ol")):
        if all(mark.match(line) for line in lines):
            items = "".join(f"<li><p>{_inline(mark.sub('', line, 1))}</p></li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def curled(text):
    """Quotation marks and apostrophes as they are printed; we write no single quotation marks."""
    return OPENING.sub(r"\1“", text).replace('"', "”").replace("'", "’")


def _inline(text):
    text = LINK.sub(r'<a href="\2">\1</a>', escape(curled(text)))
    return ITALIC.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", text))
