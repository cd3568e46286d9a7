from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .members import Member
from .withdrawals import Withdrawal


class DraftLinkQuerySet(models.QuerySet):
    def open(self):
        """Those that their authors still want to work."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def admitting(self):
        """Those by which somebody reads the draft now: a moderator's hold closes them too."""
        held = Withdrawal.objects.holding().filter(contribution=OuterRef("contribution"))
        return self.open().exclude(Exists(held))


class DraftLink(models.Model):
    """A link by which somebody without an account reads a draft, until it runs out or is ended.

    It is signed, not stored; a model of this kind adds the `contribution`.
    """

    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()

    @property
    def is_open(self):
        return self.revoked_at is None and not self.has_expired

    def revoke(self):
        """It opens nothing from now on; a second time changes nothing."""
        standing = type(self).objects.filter(pk=self.pk, revoked_at__isnull=True)
        standing.update(revoked_at=timezone.now())
