"""What a search finds: how much of each kind, and the best of it with the words marked.

What is ranked and counted is bounded, so that a common word among a million costs what it
costs among a thousand: the newest MOST matches are ranked, and each count stops there.
"""

import re

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, TextField, Value
from django.db.models.functions import Concat, Left
from django.utils.html import escape
from django.utils.safestring import mark_safe

from .models import Contribution, Person
from .models.searching import START, STOP, headline, unjoined, words_query

MOST = 1000
LONGEST_READ = 60_000  # letters of one contribution in which a snippet is looked for
SNIPPET = {"max_words": 32, "min_words": 14, "max_fragments": 2, "fragment_delimiter": " … "}


def counts_by_kind(matches):
    """How many there are of each kind, among the newest MOST + 1 at most."""
    newest = matches.newest_first()[: MOST + 1].values("pk")
    counted = Contribution.objects.filter(pk__in=newest).order_by().values_list("kind")
    return dict(counted.annotate(count=Count("pk")))


def ranked(matches, words):
    """The newest MOST of `matches`, the best first, for cards, with `marked_title` and `snippet`."""
    newest = matches.newest_first()[:MOST].values("pk")
    said = Concat(Left("searchable", LONGEST_READ), Value("\n"), "names", output_field=TextField())
    return (
        Contribution.objects.filter(pk__in=newest)
        .annotate(
            rank=SearchRank(F("search"), words_query(words), normalization=Value(1)),
            title_headline=headline(F("title"), words, highlight_all=True),
            headline=headline(said, words, **SNIPPET),
        )
        .order_by("-rank", "-published_at", "-pk")
        .for_cards()
    )


def marked(text):
    """A headline as safe HTML: escaped first, then its words in <mark>."""
    safe = escape(unjoined(text)).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(safe)  # escaped above


def people_found(words, member):
    """People whom this reader may find, by the plain words of a search."""
    plain = plain_words(words)
    if not plain:
        return Person.objects.none()
    return Person.objects.listed_for(member).found_by(plain, member).for_page()


def plain_words(words):
    """The words of a search without its signs: no quotation marks, no "or", nothing excluded."""
    words = re.sub(r"(?<!\S)-\S*", " ", words)
    return " ".join(word for word in re.findall(r"[\w'’-]+", words) if word.lower() != "or")
