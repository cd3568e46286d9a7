from django.db import models
from django.utils.functional import cached_property

from network.videos import source_of

from .contributions import Contribution
from .media import Photo
from .prose import ProseField
from .revised import Rows

STILL = ("id", "token", "renditions", "file", "small", "width", "height", "taken_down_at")


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
    SHOWN = ("id", "address", "title", "transcript", *(f"still__{name}" for name in STILL))

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.address

    @cached_property
    def source(self):
        """Where it lies (`network.videos.Source`); None for an address that nothing links to."""
        return source_of(self.address)

    @classmethod
    def from_row(cls, row):
        """One of `ContributionQuerySet.with_videos`, with its still unless that was taken down."""
        still = {name.removeprefix("still__"): row[name] for name in row if "__" in name}
        video = cls(**{name: row[name] for name in row if "__" not in name})
        if still["id"] and not still["taken_down_at"]:
            video.still = Photo(**still)
        return video


def videos_of(contribution):
    """The videos of a contribution that came `with_videos`, in their order: no query."""
    return [Video.from_row(row) for row in contribution.video_rows]
