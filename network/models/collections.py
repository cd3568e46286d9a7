from django.db import models, transaction
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, Left, NullIf
from django.urls import reverse
from django.utils import timezone

from .case_studies import Stage
from .contributions import Contribution
from .findable import heavy
from .former_collections import FormerCollection
from .members import Member
from .passages import Passage
from .people import Person
from .prose import ProseField
from .rows import rows_of
from .searching import weighted
from .slugs import free_slug

MOST_ITEMS = 60
LONGEST_PART = 140  # letters that name a part of a page


class CollectionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def at(self, slug):
        """The one of an address, be it one that it had before; None when there is none."""
        return self.filter(Q(slug=slug) | Q(former__slug=slug)).first()

    def matching(self, query):
        """Those whose title or summary a tsquery (`read_words`) finds."""
        words = weighted("title", "A") + weighted("summary", "B")
        return self.alias(words=words).filter(words=query)

    def counted(self):
        """With `readable_count`: how many of its pieces everybody can read."""
        items = CollectionItem.objects.readable().filter(collection=OuterRef("pk")).order_by()
        count = items.values("collection").annotate(count=Count("pk")).values("count")
        return self.annotate(readable_count=Coalesce(Subquery(count), 0))

    def for_cards(self):
        """With `readable_count`, and in `pictured` the first of its pieces that has a picture; two queries."""
        pictured = (
            CollectionItem.objects.readable().pictured().select_related("contribution__cover")
        )
        light = pictured.defer(*heavy("contribution"))
        return self.counted().prefetch_related(Prefetch("items", light[:1], to_attr="pictured"))

    def ways_in(self):
        """By stage, the collection that the home page opens for it; one query."""
        chosen = self.published().exclude(stage="").counted().filter(readable_count__gt=0)
        return {collection.stage: collection for collection in chosen}


class CollectionManager(models.Manager.from_queryset(CollectionQuerySet)):
    @transaction.atomic
    def choose_ways_in(self, chosen):
        """`chosen` gives for each stage the collection that the home page opens, or None for the list."""
        # Two who choose at once take turns.
        list(self.select_for_update().order_by("pk").values_list("pk"))
        self.exclude(stage="").update(stage="")
        for stage, collection in chosen.items():
            if collection is not None:
                self.filter(pk=collection.pk).update(stage=stage)


class Collection(models.Model):
    """Pieces that somebody chose and put in order, with a reason for each. It is no kind of contribution."""

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True, editable=False)
    summary = models.CharField(
        "in a sentence", max_length=300, blank=True, help_text="For whom it is, and what they find."
    )
    introduction = ProseField(help_text="Why these, and why in this order.")
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="collections"
    )
    position = models.PositiveSmallIntegerField(
        "place in the list of collections", default=1, help_text="1 stands first."
    )
    stage = models.CharField(
        "way in from the home page", max_length=10, blank=True, choices=Stage, editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_by = models.ForeignKey(
        Member, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CollectionManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=~Q(stage=""), name="collection_one_way_in_for_a_stage"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("collection", args=[self.slug])

    @property
    def is_published(self):
        return self.published_at is not None and self.published_at <= timezone.now()

    def take_address(self):
        """Takes a free address from the title, unless it has one of that; the old one leads there."""
        others = Collection.objects.exclude(pk=self.pk)
        elsewhere = FormerCollection.objects.exclude(collection=self.pk)
        before = self.slug
        self.slug = free_slug(others, self.title, fallback="collection", also=elsewhere)
        if self.pk and before != self.slug:
            FormerCollection.objects.filter(slug=self.slug).delete()
            FormerCollection.objects.create(slug=before, collection=self)

    def still_needed(self):
        """What it lacks for publication, as `Contribution.still_needed` says it."""
        needed = []
        if not self.summary:
            needed.append(("summary", "Say in a sentence for whom it is."))
        if not self.items.readable().exists():
            needed.append(("items", "Put in at least one piece that everybody can read."))
        return needed

    def publish(self):
        self.published_at = self.published_at or timezone.now()
        self.save(update_fields=["published_at"])

    def withdraw(self):
        """Back to a draft; the way in that it was leads to the list again, until it is shown anew."""
        self.published_at = None
        self.save(update_fields=["published_at"])

    def note_change(self, *, by):
        self.updated_at, self.updated_by = timezone.now(), by
        self.save(update_fields=["updated_at", "updated_by"])

    @transaction.atomic
    def add(self, contribution, *, reason, by):
        """Puts a piece at the end; whoever has its page open for writing is told."""
        Collection.objects.select_for_update().get(pk=self.pk)
        last = self.items.aggregate(last=models.Max("position"))["last"]
        position = 0 if last is None else last + 1
        # Pressed twice, it is there once.
        item, _ = self.items.get_or_create(
            contribution=contribution,
            anchor="",
            defaults={"reason": reason, "position": position},
        )
        self.note_change(by=by)
        return item


class CollectionItemQuerySet(models.QuerySet):
    def readable(self):
        """Those of what everybody can read: what is withdrawn, held or taken down is not."""
        return self.filter(contribution__published_at__lte=timezone.now())

    def pictured(self):
        cover = "contribution__cover"
        return self.filter(**{f"{cover}__isnull": False, f"{cover}__taken_down_at": None})

    def rows(self):
        """An annotation of contributions: the title and slug of each collection to which they belong."""
        shown = self.filter(collection__published_at__lte=timezone.now())
        in_order = shown.order_by("collection__position", "collection")
        return rows_of(in_order, "contribution", "collection__title", "collection__slug")

    def with_contributions(self):
        """All that a card shows of each, and `part`: what the part of the page is called; one query."""
        parts = Passage.objects.published().filter(
            contribution=OuterRef("contribution"), anchor=OuterRef("anchor")
        )
        called = parts.annotate(called=Coalesce(NullIf("heading", models.Value("")), "text"))
        name = Subquery(called.order_by("pk").values(short=Left("called", LONGEST_PART))[:1])
        return (
            self.select_related("contribution__cover")
            .defer(*heavy("contribution"))
            .annotate(part=name)
        )


class CollectionItem(models.Model):
    """A piece of a collection: a contribution, or a part of one by its `anchor`, and why it is there."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="collection_items"
    )
    anchor = models.CharField(
        max_length=100, blank=True, help_text="A part of the page, without the #."
    )
    reason = models.CharField(
        "why it is here",
        max_length=500,
        help_text="A sentence or two, for somebody who decides whether to read it.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CollectionItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            # Checked at the end: rows that change places are saved one by one.
            models.UniqueConstraint(
                fields=["collection", "contribution", "anchor"],
                name="collection_item_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="collection_item_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.contribution}: {self.reason}"

    @property
    def is_readable(self):
        return self.contribution.is_published

    def get_absolute_url(self):
        """Its page, at the part that is meant as long as there is one."""
        address = self.contribution.get_absolute_url()
        return f"{address}#{self.anchor}" if getattr(self, "part", None) else address
