"""Another spelling for a search that found nothing: the nearest words that the site has."""

import difflib
from contextlib import contextmanager
from itertools import islice

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Greatest
from django.tasks import task

from .findings import plain_words
from .models import Contribution, Person, SearchEntry, Topic, WrittenWord
from .models.searching import Folded, folded, words_query

MOST_WORDS = 6
MOST_NEAR = 30
SHORT = 6  # letters, in which two that changed places leave no trigram alike
MOST_SWAPPED = 15
ALIKE = "0.45"  # pg_trgm's word similarity; its own 0.6 does not forgive one letter in eight
NEAR_ENOUGH = 0.75  # difflib's ratio
PATIENCE = 150  # milliseconds, after which the page goes without help
LIMITS = """
    SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),
        set_config('statement_timeout', %s::text, true)
"""


def suggestion(words, member):
    """The search with each unknown word as the site spells it, and without those that are like nothing
    there; "" when that is no better. And those among several words that are known."""
    asked = [folded(word) for word in plain_words(words).split()[:MOST_WORDS]]
    found = found_alone([*asked, *swapped(asked)])
    unknown = [word for word in asked if word not in found]
    known = {word: word for word in found.difference(asked)}
    known |= known_near(unknown, member) if unknown else {}
    near = {word: nearest(word, known) for word in unknown}
    spelled = [near.get(word, word) for word in asked]
    is_better = any(other and folded(other) != word for word, other in near.items())
    apart = [word for word in asked if word in found] if len(asked) > 1 else []
    return " ".join(filter(None, spelled)) if is_better else "", apart


def known_near(unknown, member):
    """What the site says that is like one of these words: without space and accents, and as it is written."""
    phrases, written = said_near(unknown, member)
    known = {word: word for word in found_alone(written)} if written else {}
    for phrase in phrases:
        terms = plain_words(phrase).split()
        pairs = [f"{one} {two}" for one, two in zip(terms, terms[1:], strict=False)]
        known |= {folded(term).replace(" ", ""): term.lower() for term in [*pairs, *terms]}
    return known


def swapped(words):
    """Short words with each two letters beside one another in the other order: "time" of "tiem"."""
    pairs = ((word, at) for word in words if len(word) <= SHORT for at in range(len(word) - 1))
    found = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for word, at in pairs)
    return list(islice(found, MOST_SWAPPED))


def found_alone(asked):
    """Those of the words that something published says; a common one is found among the newest."""
    published = SearchEntry.objects.published()
    found = said_in(published.newest_hundredth(), set(asked))
    return found | said_in(published, set(asked) - found)


def said_in(entries, asked):
    rows = [
        entries.matching(words_query(word)).newest_first().values_list(Value(word, TextField()))[:1]
        for word in asked
    ]
    return {word for (word,) in rows[0].union(*rows[1:], all=True)} if rows else set()


def nearest(word, known):
    close = difflib.get_close_matches(word, known, n=1, cutoff=NEAR_ENOUGH)
    return known[close[0]] if close else ""


def said_near(asked, member):
    """Topics, titles and names that have a word like one of those asked for, and words of texts that are
    like one; none when that takes long."""
    try:
        with patiently():
            return phrases_near(asked, member), words_near(asked)
    except OperationalError:  # QueryCanceled, by PATIENCE
        return [], []


@contextmanager
def patiently():
    """A transaction in which no query takes longer than PATIENCE, and words that are ALIKE are similar."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LIMITS, [ALIKE, PATIENCE])
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = DEFAULT")


def phrases_near(asked, member):
    """By trigram index, `patiently`."""
    topics = Topic.objects.in_use().annotate(phrase=Folded("name"))
    titles = Contribution.objects.published().annotate(phrase=Folded("title"))
    people = Person.objects.listed_for(member).annotate(phrase=Folded("name"))
    near = [
        alike(phrases, asked).values_list("phrase", "likeness")[:MOST_NEAR]
        for phrases in (topics, titles, people)
    ]
    rows = near[0].union(*near[1:])
    return [phrase for phrase, likeness in rows.order_by("likeness")]  # the nearest says it last


def words_near(asked):
    """By trigram index, `patiently`."""
    words = alike(WrittenWord.objects.annotate(phrase=F("word")), asked)
    return list(words.values_list("word", flat=True)[:MOST_NEAR])


def alike(phrases, asked):
    """Those of which a word is like one of those asked for, the nearest first, with `likeness`."""
    similar = Q()
    for word in asked:
        similar |= Q(phrase__trigram_word_similar=word)
    # Greatest wants two expressions at least.
    likeness = Greatest(Value(0.0), *(TrigramWordSimilarity(word, "phrase") for word in asked))
    return phrases.filter(similar).annotate(likeness=likeness).order_by("-likeness")


@task
def renew_written_words():
    """Reads the words of what was published lately, and forgets those that nothing says any more."""
    WrittenWord.objects.renew()
