"""The one search index: how words are read, in the column and in the question alike."""

import re
import unicodedata

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchQueryField,
    SearchVector,
)
from django.db import connection, models
from django.db.models import Func, Value
from django.db.models.functions import Cast

from .spellings import as_signs, british, other_spellings, parted

CONFIGURATION = "copro"  # unaccent and English stems, made by the first migration
# "co-production", "coproducing", "co produced": one idea, one word.
SPELLINGS = r"\mco[-\u2010\u2011\u2013 ]?produc(e[sdr]?|ers|ing|tions?|tive(ly)?)\M"


class OneSpelling(Func):
    """Text in which every spelling and form of co-production is the word "coproduction"."""

    function = "regexp_replace"
    output_field = models.TextField()

    def __init__(self, text, **extra):
        # One expression when Django makes it anew from its parts, else the text alone.
        super().__init__(text, Value(SPELLINGS), Value("coproduction"), Value("gi"), **extra)


# A snippet shows each spelling as it was written. So that PostgreSQL reads "co-producing" as
# one word of which only the joint differs, letters stand for the joint while it chooses.
JOINTS = {"-": "qha", "\u2010": "qhb", "\u2011": "qhc", "\u2013": "qhd", " ": "qhe"}
STEMS = [f"co{joint}{stem}" for joint in ("", *JOINTS.values()) for stem in ("product", "produc")]
JOINED = re.compile(rf"(co)({'|'.join(JOINTS.values())})(?=produc)", re.IGNORECASE)
JOINT_OF = {letters: joint for joint, letters in JOINTS.items()}
START, STOP = "\x02", "\x03"


def weighted(column, weight):
    return SearchVector(OneSpelling(column), config=CONFIGURATION, weight=weight)


def words_query(words):
    """A tsquery of what somebody typed, in the syntax of a web search ("phrase", -without, or)."""
    return SearchQuery(OneSpelling(Value(words)), config=CONFIGURATION, search_type="websearch")


# What each synonym adds to a question: of "time bank" the words together and each anywhere.
# Words and phrases are targets of their own, as PostgreSQL keeps them in different trees.
REWRITES = f"""
    WITH pairs AS (
        SELECT regexp_replace(one, '{SPELLINGS}', 'coproduction', 'gi') AS one,
            regexp_replace(other, '{SPELLINGS}', 'coproduction', 'gi') AS other
        FROM (
            SELECT word AS one, means AS other FROM network_synonym
            UNION SELECT means, word FROM network_synonym
        ) AS both_ways
    ), said AS (
        SELECT plainto_tsquery('{CONFIGURATION}', one) AS target,
            phraseto_tsquery('{CONFIGURATION}', other) AS means FROM pairs
        UNION SELECT phraseto_tsquery('{CONFIGURATION}', one),
            phraseto_tsquery('{CONFIGURATION}', other) FROM pairs
    ), together AS (
        SELECT target, string_agg('(' || means::text || ')', ' | ')::tsquery AS means
        FROM said WHERE numnode(target) > 0 AND numnode(means) > 0 GROUP BY target
    )
    SELECT target, target || means FROM together ORDER BY numnode(target) DESC
"""  # noqa: S608 (nothing in it but our own constants)
READ = f"websearch_to_tsquery('{CONFIGURATION}', regexp_replace(%s, %s, 'coproduction', 'gi'))"
WORD = f"plainto_tsquery('{CONFIGURATION}', %s)"
WIDENED = f"ts_rewrite({{}}, {WORD}, {WORD} || {WORD})"


def read_words(words):
    """The tsquery of what somebody typed, with other spellings and synonyms, as text; "" when no word counts.

    One query. To be read once for a search and used as `ReadQuery`: what is found is planned by
    how common the words are, which PostgreSQL cannot tell of an expression.
    """
    words = as_signs(words)
    query, given = READ, [parted(british(words)), SPELLINGS]
    for word, other in other_spellings(words):
        query, given = WIDENED.format(query), [*given, word, word, other]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ts_rewrite({query}, %s)::text", [*given, REWRITES])
        return cursor.fetchone()[0]


class ReadQuery(SearchQuery):
    """A tsquery that `read_words` gave."""

    template = "%(expressions)s::tsquery"

    def __init__(self, text):
        super().__init__(Value(text))


def headline(text, query, **options):
    """`text` (an expression) where it has the words of a tsquery, each between START and STOP.

    To be read with `unjoined`.
    """
    for joint, letters in JOINTS.items():
        pattern, joined = Value(rf"\m(co){joint}(?=produc)"), Value(rf"\1{letters}")
        text = Func(text, pattern, joined, Value("gi"), function="regexp_replace")
    every = Cast(Value(" | ".join(STEMS)), SearchQueryField())
    query = Func(
        query,
        Cast(Value("coproduct"), SearchQueryField()),
        every,
        function="ts_rewrite",
        output_field=SearchQueryField(),
    )
    return SearchHeadline(
        text, query, config=CONFIGURATION, start_sel=START, stop_sel=STOP, **options
    )


def unjoined(text):
    """A headline with every joint as it was written."""
    return JOINED.sub(lambda match: match[1] + JOINT_OF[match[2].lower()], text)


class Folded(Func):
    """Text in small letters without accents ("siân" is "sian"); an index may hold it."""

    template = (
        r"regexp_replace(normalize(lower(%(expressions)s), NFKD), '[\u0300-\u036f]', '', 'g')"
    )
    output_field = models.TextField()


def folded(text):
    """What Folded makes of the same text."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.lower()))
