from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connection, models
from django.utils import timezone

READ = 20_000  # of the newest contributions: some ten seconds of a worker
RENEW = r"""
    WITH newest AS (
        SELECT concat_ws(' ', title, summary, searchable) AS text FROM network_contribution
        WHERE published_at <= %s ORDER BY published_at DESC LIMIT %s
    ), said AS (
        SELECT DISTINCT word FROM newest, regexp_split_to_table(
            regexp_replace(normalize(lower(text), NFKD), '[\u0300-\u036f]', '', 'g'), '[^[:alpha:]]+'
        ) AS word
        WHERE length(word) BETWEEN 4 AND 30
    ), gone AS (
        DELETE FROM network_writtenword AS kept
        WHERE NOT EXISTS (SELECT FROM said WHERE said.word = kept.word)
    )
    INSERT INTO network_writtenword (word) SELECT word FROM said ON CONFLICT DO NOTHING
"""


class WrittenWordManager(models.Manager):
    def renew(self):
        """Keeps the words of the newest READ that are published, and no others. It may run twice."""
        with connection.cursor() as cursor:
            cursor.execute(RENEW, [timezone.now(), READ])


class WrittenWord(models.Model):
    """A word that something published says, in small letters without accents: for other spellings.

    Whoever offers one looks first whether a search finds it, as its page may be gone since `renew`.
    """

    word = models.CharField(primary_key=True, max_length=30)

    objects = WrittenWordManager()

    class Meta:
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="written_word_trigrams"),
        ]

    def __str__(self):
        return self.word
