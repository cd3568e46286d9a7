"""What a search finds: how much of each kind, topic, place and year, and the best of it with the words marked.

What is ranked and counted is bounded, so that a common word among a million costs what it
costs among a thousand: each count stops at the newest MOST matches. These are put in order by how
well their titles and names say the words, and the first BEST of them by all that they say.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Left, Replace
from django.utils.html import escape
from django.utils.safestring import mark_safe

from .models import Contribution, Passage, Person, SearchEntry, Topic
from .models.plans import CALLED_OFF
from .models.searching import START, STOP, ReadQuery, headline, read_words, unjoined
from .models.spellings import as_signs

MOST = 1000
BEST = 200  # read whole, to be put in order
MOST_TOPICS = 40  # offered beside what was found
LONGEST_READ = 60_000  # letters of one contribution in which a snippet is looked for
SNIPPET = {"max_words": 32, "min_words": 14, "max_fragments": 2, "fragment_delimiter": " … "}
PASSAGE = ("sort", "number", "heading", "text", "anchor", "said_by", "published_at")
PLACE = [f"contribution__{name}" for name in ("kind", "slug", "title", "credit", "dated", "place")]


@dataclass(frozen=True)
class Findings:
    """The newest that a search finds, MOST + 1 at most, as `facets` of a SearchEntryQuerySet has them."""

    query: ReadQuery | None  # None for a search without words
    rows: list

    @classmethod
    def of(cls, words, entries):
        """Those of `entries` (of a SearchEntryQuerySet) that say the words; one query more."""
        return cls.reading(read(words), entries) if words else cls.reading(None, entries)

    @classmethod
    def reading(cls, query, entries):
        if query is NOTHING:
            return cls(query, [])
        found = entries if query is None else entries.matching(query)
        return cls(query, found.facets(query).newest(MOST + 1))

    @property
    def are_all(self):
        """Whether there are no more than these."""
        return len(self.rows) <= MOST

    @property
    def newest(self):
        """Their keys, the newest first."""
        return [row.pk for row in self.rows[:MOST]]

    @property
    def best(self):
        """Their keys, the best first; one query."""
        if self.query is None:
            return self.newest
        likeliest = sorted(self.rows[:MOST], key=lambda row: -row.said)  # else the newest first
        keys = [row.pk for row in likeliest]
        return SearchEntry.objects.best_of(keys[:BEST], self.query) + keys[BEST:]

    def counts(self, facet):
        """How many there are of each kind, sector, region or year; too few when they are not all."""
        return Counter(getattr(row, facet) for row in self.rows)

    def of_kind(self, kind):
        return Findings(self.query, [row for row in self.rows if row.kind == kind])

    def topics(self):
        """(slug, name, how many) of the topics most of them stand under; one query."""
        times = Counter(key for row in self.rows[:MOST] for key in row.topics)
        most = dict(times.most_common(MOST_TOPICS))
        named = Topic.objects.filter(pk__in=most).values_list("pk", "slug", "name")
        topics = [(slug, name, most[key]) for key, slug, name in named]
        return sorted(topics, key=lambda topic: (-topic[2], topic[0]))

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

    def shown(self, keys):
        """These contributions for cards, with `title_headline` and `headline` where words were said."""
        found = Contribution.objects.for_cards().annotate(called_off=CALLED_OFF)
        if self.query is not None:
            names = Replace("names", Value("\n"), Value(" · "), output_field=TextField())
            said = Concat(
                Left("searchable", LONGEST_READ), Value("\n"), names, output_field=TextField()
            )
            found = found.annotate(
                title_headline=headline(F("title"), self.query, highlight_all=True),
                headline=headline(said, self.query, **SNIPPET),
                beginning=Left("searchable", 20),
            )
        return in_order(found, keys)


@dataclass(frozen=True)
class FoundPassages:
    """The newest parts of contributions that a search finds, MOST + 1 at most.

    `rows` are tuples of their key and how well they say the words.
    """

    query: ReadQuery
    rows: list

    @classmethod
    def reading(cls, query, passages):
        if query is NOTHING:
            return cls(query, [])
        return cls(query, passages.matching(query).ranked(query).newest(MOST + 1))

    @property
    def newest(self):
        """Their keys, the newest first."""
        return [key for key, _ in self.rows[:MOST]]

    @property
    def best(self):
        """Their keys, the best first."""
        return [key for key, _ in sorted(self.rows[:MOST], key=lambda row: -row[1])]

    def facets(self):
        """Findings with a row for each of these, to count what would narrow them; one query."""
        keys = [key for key, _ in self.rows]
        entries = SearchEntry.objects.filter(contribution__passages__in=keys)
        return Findings(self.query, list(entries.facets()))

    def shown(self, keys):
        """These, each with its contribution, `title_headline` and `headline`."""
        said = Left("text", LONGEST_READ)
        found = (
            Passage.objects.select_related("contribution")
            .only(*PASSAGE, *PLACE)
            .annotate(
                title_headline=headline(F("heading"), self.query, highlight_all=True),
                headline=headline(said, self.query, **SNIPPET),
                beginning=Left("text", 20),
            )
        )
        return in_order(found, keys)


def in_order(rows, keys):
    """The rows of a QuerySet with these keys, in the order of the keys; one query."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


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
    words = re.sub(r'(?<!\S)-("[^"]*"|\S*)', " ", as_signs(words))
    return " ".join(word for word in re.findall(r"[\w'’-]+", words) if word.lower() != "or")
