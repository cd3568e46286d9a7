from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from .contributions import Contribution
from .members import Member
from .withdrawals import Withdrawal

SIGNER = signing.Signer(sep=".", salt="a link to a draft")
NOTED_EVERY = timedelta(minutes=1)


class ShareLinkQuerySet(models.QuerySet):
    def open(self):
        """Those that their authors still want to work."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def admitting(self):
        """Those by which somebody reads the draft now: a moderator's hold closes them too."""
        held = Withdrawal.objects.holding().filter(contribution=OuterRef("contribution"))
        return self.open().exclude(Exists(held))


class ShareLinkManager(models.Manager.from_queryset(ShareLinkQuerySet)):
    def of_token(self, token):
        """The link, or None when it went with its draft. Raises BadSignature for a token that is not ours."""
        pk = SIGNER.unsign(token)
        return self.select_related("contribution", "by").filter(pk=pk).first()


class ShareLink(models.Model):
    """A link by which anybody who has it reads a draft. It is signed, not stored."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="share_links"
    )
    meant_for = models.CharField("who it is for", max_length=150, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkManager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Link to {self.contribution}"

    def get_absolute_url(self):
        return reverse("shared", args=[SIGNER.sign(self.pk)])

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()

    @property
    def is_open(self):
        return self.revoked_at is None and not self.has_expired

    def revoke(self):
        """It opens nothing from now on; a second time changes nothing."""
        ShareLink.objects.filter(pk=self.pk, revoked_at__isnull=True).update(
            revoked_at=timezone.now()
        )

    def note_use(self):
        """Notes when it was used last, to the minute, so that reading costs few writes."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at < now - NOTED_EVERY:
            ShareLink.objects.filter(pk=self.pk).update(last_used_at=now)
