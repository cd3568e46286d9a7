"""How a text is built: its blocks and its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Outline:
    """`blocks` are (tag, text, whether all of it is bold), `links` (words, address), in order."""

    blocks: list = field(default_factory=list)
    links: list = field(default_factory=list)


def outline_of(prose):
    """The Outline of sanitised HTML."""
    reader = _Reader()
    reader.feed(prose)
    reader.close()
    reader.end()
    return reader.outline


class _Reader(HTMLParser):
    BLOCKS = {"p", "h2", "h3", "h4", "li", "td", "th"}

    def __init__(self):
        super().__init__()
        self.outline = Outline()
        self.tag, self.text, self.plain = "p", "", ""
        self.is_strong, self.link = False, None

    def handle_starttag(self, tag, attributes):
        if tag in self.BLOCKS:
            self.end()
            self.tag = tag
        elif tag == "strong":
            self.is_strong = True
        elif tag == "a":
            self.link = ["", dict(attributes).get("href") or ""]
        elif tag == "br":
            self.text += " "

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.end()
        elif tag == "strong":
            self.is_strong = False
        elif tag == "a" and self.link:
            self.outline.links.append(tuple(self.link))
            self.link = None

    def handle_data(self, data):
        self.text += data
        if not self.is_strong:
            self.plain += data
        if self.link:
            self.link[0] += data

    def end(self):
        """What was read since the last block is one, if there is a word in it."""
        text = " ".join(self.text.split())
        if text:
            self.outline.blocks.append((self.tag, text, not self.plain.strip()))
        self.tag, self.text, self.plain = "p", "", ""
