import re

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models import F
from django.db.models.functions import ExtractYear
from django.utils import timezone

from .bylines import Byline
from .contributions import Contribution
from .kinds import Kind
from .people import Person
from .topics import Filing

MOST_OF_NAME = 50  # people of one name whose contributions are looked for
FEW = 20_000  # rows of which any plan is quick
COMMON = 0.07  # of all: from here on the newest are read one by one until enough match
BY_WORDS = (
    "SELECT set_config('enable_indexscan', 'off', true), set_config('enable_seqscan', 'off', true)"
)
AS_USUAL = "SET LOCAL enable_indexscan = DEFAULT; SET LOCAL enable_seqscan = DEFAULT"
SIZE = "SELECT reltuples FROM pg_class WHERE oid = 'network_searchentry'::regclass"


class SearchEntryQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def matching(self, query):
        """Those that a tsquery (`read_words`) finds."""
        return self.filter(search=query)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def about_topic(self, topic):
        filings = Filing.objects.filter(tag=topic).values("content_object")
        return self.filter(pk__in=filings)

    def by_author(self, name):
        """Those on which somebody of this name stands whom everybody may find."""
        people = Person.objects.filter(is_credited=True, withheld_at__isnull=True).called(name)
        named = Byline.objects.filter(
            person__in=list(people.values_list("pk", flat=True)[:MOST_OF_NAME])
        )
        return self.filter(pk__in=named.values("contribution"))

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def newest_facets(self, most):
        """The `facets` of the newest that match words, `most` of them at most.

        PostgreSQL takes a vector that lies apart for as cheap as one in the row, and reads through
        the newest where the index of words would be several times quicker; so it is told which to take.
        """
        newest = self.newest_first().facets()[:most]
        with connection.cursor() as cursor:
            cursor.execute(SIZE)
            (size,) = cursor.fetchone()
            if size < FEW or self._estimate() > COMMON * size:
                return list(newest)
            with transaction.atomic():
                cursor.execute(BY_WORDS)
                found = list(newest)
                cursor.execute(AS_USUAL)
        return found

    def _estimate(self):
        """How many rows PostgreSQL expects."""
        plan = self.order_by().values("pk").explain()
        return int(re.search(r"rows=(\d+)", plan)[1])

    def facets(self):
        """Tuples of (key, kind, sector, region, year)."""
        return self.annotate(year=ExtractYear("happened_on")).values_list(
            "pk", "kind", "sector", "region", "year"
        )


class SearchEntry(models.Model):
    """What search reads of one contribution, in few bytes; the database keeps it (migration 0015).

    The vector lies apart from the row, so that a page of the table holds about eighty rows and a
    common word is found in a million of them without reading the texts.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    published_at = models.DateTimeField(null=True)
    happened_on = models.DateField(null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    sector = models.CharField(max_length=30, blank=True)
    region = models.CharField(max_length=30, blank=True)
    search = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # Without a list of what is new, which every search would have to read through.
            GinIndex("search", name="search_entry_words", fastupdate=False),
            models.Index(
                F("published_at").desc(), F("contribution").desc(), name="search_entry_newest"
            ),
            models.Index(
                "kind",
                F("published_at").desc(),
                F("contribution").desc(),
                name="search_entry_kind_newest",
            ),
        ]

    def __str__(self):
        return f"What search reads of {self.contribution_id}"
