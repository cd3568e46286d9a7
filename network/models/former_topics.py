from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from .members import Member


class FormerTopicQuerySet(models.QuerySet):
    def present(self, names):
        """The names, those of topics that were renamed or merged as they are called now; each once."""
        former = self.alias(lower=Lower("name")).filter(lower__in=[name.lower() for name in names])
        now = {row.name.lower(): row.topic.name for row in former.select_related("topic")}
        present = {}
        for name in names:
            name = now.get(name.lower(), name)
            present.setdefault(name.casefold(), name)
        return list(present.values())


class FormerTopic(models.Model):
    """What a topic was called, and where it stood, before it was renamed or merged: it leads on."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    topic = models.ForeignKey("network.Topic", on_delete=models.CASCADE, related_name="former")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FormerTopicQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name}, now {self.topic}"
