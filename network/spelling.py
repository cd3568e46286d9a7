"""Another spelling for a search that found nothing: the nearest words that the site has."""

import difflib

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from .findings import plain_words
from .models import Contribution, Person, Topic
from .models.searching import Folded, folded

MOST_WORDS = 6
MOST_NEAR = 30
ALIKE = "0.45"  # pg_trgm's word similarity; its own 0.6 does not forgive one letter in eight
NEAR_ENOUGH = 0.75  # difflib's ratio


def suggestion(words, member):
    """The search with each unknown word as the site spells it, or "" when nothing is near."""
    asked = [folded(word) for word in plain_words(words).split()[:MOST_WORDS]]
    known = {}
    for phrase in phrases_near(asked, member) if asked else []:
        terms = phrase.split()
        pairs = [f"{one} {two}" for one, two in zip(terms, terms[1:], strict=False)]
        known |= {folded(term).replace(" ", ""): term.lower() for term in [*pairs, *terms]}
    spelled = [nearest(word, known) for word in asked]
    return " ".join(spelled) if [folded(word) for word in spelled] != asked else ""


def nearest(word, known):
    close = difflib.get_close_matches(word, known, n=1, cutoff=NEAR_ENOUGH)
    return known[close[0]] if close else word


@transaction.atomic
def phrases_near(asked, member):
    """Topics, titles and names that have a word like one of those asked for: by trigram index."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {ALIKE}")
    topics = Topic.objects.in_use().annotate(phrase=F("name"))
    titles = Contribution.objects.published().annotate(phrase=F("title"))
    people = Person.objects.listed_for(member).annotate(phrase=Folded("name"))
    rows = near(topics, asked).union(near(titles, asked), near(people, asked))
    return [phrase for phrase, likeness in rows.order_by("likeness")]  # the nearest says it last


def near(phrases, asked):
    alike = Q()
    for word in asked:
        alike |= Q(phrase__trigram_word_similar=word)
    # Greatest wants two expressions at least.
    likeness = Greatest(Value(0.0), *(TrigramWordSimilarity(word, "phrase") for word in asked))
    best = phrases.filter(alike).annotate(likeness=likeness).order_by("-likeness")
    return best.values_list("phrase", "likeness")[:MOST_NEAR]
