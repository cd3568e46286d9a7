from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef

from network.models.comments import Comment

from .recommendations import Recommendation

MOST_NOTED = 1000  # comments about one recommendation that a report's page tells apart


class RecommendationComment(models.Model):
    """A comment on a report that is about one of its recommendations."""

    comment = models.OneToOneField(
        Comment, primary_key=True, on_delete=models.CASCADE, related_name="about_recommendation"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="remarks"
    )

    def __str__(self):
        return f"{self.comment} about {self.recommendation}"


def remark_rows():
    """An annotation of recommendations: the keys of the visible comments about each."""
    visible = Comment.objects.visible().values("pk")
    about = RecommendationComment.objects.filter(recommendation=OuterRef("pk"), comment__in=visible)
    return ArraySubquery(about.order_by("-pk").values("pk")[:MOST_NOTED])
