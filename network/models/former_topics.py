from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from .members import Member
from .slugs import slug_of
from .topics import Topic


class FormerTopicQuerySet(models.QuerySet):
    def present(self, names):
        """The names, those of topics that were renamed or merged as they are called now; each once.

        So are those that would stand at the address of one ("Bread!"), unless there is a topic of this name.
        """
        lower = {name.lower() for name in names}
        same = Q(lower__in=lower) | Q(slug__in={slug_of(name) for name in names})
        former = self.alias(lower=Lower("name")).filter(same).select_related("topic")
        now = {}
        for row in former.order_by("at", "pk"):  # of two of one name, the last
            now |= dict.fromkeys((row.name.lower(), row.slug), row.topic.name)
        standing = Topic.objects.alias(lower=Lower("name")).filter(lower__in=lower if now else ())
        taken = {name.lower() for name in standing.values_list("name", flat=True)}
        present = {}
        for name in names:
            if name.lower() not in taken:
                name = now.get(name.lower()) or now.get(slug_of(name)) or name
            present.setdefault(name.casefold(), name)
        return list(present.values())


class FormerTopic(models.Model):
    """What a topic was called, and where it stood, before it was renamed or merged: it leads on."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="former")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FormerTopicQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name}, now {self.topic}"
