from django.db import models


class Term(models.Model):
    """A word of the field and what it means here, in plain words: the glossary."""

    word = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    meaning = models.TextField(max_length=1000)
    also = models.CharField(
        "also said", max_length=200, blank=True, help_text="Other words for it, with commas."
    )

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word
