"""The one search index: how words are read, in the column and in the question alike."""

import re
import unicodedata

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchQueryField,
    SearchVector,
)
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast

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


def headline(text, words, **options):
    """`text` (an expression) where it has the words, each between START and STOP; see `unjoined`."""
    for joint, letters in JOINTS.items():
        pattern, joined = Value(rf"\m(co){joint}(?=produc)"), Value(rf"\1{letters}")
        text = Func(text, pattern, joined, Value("gi"), function="regexp_replace")
    every = Cast(Value(" | ".join(STEMS)), SearchQueryField())
    query = Func(
        words_query(words),
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
