from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from .bylines import Byline
from .contributions import Contribution
from .kinds import Kind
from .newest import NewestQuerySet, published_day
from .organisations import Organisation
from .partners import Partner
from .people import Person

MOST_OF_NAME = 50  # people of one name whose contributions are looked for
MOST_YEARS = 30  # of a span; each is looked up by itself
BY_LENGTH = Value(1)  # a word counts for less the longer the text: divided by 1 + its logarithm


class SearchEntryQuerySet(NewestQuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def matching(self, query):
        """Those that a tsquery (`read_words`) finds."""
        return self.filter(search=query)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def about_topic(self, topic):
        return self.filter(topics__contains=[topic.pk])

    def happening_in(self, years):
        """Those of these Years."""
        if years.last - years.first >= MOST_YEARS:
            return self.filter(year__range=(years.first, years.last))
        # One by one, as the index of words is slow to follow a range.
        one_of = Q()
        for year in range(years.first, years.last + 1):
            one_of |= Q(year=year)
        return self.filter(one_of)

    def by_author(self, name):
        """Those on which somebody of this name stands whom everybody may find, or that an organisation
        of this name wrote; it is said to have made what it published, too, where nobody else is named."""
        people = Person.objects.filter(is_credited=True, withheld_at__isnull=True).called(name)
        named = Byline.objects.filter(
            person__in=list(people.values_list("pk", flat=True)[:MOST_OF_NAME])
        )
        organisations = Organisation.objects.named(name).values_list("pk", flat=True)
        made = Partner.objects.filter(
            Q(capacity=Partner.Capacity.AUTHOR)
            | Q(capacity=Partner.Capacity.PUBLISHER, contribution__bylines=None),
            organisation__in=list(organisations[:MOST_OF_NAME]),
        )
        return self.filter(
            Q(pk__in=named.values("contribution")) | Q(pk__in=made.values("contribution"))
        )

    def facets(self, query=None):
        """Named tuples with pk, kind, sector, region, year, topics and `said`.

        `said` is how well title and names say the words of a tsquery; 0 without one.
        """
        said = SearchRank(F("heads"), query, normalization=BY_LENGTH) if query else Value(0.0)
        return self.annotate(said=said).values_list(
            "pk", "kind", "sector", "region", "year", "topics", "said", named=True
        )

    def best_of(self, keys, query):
        """These keys with those first that say the words of a tsquery best; reads each whole."""
        rank = SearchRank(F("search"), query, normalization=BY_LENGTH)
        best = (
            self.filter(pk__in=keys).annotate(rank=rank).order_by("-rank", "-published_at", "-pk")
        )
        return list(best.values_list("pk", flat=True))


class SearchEntry(models.Model):
    """What search reads of one contribution; the database keeps it (migration 0024).

    Titles weigh most (A), then summary, names and topics (B), then the text (D). That vector lies apart from
    its row; `heads` is the part of it that title and names make, short enough to stand in the row, so that
    a thousand can be compared without reading their texts.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    published_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    sector = models.CharField(max_length=30, blank=True)
    region = models.CharField(max_length=30, blank=True)
    year = models.IntegerField(null=True, help_text="When it happened, else was published.")
    topics = ArrayField(models.BigIntegerField(), default=list, help_text="Keys of its topics.")
    heads = SearchVectorField()
    search = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # Of all that a search is narrowed by together, and no other: see newest.py.
            # Without a list of what is new, which every search would have to read through.
            GinIndex(
                "search",
                published_day(),
                "kind",
                "sector",
                "region",
                "year",
                "topics",
                name="search_entry_words",
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"What search reads of {self.contribution_id}"
