from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from network.models.organisations import Organisation
from network.models.prose import ProseField
from network.models.slugs import free_slug

MOST_STOPS = 100


class EventSeriesManager(models.Manager):
    def titled(self, title, **fields):
        """Makes a series with a free address."""
        slug = free_slug(self.all(), title, fallback="series")
        return self.create(title=title, slug=slug, **fields)


class EventSeries(models.Model):
    """A roadshow: ordered stops with a shared page. Stops not written about yet count too."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    summary = models.CharField(max_length=400, blank=True)
    body = ProseField()
    planned_stops = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STOPS)],
        help_text="How many there are in all, if that is known.",
    )
    partners = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="event_series",
        help_text="Who runs all of it together, so that no stop needs to say so again.",
    )

    objects = EventSeriesManager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "event series"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event-series", args=[self.slug])
