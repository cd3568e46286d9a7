"""Two texts beside each other, with the words that differ marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\w+(?:['’\u2010\u2011-]\w+)*|\s+|[^\w\s]")
ALIKE = str.maketrans("’\u2010\u2011", "'--")  # as one is printed and the other typed
MOST_WORDS = 2000  # of each; the rest is shown unmarked


@dataclass(frozen=True)
class Run:
    """Some words in a row, and whether only this text has them."""

    text: str
    differs: bool


def compared(one, other):
    """The runs of each of two texts: (those of `one`, those of `other`), together as they were.

    Words are compared without regard to capitals and to how apostrophes and hyphens are set; spaces
    and punctuation are never marked.
    """
    pieces = [WORD.findall(text)[: MOST_WORDS * 2] for text in (one, other)]
    places = [[n for n, piece in enumerate(each) if is_word(piece)] for each in pieces]
    words = [
        [each[n].casefold().translate(ALIKE) for n in spots]
        for each, spots in zip(pieces, places, strict=True)
    ]
    same = [set(), set()]
    for block in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
        same[0].update(places[0][block.a : block.a + block.size])
        same[1].update(places[1][block.b : block.b + block.size])
    texts = zip((one, other), pieces, places, same, strict=True)
    return tuple(_runs(*each) for each in texts)


def is_word(piece):
    return piece[0].isalnum() or piece[0] == "_"


def _runs(text, pieces, places, same):
    """Words that differ with what stands between them, and all the others."""
    differing = set(places) - same
    marked = [n in differing for n in range(len(pieces))]
    for before, after in zip(places, places[1:], strict=False):
        if before in differing and after in differing:
            marked[before:after] = [True] * (after - before)
    runs = []
    for piece, differs in zip(pieces, marked, strict=True):
        if runs and runs[-1].differs == differs:
            runs[-1] = Run(runs[-1].text + piece, differs)
        else:
            runs.append(Run(piece, differs))
    rest = text[sum(map(len, pieces)) :]
    return [*runs, Run(rest, False)] if rest else runs
