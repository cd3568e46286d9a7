"""What differs between two texts, in words: blocks (paragraphs) first, then words within them.

A piece is (state, words) with the state SAME, ADDED, REMOVED or SKIPPED; a block is a list of
pieces.
"""

import re
from difflib import SequenceMatcher
from html.parser import HTMLParser

SAME, ADDED, REMOVED, SKIPPED = "same", "added", "removed", "skipped"
# Beyond these a text is shown as it was and as it is: what is compared word by word is bounded.
MOST_BLOCKS = 1_500
MOST_WORDS = 2_500
ALIKE = 0.4  # the share of words that two paragraphs must have in common to be one, changed
AROUND = 1  # unchanged paragraphs shown on either side of a changed one
WORDS = re.compile(r"\S+\s*")


def blocks_between(before, after):
    """Blocks of pieces that tell how a list of paragraphs became another."""
    if max(len(before), len(after)) > MOST_BLOCKS:
        return [*_whole(REMOVED, before), *_whole(ADDED, after)]
    found = []
    for what, i, i_end, j, j_end in _matched(before, after):
        if what == "equal":
            found += _whole(SAME, before[i:i_end])
            continue
        alike = min(i_end - i, j_end - j)
        for old, new in zip(before[i : i + alike], after[j : j + alike], strict=True):
            found += _between(old, new)
        found += _whole(REMOVED, before[i + alike : i_end])
        found += _whole(ADDED, after[j + alike : j_end])
    return found


def shortened(blocks):
    """Without the paragraphs that are far from any change: [(SKIPPED, how many)] stands there."""
    changed = [n for n, block in enumerate(blocks) if any(state != SAME for state, _ in block)]
    near = {n + step for n in changed for step in range(-AROUND, AROUND + 1)}
    found, skipped = [], 0
    for number, block in enumerate(blocks):
        if number not in near:
            skipped += 1
            continue
        if skipped:
            found.append([(SKIPPED, skipped)])
        skipped = 0
        found.append(block)
    return [*found, [(SKIPPED, skipped)]] if skipped else found


def _matched(before, after):
    return SequenceMatcher(None, before, after).get_opcodes()


def _whole(state, blocks):
    return [[(state, block)] for block in blocks]


def _between(old, new):
    """One paragraph that became another: its words side by side, or both one after the other."""
    words = WORDS.findall(old), WORDS.findall(new)
    if max(map(len, words)) <= MOST_WORDS:
        matcher = SequenceMatcher(None, *([word.strip() for word in each] for each in words))
        if matcher.ratio() >= ALIKE:
            return [list(_pieces(matcher.get_opcodes(), *words))]
    return [[(REMOVED, old)], [(ADDED, new)]]


def _pieces(steps, old, new):
    for what, i, i_end, j, j_end in steps:
        if what == "equal":
            yield SAME, "".join(new[j:j_end])
            continue
        for state, words in ((REMOVED, old[i:i_end]), (ADDED, new[j:j_end])):
            if words:
                yield state, "".join(words).rstrip()
                yield SAME, " "


def paragraphs(prose):
    """The paragraphs of sanitised HTML as plain text; list items begin with "•", links end with
    their address."""
    reader = _Paragraphs()
    reader.feed(prose)
    reader.close()
    return reader.finished()


class _Paragraphs(HTMLParser):
    BREAKS = {"p", "h2", "h3", "h4", "li", "blockquote", "tr", "hr", "table", "ul", "ol"}

    def __init__(self):
        super().__init__()
        self.found, self.text, self.address = [], "", ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in self.BREAKS:
            self._break()
        if tag == "li":
            self.text = "• "
        elif tag in ("td", "th") and self.text:
            self.text += " | "
        elif tag == "br":
            self.text += " "
        elif tag == "a":
            self.address = given.get("href") or ""
        elif tag == "figure":
            self._break()
            self.text = f"[Photo {given.get('data-photo', '')}]"
            self._break()

    def handle_endtag(self, tag):
        if tag == "a" and self.address:
            self.text += f" ({self.address})"
            self.address = ""
        elif tag in self.BREAKS:
            self._break()

    def handle_data(self, data):
        self.text += data

    def _break(self):
        text = " ".join(self.text.split())
        if text == "•":
            self.text = "• "  # the paragraph of a list item is still to come
            return
        if text:
            self.found.append(text)
        self.text = ""

    def finished(self):
        self._break()
        return self.found
