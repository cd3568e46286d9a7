from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from .slugs import free_slug


class OrganisationQuerySet(models.QuerySet):
    def in_use(self):
        """Those that are named on something published, and those of whom somebody wrote what they are."""
        partners = Organisation._meta.get_field("partnerships").related_model.objects
        named = partners.filter(
            organisation=OuterRef("pk"), contribution__published_at__lte=timezone.now()
        )
        return self.filter(Exists(named) | ~Q(about=""))

    def named(self, words):
        return self.filter(models.Q(name__icontains=words) | models.Q(short_name__icontains=words))

    def known_as(self, name):
        """The one with this long or short name, whatever its capitals; None when there is none."""
        called = models.Q(name__iexact=name) | models.Q(short_name__iexact=name)
        return self.filter(called).order_by("pk").first()

    def make(self, name):
        """A new one with a free address, or the one that somebody made at this moment."""
        slug = free_slug(self.all(), name, fallback="organisation")
        return self.get_or_create(name=name, defaults={"slug": slug})[0]


class Organisation(models.Model):
    """A partner, host or publisher, with its own short "about" text."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(
        max_length=60, blank=True, help_text="As people say it, for example nef."
    )
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    about = models.TextField(blank=True, max_length=2000)
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])
