"""What the search box offers while somebody types: the same for everybody, and nothing that not everybody may find."""

import re
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from .findings import plain_words
from .models import Contribution, Person, Synonym, Topic
from .models.searching import Folded, folded
from .spelling import alike, patiently

MOST = 8
MOST_WORDS = 6
MOST_TOPICS, MOST_PEOPLE, MOST_SYNONYMS = 2, 3, 1  # so that titles have room
SHORT = 3  # letters; fewer are looked for only where a title or a name begins
FORGIVING = 4  # letters from which another spelling is looked for
# Such words are no match for their first letters: "wit" is the beginning of "witness".
STOP_WORDS = (
    "about above after again against because been before being below between both could does "
    "doing down during each from further have having here hers herself himself into itself just more "
    "most myself once only other ours ourselves over same should some such than that their theirs "
    "them themselves then there these they this those through under until very were what when where "
    "which while whom will with your yours yourself yourselves"
)
SPECIAL = re.compile(r"[\[\]\\.*+?(){}|^$]")
EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class Suggestion:
    words: str
    kind: str  # in words, such as "Topic"
    address: str


def suggestions(typed):
    """At most MOST Suggestions for what was typed so far; none for odd words.

    What takes longer than `patiently` allows is left out, and what was found before it is offered.
    """
    words = folded(plain_words(typed)).split()[:MOST_WORDS]
    found = []
    with suppress(OperationalError), patiently():  # QueryCanceled
        if words:
            found.extend(offered(lambda phrase: begins(phrase, words), words))
        if not found and len("".join(words)) >= FORGIVING:
            found.extend(offered(lambda phrase: alike(phrase, [" ".join(words)]), []))
    return found[:MOST]


def offered(chosen, words):
    """Topics, people, synonyms and titles that `chosen` (a QuerySet with `phrase` to another) leaves, each
    looked for when the one before is taken."""
    topics = chosen(Topic.objects.in_use().alias(phrase=Folded("name")))
    # Not by name, as the many of one first name would all be read before those of a later last name.
    listed = Person.objects.listed_for(EVERYBODY).order_by("pk")
    people = chosen(listed.alias(phrase=Folded("name")))
    titles = chosen(Contribution.objects.published().newest_first().alias(phrase=Folded("title")))
    for one in topics[:MOST_TOPICS]:
        yield Suggestion(one.name, "Topic", one.get_absolute_url())
    for one in people.only("name", "slug")[:MOST_PEOPLE]:
        yield Suggestion(one.name, "Person", one.get_absolute_url())
    for pair in synonyms(words):
        yield of_synonym(*pair)
    for one in titles.only("kind", "slug", "title")[:MOST]:
        yield Suggestion(one.title, one.get_kind_display(), one.get_absolute_url())


def begins(phrases, words):
    """Those of which a word begins with each of these; of a short one only what the phrase begins with."""
    *whole, last = words
    for word in whole:
        phrases = phrases.filter(phrase__regex=beginning(word))
    if not whole and len(last) < SHORT:
        return phrases.filter(phrase__startswith=last)
    return phrases.filter(phrase__regex=beginning(last))


def beginning(word):
    """A regular expression of PostgreSQL for words that begin so; "coprod" is "co-prod" as well."""
    escaped = SPECIAL.sub(r"\\\g<0>", word)
    joined = re.sub(r"^co[-\u2010\u2011\u2013]?(?=p)", "co[-\u2010\u2011\u2013 ]?", escaped)
    rests = [stop.removeprefix(word) for stop in STOP_WORDS.split() if stop.startswith(word)]
    others = rf"(?!({'|'.join(rests)})\M)" if all(rests) and rests else ""
    return rf"\m{joined}{others}"


def synonyms(words):
    """Pairs of what the operator says means the same, of which one begins with these words."""
    typed = " ".join(words)
    if len(typed) < SHORT:
        return []
    known = Synonym.objects.filter(Q(word__istartswith=typed) | Q(means__istartswith=typed))
    pairs = known.values_list("word", "means")[:MOST_SYNONYMS]
    return [
        (word, means) if folded(word).startswith(typed) else (means, word) for word, means in pairs
    ]


def of_synonym(typed, other):
    return Suggestion(
        other, f"Means the same as {typed}", f"{reverse('search')}?{urlencode({'q': other})}"
    )
