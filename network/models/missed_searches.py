import datetime
import hashlib
import re
import unicodedata

from django.core.cache import cache
from django.db import models
from django.db.models import F
from django.utils import timezone

MOST_KEPT = 500
MOST_WORDS, LONGEST = 5, 60
REMEMBERED_FOR = 30 * 24 * 60 * 60  # seconds in which the same words must come again
KEPT_FOR = datetime.timedelta(days=180)
# Mail and web addresses ("ann at home.example" too), postcodes.
ADDRESS = re.compile(r"[@/\\]|\w[.:]\w|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
YEAR = re.compile(r"\b(19|20)\d\d\b")
MOST_DIGITS = 2  # beside a year; more may be of a telephone, a birthday, a record


class MissedSearchManager(models.Manager):
    def note(self, words, *, by):
        """Counts words that found nothing, once a second reader asks: those of one alone are not kept.

        `by` tells readers of a day apart (`reader_of`). The first time leaves a digest of the words and
        of it in the cache. More than MOST_KEPT different ones are not taken in until old ones are
        forgotten. Whoever calls this limits how often.
        """
        words = " ".join(words.lower().replace('"', " ").split())
        if not is_for_others(words):
            return
        now = timezone.localdate()
        if self.filter(words=words).update(count=F("count") + 1, last_on=now):
            return
        key = f"missed-search:{hashlib.sha256(words.encode()).hexdigest()}"
        if cache.add(key, by.hex(), REMEMBERED_FOR) or cache.get(key) == by.hex():
            return
        if self.count() < MOST_KEPT:
            self.get_or_create(words=words, defaults={"count": 2, "last_on": now})

    def most_missed(self):
        return self.order_by("-count", "-last_on", "words")

    def forget(self):
        """Deletes what nobody asked for lately."""
        self.filter(last_on__lt=timezone.localdate() - KEPT_FOR).delete()


def is_for_others(words):
    """Whether these may be shown to moderators: a few words, and nothing like an address or number."""
    fits = 0 < len(words) <= LONGEST and len(words.split()) <= MOST_WORDS
    plain = unicodedata.normalize("NFKC", words)
    digits = sum(letter.isdigit() for letter in YEAR.sub(" ", plain, count=1))
    return fits and not ADDRESS.search(plain) and digits <= MOST_DIGITS


class MissedSearch(models.Model):
    """Words that were looked for more than once and found nothing: how often, and last on which day.

    Nothing of who asked.
    """

    words = models.CharField(max_length=LONGEST, unique=True)
    count = models.PositiveIntegerField()
    last_on = models.DateField()

    objects = MissedSearchManager()

    class Meta:
        verbose_name_plural = "missed searches"

    def __str__(self):
        return self.words
