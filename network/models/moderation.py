from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from .comments import Comment
from .contributions import Contribution
from .members import Member


class RemovalManager(models.Manager):
    @transaction.atomic
    def remove(self, comment, *, by, reason):
        """Takes a comment off its page; its author still sees it, and why.

        None when its author has deleted it meanwhile.
        """
        if not Comment.objects.select_for_update().filter(pk=comment.pk, deleted_at=None).exists():
            return None
        removal = self.create(comment=comment, by=by, reason=reason)
        _change_count(comment, -1)
        Comment.objects.settle(comment)
        return removal


class Removal(models.Model):
    """A moderator took a comment off its page: who, when and why."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("author told", null=True, editable=False)

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
    def undo(self, *, by):
        """Puts the comment back on its page, and keeps that it was away; None when somebody was faster."""
        deleted, _ = Removal.objects.filter(pk=self.pk).delete()
        if not deleted:
            return None
        _change_count(self.comment, 1)
        Comment.objects.settle(self.comment)
        return Restoration.objects.create(
            comment=self.comment,
            by=by,
            removed_by=self.by,
            removed_at=self.at,
            reason=self.reason,
        )


class Restoration(models.Model):
    """A moderator put a removed comment back: who and when, and the removal it ended."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="restorations")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    removed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField()
    reason = models.TextField(max_length=1000)
    told_at = models.DateTimeField("author told", null=True, editable=False)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"Restoration of comment {self.comment_id}"


def _change_count(comment, change):
    Contribution.objects.filter(pk=comment.contribution_id).update(
        comment_count=F("comment_count") + change
    )
