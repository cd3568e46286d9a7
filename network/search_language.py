"""What may be typed into the search box beside words: kind:report, author:"Anna Schmidt", year:2010..2014.

Phrases in quotation marks, -without and or are PostgreSQL's own (websearch_to_tsquery).
"""

import re

from django.utils.text import slugify

NAMES = {
    "kind": "kind",
    "author": "author",
    "by": "author",
    "topic": "topic",
    "region": "region",
    "sector": "sector",
    "year": "year",
}
SAID = re.compile(rf'(?<!\S)({"|".join(NAMES)}):(?:"([^"]*)"|“([^”]*)”|(\S+))', re.IGNORECASE)

WITHOUT = re.compile(rf'(?<!\S)-(?:{"|".join(NAMES)}):(?:"[^"]*"|“[^”]*”|\S+)', re.IGNORECASE)


def understood(typed):
    """(the words that are left, {filter: what was said of it}); of two of one name the last counts."""
    typed = WITHOUT.sub(" ", typed)
    said = {
        NAMES[name.lower()]: quoted or curly or word
        for name, quoted, curly, word in SAID.findall(typed)
        if quoted or curly or word
    }
    return " ".join(SAID.sub(" ", typed).split()), said


def not_understood(words):
    """What of these words would leave out by a filter ("-kind:report"): only words can be left out."""
    return WITHOUT.findall(words)


def chosen_by(said, choices):
    """The key of the one of `choices` (pairs of key and words) that somebody means, else what they said.

    A key or its words in any capitals and with any joints ("north west"), or how just one of them
    begins ("mental").
    """
    wanted = slugify(said)
    spelled = [
        (key, form) for key, words in choices if key for form in (slugify(key), slugify(words))
    ]
    exact = {key for key, form in spelled if form in (wanted, f"{wanted}s") or f"{form}s" == wanted}
    begun = {key for key, form in spelled if wanted and form.startswith(wanted)}
    for found in (exact, begun):
        if len(found) == 1:
            return found.pop()
    return said
