from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from taggit.models import ItemBase, TagBase

MOST_COUNTED = 200


class CountUpTo(Subquery):
    """How many rows a query has, counted to its own limit only."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class TopicQuerySet(models.QuerySet):
    def in_use(self):
        """Those under which something is published."""
        return self.filter(Exists(Filing.objects.published().filter(tag=OuterRef("pk"))))

    def counted(self):
        """With `published_count`, exact up to MOST_COUNTED and one more beyond it."""
        filings = Filing.objects.published().filter(tag=OuterRef("pk")).values("pk")
        return self.annotate(published_count=CountUpTo(filings[: MOST_COUNTED + 1]))


class Topic(TagBase):
    """A tag, with a sentence that says what is filed under it."""

    description = models.TextField(blank=True, max_length=1000)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class FilingQuerySet(models.QuerySet):
    def published(self):
        # A value for each row and no join, which PostgreSQL would begin at all contributions.
        contribution = Filing.content_object.field.related_model
        filed = contribution.objects.filter(pk=OuterRef("content_object"))
        moment = Subquery(filed.values("published_at"))
        return self.alias(published_at=moment).filter(published_at__lte=timezone.now())


class Filing(ItemBase):
    """A contribution filed under a topic: taggit's through table, with real foreign keys."""

    content_object = models.ForeignKey(
        "network.Contribution", on_delete=models.CASCADE, related_name="filings"
    )
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="filings")

    objects = FilingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="filing_once"),
        ]
