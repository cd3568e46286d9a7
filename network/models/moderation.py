from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from .comments import Comment
from .contributions import Contribution
from .members import Member


class RemovalManager(models.Manager):
    @transaction.atomic
    def remove(self, comment, *, by, reason):
        """Takes a comment off its page; its author still sees it, and why."""
        removal = self.create(comment=comment, by=by, reason=reason)
        _change_count(comment, -1)
        return removal


class Removal(models.Model):
    """A moderator took a comment off its page: who, when and why."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RemovalManager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="removal_has_reason",
                violation_error_message="Say why: the author will read it.",
            ),
        ]

    def __str__(self):
        return f"Removal of comment {self.comment_id}"

    @transaction.atomic
    def undo(self):
        """Puts the comment back on its page."""
        _change_count(self.comment, 1)
        self.delete()


def _change_count(comment, change):
    Contribution.objects.filter(pk=comment.contribution_id).update(
        comment_count=F("comment_count") + change
    )
