from datetime import timedelta

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .contributions import Contribution
from .draft_links import DraftLink, DraftLinkQuerySet

SIGNER = signing.Signer(sep=".", salt="a link to a draft")
NOTED_EVERY = timedelta(minutes=1)


class ShareLinkManager(models.Manager.from_queryset(DraftLinkQuerySet)):
    def of_token(self, token):
        """The link, or None when it went with its draft. Raises BadSignature for a token that is not ours."""
        pk = SIGNER.unsign(token)
        return self.select_related("contribution", "by").filter(pk=pk).first()


class ShareLink(DraftLink):
    """One that opens a draft to whoever has it."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="share_links"
    )
    meant_for = models.CharField("who it is for", max_length=150, blank=True)
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkManager()

    def __str__(self):
        return f"Link to {self.contribution}"

    def get_absolute_url(self):
        return reverse("shared", args=[SIGNER.sign(self.pk)])

    def note_use(self):
        """Notes when it was used last, to the minute, so that reading costs few writes."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at < now - NOTED_EVERY:
            ShareLink.objects.filter(pk=self.pk).update(last_used_at=now)
