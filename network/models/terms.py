from django.db import models
from django.urls import reverse

MOST = 500  # on the one page of the glossary


class TermQuerySet(models.QuerySet):
    def for_glossary(self):
        return self.order_by("word")[:MOST]


class Term(models.Model):
    """A word of the field and what it means here, in plain words: the glossary."""

    word = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    meaning = models.TextField(max_length=1000)
    also = models.CharField(
        "also said", max_length=200, blank=True, help_text="Other words for it, with commas."
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word

    def get_absolute_url(self):
        return f"{reverse('glossary')}#{self.slug}"
