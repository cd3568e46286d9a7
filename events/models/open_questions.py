from django.db import models
from django.urls import reverse

from .events import Event


class OpenQuestionQuerySet(models.QuerySet):
    def still_open(self):
        return self.filter(closed_at__isnull=True)


class OpenQuestion(models.Model):
    """A question left open at one or more events: the network's register of them."""

    text = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    note = models.TextField(blank=True, max_length=2000)
    asked_at = models.ManyToManyField(Event, blank=True, related_name="open_questions")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpenQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{reverse('open-questions')}#{self.slug}"
