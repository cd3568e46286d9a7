from django.db import models

from .contributions import Contribution
from .media import Photo
from .prose import ProseField
from .revised import Rows


class Video(models.Model):
    """A video that stays where it is; nothing of it loads before somebody asks for it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="videos")
    position = models.PositiveSmallIntegerField(default=0)
    address = models.URLField(max_length=500)
    title = models.CharField(max_length=200, blank=True)
    still = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    transcript = ProseField(levels=(3, 4))

    REVISED = Rows("Videos")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.address
