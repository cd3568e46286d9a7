from django.db import models
from django.utils import timezone

from .prose import ProseField


class Page(models.Model):
    """A page that the operator edits: about, terms, privacy, accessibility."""

    slug = models.SlugField(max_length=50, unique=True)
    title = models.CharField(max_length=100)
    body = ProseField()
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.title
