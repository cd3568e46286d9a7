from django.db import models
from django.utils import timezone


class FormerCollection(models.Model):
    """Where a collection stood before it was called otherwise: it leads on."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    collection = models.ForeignKey(
        "network.Collection", on_delete=models.CASCADE, related_name="former"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return self.slug
