from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from network.models.findable import heavy
from network.models.revised import Rows

from .claimed import Claimed, ClaimedQuerySet
from .reports import Report


class PrincipleQuerySet(ClaimedQuerySet):
    def on_published(self):
        """Those of published reports, and those that no report names."""
        published = Q(report__published_at__lte=timezone.now())
        return self.filter(published | Q(report__isnull=True))

    def for_overview(self):
        """The published ones, those of the newest report first, in its order."""
        newest = F("report__happened_on").desc(nulls_last=True)
        return self.on_published().order_by(newest, "report", "position", "name")

    def with_report(self):
        return self.select_related("report").defer(*heavy("report"))


class Principle(Claimed, models.Model):
    """A characteristic of co-production that a report names."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    description = models.TextField(blank=True, max_length=2000)
    report = models.ForeignKey(
        Report,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="principles",
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = PrincipleQuerySet.as_manager()

    REVISED = Rows("Principles that it names", along=("slug",), held_by=("claims",))

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("principle", args=[self.slug])
