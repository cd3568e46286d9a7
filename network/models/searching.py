"""The one search index: how words are read, in the column and in the question alike."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Value

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


def weighted(column, weight):
    return SearchVector(OneSpelling(column), config=CONFIGURATION, weight=weight)


def words_query(words):
    """A tsquery of what somebody typed, in the syntax of a web search ("phrase", -without, or)."""
    return SearchQuery(OneSpelling(Value(words)), config=CONFIGURATION, search_type="websearch")


class Folded(Func):
    """Text in small letters without accents ("siân" is "sian"); an index may hold it."""

    template = r"regexp_replace(normalize(lower(%(expressions)s), NFKD), '[\u0300-\u036f]', '', 'g')"
    output_field = models.TextField()


def folded(text):
    """What Folded makes of the same text."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.lower()))
