from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from taggit.models import ItemBase, TagBase

from .searching import Folded
from .shares import Shares
from .slugs import free_slug

MOST_COUNTED = 100
MOST_RELATED = 8
LOOKED_AT = 200  # the newest of a topic: what they are filed under as well is related to it


class CountUpTo(Subquery):
    """How many rows a query has, counted to its own limit only."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class TopicQuerySet(models.QuerySet):
    def in_use(self):
        """Those under which something is published."""
        return self.filter(Exists(Filing.objects.published().filter(tag=OuterRef("pk"))))

    def at(self, slug):
        """The topic of an address, be it one that a topic had before; None when there is none."""
        found = self.filter(Q(slug=slug) | Q(former__slug=slug))
        # Where one is called so again, that is meant.
        return found.annotate(was_there=~Q(slug=slug)).order_by("was_there").first()

    def counted(self):
        """With `published_count`, exact up to MOST_COUNTED and one more beyond it."""
        filings = Filing.objects.published().filter(tag=OuterRef("pk")).values("pk")
        return self.annotate(published_count=CountUpTo(filings[: MOST_COUNTED + 1]))

    def related_to(self, topic):
        """Those under which most of the newest of a topic is filed as well; one bounded query."""
        newest = Filing.objects.published().filter(tag=topic).newest_first()
        beside = self.filter(
            filings__content_object__in=newest.values("content_object")[:LOOKED_AT]
        )
        found = beside.exclude(pk=topic.pk).annotate(together=Count("filings"))
        return found.order_by("-together", "name")[:MOST_RELATED]


class Topic(TagBase):
    """A tag, with a sentence that says what is filed under it."""

    description = models.TextField(blank=True, max_length=1000)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(OpClass(Folded("name"), name="gin_trgm_ops"), name="topic_trigrams")]

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])

    @transaction.atomic
    def rename(self, name, *, by):
        """Calls it by another name, at an address made of that; the old one leads there."""
        others = Topic.objects.exclude(pk=self.pk)
        elsewhere = self.former.model.objects.exclude(topic=self)
        before = self.slug, self.name
        self.name = name
        self.slug = free_slug(others, name, fallback="topic", also=elsewhere)
        self.save(update_fields=["name", "slug"])
        self.former.filter(slug=self.slug).delete()
        if before[0] != self.slug:
            self._lead_here(*before, by=by)

    def _lead_here(self, slug, name, *, by):
        """From an address where a topic stood until now, also if it led elsewhere once before."""
        told = {"name": name, "topic": self, "by": by, "at": timezone.now()}
        self.former.model.objects.update_or_create(slug=slug, defaults=told)

    @transaction.atomic
    def merge_into(self, other, *, by):
        """Files under `other` all that is filed here, and goes; its addresses and names lead there.

        Raises Topic.DoesNotExist when one of them is gone already.
        """
        # Whoever files under one of them waits for the row of that topic.
        both = Topic.objects.select_for_update().filter(pk__in=[self.pk, other.pk])
        if len(both.order_by("pk")) < 2:
            raise Topic.DoesNotExist
        here, there = self.filings.all(), other.filings.values("content_object")
        here.filter(content_object__in=there).delete()
        here.update(tag=other)
        self.former.filter(slug=other.slug).delete()
        self.former.update(topic=other)
        # Somebody may have been asked only whether they want the other one.
        followers = self.subscriptions.filter(confirmed_at__isnull=False).values("subscriber")
        waiting = other.subscriptions.filter(confirmed_at=None, subscriber__in=followers)
        waiting.update(confirmed_at=timezone.now())
        follow_both = other.subscriptions.values("subscriber")
        self.subscriptions.exclude(subscriber__in=follow_both).update(topic=other)
        other._lead_here(self.slug, self.name, by=by)
        if self.description and not other.description:
            Topic.objects.filter(pk=other.pk).update(description=self.description)
        Topic.objects.filter(pk=self.pk).delete()


class FilingQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def newest_first(self):
        return self.order_by("-published_at", "-content_object_id")


class Filing(ItemBase):
    """A contribution filed under a topic: taggit's through table, with real foreign keys."""

    content_object = models.ForeignKey(
        "network.Contribution", on_delete=models.CASCADE, related_name="filings"
    )
    # The indexes below begin with it.
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="filings", db_index=False)
    # A copy of what the contribution says, kept true by the database itself (decision 118), so that the
    # newest of a topic are read in order, however few or many there are.
    published_at = models.DateTimeField(null=True, editable=False)

    objects = FilingQuerySet.as_manager()

    SHARES = (Shares(by="tag", says="Same topic", weight=30, is_ordered=True),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], include=["published_at"], name="filing_once"
            ),
        ]
        indexes = [
            models.Index(
                "tag",
                F("published_at").desc(),
                F("content_object").desc(),
                name="filing_newest",
                condition=Q(published_at__isnull=False),
            ),
        ]
