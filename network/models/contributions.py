from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from .beside import rows_beside
from .dates import FirstDay, ImpreciseDateField, is_imprecise_date
from .discussable import Discussable
from .findable import Findable, heavy
from .kinds import Kind
from .media import Photo
from .members import Member
from .people import Person
from .places import Region, Sector
from .prose import ProseField
from .publishable import Publishable
from .rows import rows_of
from .searching import Folded, words_query
from .topics import Filing

NEWEST = (F("published_at").desc(), F("id").desc())
PUBLISHED = Q(published_at__isnull=False)


class ContributionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def drafts(self):
        """What nobody but its authors sees, also when it is to appear later."""
        return self.exclude(published_at__lte=timezone.now())

    def with_schedule(self):
        """With `due_at`, when each is to be published, and `held`: whether a moderator holds it."""
        schedules = self.model.schedules.rel.related_model.objects.standing()
        due = schedules.filter(contribution=OuterRef("pk")).values("due_at")
        return self.annotate(due_at=models.Subquery(due), held=self._held())

    def written_by(self, member):
        """What this member began, or is named on as an author and agreed to be."""
        # By number, so that one person's few are not looked for among all by date.
        began = Contribution.objects.filter(created_by=member).values("pk")
        bylines = self.model.people.through.objects.filter(
            person__member=member, confirmed_at__isnull=False
        )
        return self.filter(pk__in=began.union(bylines.values("contribution")))

    def visible_to(self, member):
        """What is published, what this member (or AnonymousUser) wrote, and what moderators hold."""
        published = Q(published_at__lte=timezone.now())
        if not member.is_authenticated:
            return self.filter(published)
        seen = published | Q(created_by=member) | self._naming(person__member=member)
        if member.is_moderator:
            seen |= Q(self._held())
        return self.filter(seen)

    def _held(self):
        withdrawals = self.model.withdrawals.rel.related_model.objects
        return Exists(withdrawals.holding().filter(contribution=OuterRef("pk")))

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def matching(self, words):
        return self.filter(search_entry__search=words_query(words))

    def about_topic(self, topic):
        """What is published there, with `filed_at`: its `published_at` as a topic's index has it in order."""
        filed = self.filter(filings__tag=topic, filings__published_at__lte=timezone.now())
        return filed.annotate(filed_at=F("filings__published_at"))

    def crediting(self, person):
        return self.filter(self._naming(person=person))

    def _naming(self, **whom):
        bylines = self.model.people.through.objects
        return Q(Exists(bylines.filter(contribution=OuterRef("pk"), **whom)))

    def newest_first(self):
        moment = "filed_at" if "filed_at" in self.query.annotations else "published_at"
        return self.order_by(f"-{moment}", "-pk")

    def for_page(self):
        """All that every kind's page shows, in one query for each set of rows."""
        return (
            self.select_related("cover")
            .prefetch_related(
                "topics",
                "photos",
                self._rows("bylines", "person__photo"),
                self._rows("partners", "organisation"),
                self._rows("quotes", "person__photo"),
            )
            .with_videos()
            .annotate(**rows_beside(self.model))
            .annotate(collection_rows=self.model.collection_items.rel.related_model.objects.rows())
            .annotate(related_rows=self.model.related.rel.related_model.objects.rows())
            .defer("names", "searchable")
        )

    def with_videos(self):
        """With `video_rows`, of which `Video.from_row` makes videos."""
        videos = self.model.videos.rel.related_model
        return self.annotate(video_rows=rows_of(videos.objects, "contribution", *videos.SHOWN))

    def _rows(self, name, *beside):
        rows = self.model._meta.get_field(name).related_model.objects
        return Prefetch(name, rows.select_related(*beside))

    def for_cards(self):
        """All that a card shows; the long columns stay in the database."""
        return self.select_related("cover").defer(*heavy())

    def for_feed(self):
        """All that a feed says; two queries."""
        said = ("kind", "slug", "title", "summary", "credit", "published_at")
        return self.only(*said).prefetch_related("topics")


class Contribution(Findable, Publishable, Discussable):
    """Anything published that can be found, discussed and followed: the parent of every kind."""

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, allow_unicode=True, editable=False)
    summary = models.CharField(
        max_length=400,
        blank=True,
        help_text="One or two sentences: lists and search show them.",
    )
    body = ProseField(figures=True)
    cover = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    region = models.CharField(max_length=30, blank=True, choices=Region)
    place = models.CharField(max_length=150, blank=True)
    sector = models.CharField(max_length=30, blank=True, choices=Sector)
    dated = ImpreciseDateField("date")
    topics = TaggableManager(
        through=Filing,
        blank=True,
        help_text="A few words that somebody would look for, with commas between them.",
    )
    people = models.ManyToManyField(Person, through="Byline", related_name="contributions")
    comments_open = models.BooleanField("open for comments", default=True)

    created_by = models.ForeignKey(
        Member,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        Member, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    view_count = models.PositiveIntegerField(default=0, editable=False)

    happened_on = models.GeneratedField(
        # The first day that `dated` may mean, else the day of publication.
        expression=Coalesce(
            FirstDay("dated"),
            models.Func(F("published_at"), template="(%(expressions)s AT TIME ZONE 'UTC')::date"),
            output_field=models.DateField(),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )

    objects = ContributionQuerySet.as_manager()

    KIND = None  # each child says its own
    WRITTEN_ON = {}  # the page of a part, for kinds that are written on several
    REVISED_LISTS = ("topics",)  # what revisions keep beside fields and rows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="contribution_address_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="contribution_kind_known"
            ),
            models.CheckConstraint(
                condition=is_imprecise_date("dated"), name="contribution_dated_is_edtf"
            ),
        ]
        indexes = [
            models.Index("kind", *NEWEST, name="contribution_kind_newest", condition=PUBLISHED),
            models.Index(*NEWEST, name="contribution_newest", condition=PUBLISHED),
            models.Index(
                "kind", F("happened_on").desc(), F("id").desc(), name="contribution_happened"
            ),
            models.Index(
                "kind", "sector", *NEWEST, name="contribution_sector_newest", condition=PUBLISHED
            ),
            models.Index(
                "kind", "region", *NEWEST, name="contribution_region_newest", condition=PUBLISHED
            ),
            models.Index(
                F("happened_on").desc(),
                F("id").desc(),
                name="contribution_happened_any",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                F("published_at").desc(),
                name="contribution_undated_event",
                condition=Q(kind=Kind.EVENT, dated="", published_at__isnull=False),
            ),
            GinIndex(
                OpClass(Folded("title"), name="gin_trgm_ops"), name="contribution_title_trigrams"
            ),
            models.Index(
                OpClass(Folded("title"), name="text_pattern_ops"),
                name="contribution_title_begins",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title or "Untitled"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A deferred kind is in the database already, so it is not asked for.
        if self.KIND and not self.__dict__.get("kind", self.KIND):
            self.kind = self.KIND

    def get_absolute_url(self):
        return reverse(self.kind, args=[self.slug])

    def get_edit_url(self, part=""):
        """Where it is written; kinds of several pages know on which of them a part is."""
        address = reverse(f"{self.kind}-edit", args=[self.slug])
        return f"{address}{self.WRITTEN_ON[part]}/" if part in self.WRITTEN_ON else address

    @cached_property
    def child(self):
        """The case study, event, report or article that this is the parent of: one query."""
        return getattr(self, Kind(self.kind).child)

    def is_written_by(self, member):
        """Whether this member began it, or agreed to be named on it; free after `for_page`."""
        return self.created_by_id == member.pk or any(
            byline.confirmed_at and byline.person.member_id == member.pk
            for byline in self.bylines.all()
        )

    def still_needed(self):
        """What it lacks for publication: names of fields or parts, and what to do about each."""
        needed = []
        if not self.title:
            needed.append(("title", "Give it a title."))
        if not self.summary:
            needed.append(("summary", "Say in a sentence or two what it is about."))
        if not self.is_told():
            needed.append(("body", "Write something: a few sentences are enough."))
        if not self.bylines.exists():
            needed.append(("bylines", "Name at least one person who made it."))
        elif names_need := self.bylines.still_needed():
            needed.append(("bylines", names_need))
        if self.cover and not self.cover.is_described:
            needed.append(("cover", "Describe the picture, or say that it needs no description."))
        if not all(photo.is_described for photo in self.photos.all()):
            needed.append(("photos", "Describe each photo, or say that it needs no description."))
        return needed

    def is_told(self):
        """Whether there is something to read; kinds with more than a body say what counts."""
        return bool(self.body)

    def named_people(self):
        """Everybody whom it names, in any part; kinds add their own."""
        return Person.objects.filter(bylines__contribution=self)

    @transaction.atomic
    def delete_for_good(self):
        """Deletes it with its pictures: a draft that nobody else has seen. Two at once take turns."""
        Contribution.objects.select_for_update().filter(pk=self.pk).first()
        pictures = Photo.objects.filter(Q(contribution=self) | Q(pk=self.cover_id))
        pictures.discard()
        self.delete()


def key_to_contribution(model):
    """The name of the field by which rows of a model belong to a contribution."""
    return next(
        field.name
        for field in model._meta.fields
        if field.is_relation and issubclass(field.related_model, Contribution)
    )
