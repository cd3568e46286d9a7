from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from network.models.slugs import free_slug

from .events import Event


class OpenQuestionQuerySet(models.QuerySet):
    def still_open(self):
        return self.filter(closed_at__isnull=True)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def on_register(self):
        """Those that everybody may read: asked where it is told already, or nowhere any more.

        Of these only what somebody spoke to since: else a draft that is deleted, or words that are put
        right, would leave theirs behind.
        """
        asked = OpenQuestion.asked_at.through.objects.filter(openquestion=OuterRef("pk"))
        told = asked.filter(
            event__published_at__lte=timezone.now(), event__written_up_at__isnull=False
        )
        spoken_to = Exists(_of("answers")) | Exists(_of("changes")) | ~Q(note="")
        return self.filter(Exists(told) | (~Exists(asked) & spoken_to))

    def with_events(self):
        """With the events at which each was asked and that everybody may read."""
        told = Event.objects.published().filter(written_up_at__isnull=False).for_cards()
        return self.prefetch_related(Prefetch("asked_at", told.order_by("happened_on", "pk")))


def _of(name):
    """The rows that belong to the question outside."""
    relation = OpenQuestion._meta.get_field(name)
    return relation.related_model._base_manager.filter(question=OuterRef("pk"))


class OpenQuestionManager(models.Manager.from_queryset(OpenQuestionQuerySet)):
    def worded(self, text):
        """The question of these words: the one on the register already, or a new one."""
        known = self.filter(text__iexact=text).first()
        slug = free_slug(self.all(), text, fallback="question")
        return known or self.create(text=text, slug=slug)


class OpenQuestion(models.Model):
    """A question left open at one or more events: the network's register of them."""

    text = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    note = models.TextField(blank=True, max_length=2000)
    asked_at = models.ManyToManyField(Event, blank=True, related_name="open_questions")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpenQuestionManager()

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("open-question", args=[self.slug])
