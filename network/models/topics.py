from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    """A tag, with a sentence that says what is filed under it."""

    description = models.TextField(blank=True, max_length=1000)

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class Filing(ItemBase):
    """A contribution filed under a topic: taggit's through table, with real foreign keys."""

    content_object = models.ForeignKey(
        "network.Contribution", on_delete=models.CASCADE, related_name="filings"
    )
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="filings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="filing_once"),
        ]
