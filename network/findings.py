"""What a search finds: how much of each kind, and the best of it with the words marked.

What is ranked and counted is bounded, so that a common word among a million costs what it
costs among a thousand: the newest MOST matches are ranked, and each count stops there.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Left, Replace
from django.utils.html import escape
from django.utils.safestring import mark_safe

from .models import Contribution, Person
from .models.searching import START, STOP, headline, unjoined, words_query

MOST = 1000
LONGEST_READ = 60_000  # letters of one contribution in which a snippet is looked for
SNIPPET = {"max_words": 32, "min_words": 14, "max_fragments": 2, "fragment_delimiter": " … "}


@dataclass(frozen=True)
class Findings:
    """The newest matches of a search, MOST + 1 at most: their keys and kinds, in one query."""

    words: str
    kinds: dict  # the key of each contribution: its kind

    @classmethod
    def of(cls, words, contributions):
        newest = contributions.matching(words).newest_first()
        return cls(words, dict(newest.values_list("pk", "kind")[: MOST + 1]))

    @property
    def are_all(self):
        """Whether there are no more than these."""
        return len(self.kinds) <= MOST

    def counts(self):
        """How many there are of each kind; too few when they are not all."""
        return Counter(self.kinds.values())

    def of_kind(self, kind):
        kinds = {key: value for key, value in self.kinds.items() if value == kind}
        return Findings(self.words, kinds)

    def ranked(self):
        """The contributions, the best first, for cards, with `title_headline` and `headline`."""
        names = Replace("names", Value("\n"), Value(" · "), output_field=TextField())
        said = Concat(
            Left("searchable", LONGEST_READ), Value("\n"), names, output_field=TextField()
        )
        return (
            Contribution.objects.filter(pk__in=list(self.kinds)[:MOST])
            .annotate(
                rank=SearchRank(F("search"), words_query(self.words), normalization=Value(1)),
                title_headline=headline(F("title"), self.words, highlight_all=True),
                headline=headline(said, self.words, **SNIPPET),
                beginning=Left("searchable", 20),
            )
            .order_by("-rank", "-published_at", "-pk")
            .for_cards()
        )


def snippet(row):
    """Why this row of `ranked` was found, as safe HTML; dots where it begins in the middle."""
    plain = row.headline.replace(START, "").replace(STOP, "")
    dots = "" if unjoined(plain).startswith(row.beginning) else "… "
    return marked(f"{dots}{row.headline}")


def marked(text):
    """A headline as safe HTML: escaped first, then its words in <mark>."""
    safe = escape(unjoined(text)).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(safe)  # escaped above


def people_found(words, member):
    """People whom this reader may find, by the plain words of a search."""
    return Person.objects.listed_for(member).found_by(plain_words(words), member).for_page()


def plain_words(words):
    """The words of a search without its signs; empty when it says only what to leave out."""
    words = re.sub(r"(?<!\S)-\S*", " ", words)
    return " ".join(word for word in re.findall(r"[\w'’-]+", words) if word.lower() != "or")
