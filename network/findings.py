"""What a search finds: how much of each kind, topic, place and year, and the best of it with the words marked.

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

from .models import Contribution, Filing, Passage, Person, SearchEntry
from .models.plans import CALLED_OFF
from .models.searching import START, STOP, ReadQuery, headline, read_words, unjoined

MOST = 1000
MOST_TOPICS = 40  # offered beside what was found
LONGEST_READ = 60_000  # letters of one contribution in which a snippet is looked for
SNIPPET = {"max_words": 32, "min_words": 14, "max_fragments": 2, "fragment_delimiter": " … "}
PLACE = [f"contribution__{name}" for name in ("kind", "slug", "title", "credit", "dated", "place")]
COLUMNS = {"kind": 1, "sector": 2, "region": 3, "year": 4}


@dataclass(frozen=True)
class Findings:
    """The newest that a search finds, MOST + 1 at most: `rows` of (key, kind, sector, region, year)."""

    query: ReadQuery | None  # None for a search without words
    rows: list

    @classmethod
    def of(cls, words, entries):
        """Those of `entries` (of a SearchEntryQuerySet) that say the words; two queries."""
        return cls.reading(read(words), entries) if words else cls.reading(None, entries)

    @classmethod
    def reading(cls, query, entries):
        if query is NOTHING:
            return cls(query, [])
        if query is None:
            return cls(query, list(entries.newest_first().facets()[: MOST + 1]))
        return cls(query, entries.matching(query).newest_facets(MOST + 1))

    @property
    def are_all(self):
        """Whether there are no more than these."""
        return len(self.rows) <= MOST

    @property
    def keys(self):
        return [row[0] for row in self.rows[:MOST]]

    def counts(self, facet):
        """How many there are of each kind, sector, region or year; too few when they are not all."""
        return Counter(row[COLUMNS[facet]] for row in self.rows)

    def of_kind(self, kind):
        return Findings(self.query, [row for row in self.rows if row[1] == kind])

    def topics(self):
        """(slug, name, how many) of the topics most of them stand under; one query."""
        filed = Filing.objects.filter(content_object__in=self.keys)
        topics = {}
        times = Counter(self.keys)
        for key, slug, name in filed.values_list("content_object", "tag__slug", "tag__name"):
            topics[slug, name] = topics.get((slug, name), 0) + times[key]
        most = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(slug, name, many) for (slug, name), many in most[:MOST_TOPICS]]

    def counted(self, facet, choices):
        """The choices of a filter that narrow these, each with how many it leaves."""
        plus = "" if self.are_all else "+"
        anything, *offered = choices
        if facet == "topic":
            counted = self.topics()
        elif facet == "year":
            years = sorted(filter(lambda pair: pair[0], self.counts("year").items()), reverse=True)
            counted = [(year, year, many) for year, many in years]
        else:
            found = self.counts(facet)
            counted = [(key, words, found[key]) for key, words in offered if found[key]]
        return [anything, *((key, f"{words} ({many}{plus})") for key, words, many in counted)]

    def best_first(self):
        """The contributions, the best first, for cards; see `shown`."""
        if self.query is None:
            return self.newest_first()
        rank = SearchRank(F("search_entry__search"), self.query, normalization=Value(1))
        return self.shown().annotate(rank=rank).order_by("-rank", "-published_at", "-pk")

    def newest_first(self):
        return self.shown().newest_first()

    def shown(self):
        """The contributions for cards, with `title_headline` and `headline` where words were said."""
        found = Contribution.objects.filter(pk__in=self.keys).for_cards()
        found = found.annotate(called_off=CALLED_OFF)
        if self.query is None:
            return found
        names = Replace("names", Value("\n"), Value(" · "), output_field=TextField())
        said = Concat(
            Left("searchable", LONGEST_READ), Value("\n"), names, output_field=TextField()
        )
        return found.annotate(
            title_headline=headline(F("title"), self.query, highlight_all=True),
            headline=headline(said, self.query, **SNIPPET),
            beginning=Left("searchable", 20),
        )


@dataclass(frozen=True)
class FoundPassages:
    """The newest parts of contributions that a search finds, MOST + 1 at most."""

    query: ReadQuery
    keys: list

    @classmethod
    def reading(cls, query, passages):
        if query is NOTHING:
            return cls(query, [])
        newest = passages.matching(query).newest_first()
        return cls(query, list(newest.values_list("pk", flat=True)[: MOST + 1]))

    def facets(self):
        """Findings with a row for each of these, to count what would narrow them; one query."""
        entries = SearchEntry.objects.filter(contribution__passages__in=self.keys)
        return Findings(self.query, list(entries.facets()))

    def shown(self):
        """Each with its contribution, `title_headline` and `headline`."""
        said = Left("text", LONGEST_READ)
        return (
            Passage.objects.filter(pk__in=self.keys[:MOST])
            .select_related("contribution")
            .only("sort", "heading", "text", "anchor", "published_at", *PLACE)
            .annotate(
                title_headline=headline(F("heading"), self.query, highlight_all=True),
                headline=headline(said, self.query, **SNIPPET),
                beginning=Left("text", 20),
            )
        )

    def best_first(self):
        rank = SearchRank(F("search"), self.query, normalization=Value(1))
        return self.shown().annotate(rank=rank).order_by("-rank", "-published_at", "-pk")

    def newest_first(self):
        return self.shown().newest_first()


NOTHING = ReadQuery("")  # what words say that are too common to be looked for


def read(words):
    """The words as a tsquery with its synonyms; one query."""
    text = read_words(words)
    return ReadQuery(text) if text else NOTHING


def snippet(row):
    """Why this row of `shown` was found, as safe HTML; dots where it begins in the middle."""
    plain = row.headline.replace(START, "").replace(STOP, "")
    dots = "" if unjoined(plain).startswith(row.beginning) else "… "
    return marked(f"{dots}{row.headline}")


def marked(text):
    """A headline as safe HTML: escaped first, then its words in <mark>."""
    safe = escape(unjoined(text)).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(safe)  # escaped above


def people_found(words, member):
    """People whom this reader may find, by the plain words of a search; nobody without words."""
    people = Person.objects.listed_for(member) if words else Person.objects.none()
    return people.found_by(plain_words(words), member).for_page()


def plain_words(words):
    """The words of a search without its signs; empty when it says only what to leave out."""
    words = re.sub(r'(?<!\S)-("[^"]*"|\S*)', " ", words)
    return " ".join(word for word in re.findall(r"[\w'’-]+", words) if word.lower() != "or")
