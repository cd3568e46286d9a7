"""What somebody follows by e-mail, and what there is to tell them.

Each sort of thing has a table of its own with a real foreign key, here or in the app that knows
it: a subclass of Subscription is all that it takes.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .contributions import Contribution
from .kinds import KINDS_BY_PLURAL, Kind
from .plans import CALLED_OFF
from .subscribers import Subscriber
from .topics import Topic

MOST_TOLD = 20  # news of each in one digest
MOST_OFFERED = 60  # of a sort, on the form
CONFIRM_WITHIN = timedelta(days=7)
EVERYTHING = "everything"


@dataclass(frozen=True)
class News:
    """One thing to tell; two of the same `key` are one. `says` are short phrases, `path` its page."""

    key: str
    title: str
    path: str
    kind: str = ""
    says: tuple = ()
    summary: str = ""


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def waiting(self):
        """Those that somebody asked for with an address, and that can still be confirmed."""
        since = timezone.now() - CONFIRM_WITHIN
        return self.filter(confirmed_at=None, asked_at__gt=since)

    def lapsed(self):
        return self.filter(confirmed_at=None, asked_at__lte=timezone.now() - CONFIRM_WITHIN)


class Subscription(models.Model):
    """One thing that a subscriber follows. It says what it is called, where it is, and what is new."""

    WORD = ""  # in addresses: ?topic=time-banking
    LABEL = ""
    OFFERED_AS = ""  # above those of its sort
    TARGET = ""  # the field that holds what is followed
    PLACE = 0  # what is narrow comes first in a digest, and tells its news there

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="%(class)ss")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.LABEL}: {self.title}"

    @classmethod
    def of_slug(cls, slug):
        """One of what is known by this slug, not saved; None when there is nothing to follow."""
        raise NotImplementedError

    @classmethod
    def offered(cls):
        """At most MOST_OFFERED that somebody may choose, not saved."""
        raise NotImplementedError

    @property
    def target(self):
        return getattr(self, self.TARGET)

    @property
    def is_what(self):
        """The condition that finds those who follow the same."""
        return {self.TARGET: self.target}

    @property
    def slug(self):
        return self.target.slug

    @property
    def title(self):
        return str(self.target)

    @property
    def value(self):
        """What a form sends to follow it."""
        return f"{self.WORD}:{self.slug}"

    def get_absolute_url(self):
        return self.target.get_absolute_url()

    def news(self, since, until):
        """News that became known after `since` and not after `until`: at most MOST_TOLD and one more."""
        raise NotImplementedError


class KindSubscription(Subscription):
    """Everything new, or what is new of a kind."""

    WORD, LABEL, OFFERED_AS, TARGET, PLACE = "kind", "", "What is published", "kind", 4

    kind = models.CharField(
        max_length=10, blank=True, choices=Kind, help_text="Empty for everything."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "kind"], name="kind_subscription_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values]), name="kind_subscription_known"
            ),
        ]

    def __str__(self):
        return self.title

    @classmethod
    def of_slug(cls, slug):
        if slug == EVERYTHING:
            return cls(kind="")
        kind = KINDS_BY_PLURAL.get(slug)
        return kind and cls(kind=kind)

    @classmethod
    def offered(cls):
        return [cls(kind=kind) for kind in ["", *Kind]]

    @property
    def slug(self):
        return Kind(self.kind).plural if self.kind else EVERYTHING

    @property
    def title(self):
        return Kind(self.kind).plural_label if self.kind else "Everything new"

    def get_absolute_url(self):
        return f"/{self.slug}/" if self.kind else "/"

    def news(self, since, until):
        published = Contribution.objects.published()
        return published_news(
            published.of_kind(self.kind) if self.kind else published, since, until
        )


class TopicSubscription(Subscription):
    """What is published on a topic."""

    WORD, LABEL, OFFERED_AS, TARGET, PLACE = "topic", "Topic", "Topics", "topic", 3

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="subscriptions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="topic_subscription_once"),
        ]

    @classmethod
    def of_slug(cls, slug):
        """Also by a slug that it had before it was renamed or merged."""
        topics = Topic.objects.all()
        found = topics.filter(slug=slug).first() or topics.filter(former__slug=slug).first()
        return found and cls(topic=found)

    @classmethod
    def offered(cls):
        return [cls(topic=topic) for topic in Topic.objects.in_use()[:MOST_OFFERED]]

    def news(self, since, until):
        filed = Contribution.objects.about_topic(self.topic).filter(filed_at__gt=since)
        return published_news(filed, since, until)


def published_news(contributions, since, until):
    """What was published between two moments, the newest first; one query."""
    fresh = contributions.filter(published_at__gt=since, published_at__lte=until)
    said = fresh.newest_first().only("kind", "slug", "title", "summary", "dated", "published_at")
    return [
        News(
            key=(path := each.get_absolute_url()),
            title=each.title,
            path=path,
            kind=each.get_kind_display(),
            says=day_of(each),
            summary=each.summary,
        )
        for each in said.annotate(called_off=CALLED_OFF)[: MOST_TOLD + 1]
    ]


def day_of(contribution):
    """Of an event, what became of it or when it is: the phrases of its News."""
    if contribution.kind != Kind.EVENT:
        return ()
    phrases = (contribution.called_off, contribution.dated and str(contribution.dated))
    return tuple(filter(None, phrases))


def sorts():
    """Each sort of thing that can be followed, of whatever app, the narrowest first."""
    return sorted(Subscription.__subclasses__(), key=lambda sort: sort.PLACE)


def thing_to_follow(value):
    """What a form or an address asks for ("topic:time-banking"), not saved; None when there is no such."""
    word, _, slug = value.partition(":")
    sort = next((sort for sort in sorts() if word == sort.WORD), None)
    return sort and sort.of_slug(slug)


def subscriptions_of(subscriber, *, waiting=False):
    """What they follow, or what waits for their word; one query for each sort."""
    found = []
    for sort in sorts():
        rows = sort.objects.waiting() if waiting else sort.objects.confirmed()
        of_sort = rows.filter(subscriber=subscriber)
        if sort._meta.get_field(sort.TARGET).is_relation:
            of_sort = of_sort.select_related(sort.TARGET)
        found += sorted(of_sort, key=lambda each: (each.slug == EVERYTHING, each.title.casefold()))
    return found


@dataclass(frozen=True)
class Section:
    """What is new in one thing that somebody follows; `has_more` says that not all is told."""

    subscription: Subscription
    news: list
    has_more: bool


def sections_of(subscriber, until):
    """All that is new for them until then, each thing once, where it is told most closely."""
    told, sections = set(), []
    for each in subscriptions_of(subscriber):
        found = each.news(max(each.confirmed_at, subscriber.told_until), until)
        fresh = [news for news in found[:MOST_TOLD] if news.key not in told]
        told.update(news.key for news in fresh)
        has_more = len(found) > MOST_TOLD
        # All of the first may have been told elsewhere, and what has no room here nowhere.
        if fresh or has_more:
            sections.append(Section(each, fresh, has_more))
    return sections
