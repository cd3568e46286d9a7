from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import F, Value
from django.utils import timezone

from .contributions import Contribution
from .findable import credit_line
from .newest import NewestQuerySet, published_day
from .searching import weighted
from .spellings import british_words, unslashed

LONGEST = 20_000  # letters of one part that search reads


class PassageQuerySet(NewestQuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def matching(self, query):
        """Those that a tsquery (`read_words`) finds."""
        return self.filter(search=query)

    def of(self, keys):
        """Those of these contributions."""
        return self.filter(contribution__in=keys)

    def ranked(self, query):
        """Tuples of pk and how well each says the words of a tsquery."""
        rank = SearchRank(F("search"), query, normalization=Value(1))
        return self.annotate(said=rank).values_list("pk", "said")


class PassageManager(models.Manager.from_queryset(PassageQuerySet)):
    def write(self, contribution, passages):
        """Keeps just these of a contribution, as Passages that are not saved yet."""
        standing = list(self.filter(contribution=contribution).order_by("pk"))
        for passage in passages:
            passage.contribution_id = contribution.pk
            passage.published_at = contribution.published_at
        if [passage.said for passage in standing] != [passage.said for passage in passages]:
            self.filter(contribution=contribution).delete()
            self.bulk_create(passages)


class Passage(models.Model):
    """A part of a contribution that search finds by itself: an answer, an insight, a recommendation.

    Written anew by `refresh_index` from what readers of the page see; the database copies when the
    contribution was published (migration 0017), so that what is taken back goes with it.
    """

    class Sort(models.TextChoices):
        ANSWER = "answer", "Answer"
        ACCOUNT = "account", "What witnesses said"
        INSIGHT = "insight", "Insight"
        RECOMMENDATION = "recommendation", "Recommendation"
        DEFINITION = "definition", "Definition"
        OPEN_QUESTION = "open-question", "Open question"

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="passages"
    )
    sort = models.CharField(max_length=20, choices=Sort)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    anchor = models.CharField(max_length=100, help_text="Its place on the page, without the #.")
    number = models.CharField(max_length=10, blank=True, help_text="Of a recommendation.")
    said_by = models.CharField(max_length=300, blank=True, help_text="As its page prints them.")
    published_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=weighted("heading", "A") + weighted("said_by", "B") + weighted("text", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PassageManager()

    class Meta:
        indexes = [
            GinIndex("search", published_day(), name="passage_words", fastupdate=False),
        ]

    def __str__(self):
        return self.heading or self.text[:60]

    @classmethod
    def told(cls, sort, anchor, heading, text, *, number="", said_by=()):
        """One made of what a page says, in plain words, by people's printed names; not saved yet."""
        heading, text = unslashed(heading), unslashed(text)
        return cls(
            sort=sort,
            anchor=anchor,
            heading=heading[:300],
            text=" · ".join([text[:LONGEST], *british_words(f"{heading} {text}")]),
            number=number,
            said_by=credit_line([name for name in said_by if name]),
        )

    @property
    def said(self):
        """What makes it this one and no other."""
        found = self.sort, self.heading, self.text, self.anchor, self.published_at
        return *found, self.number, self.said_by

    def get_absolute_url(self):
        return f"{self.contribution.get_absolute_url()}#{self.anchor}"
