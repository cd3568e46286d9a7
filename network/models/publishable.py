from django.db import models, transaction
from django.utils import timezone

from .slugs import free_slug


class Publishable(models.Model):
    """What is written as a draft, shown from a moment on, and may be taken back.

    Stands on the `slug`, `title`, `withdrawals` and `refresh_index` of a contribution.
    """

    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_published(self):
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_scheduled(self):
        """Whether it will be shown from a later moment on."""
        return self.published_at is not None and self.published_at > timezone.now()

    @property
    def was_updated(self):
        """Whether it was changed on a later day than the one on which it was published."""
        return self.is_published and self.updated_at.date() > self.published_at.date()

    def give_address(self):
        """Takes a free slug from the title; a published address stays as it is."""
        taken = type(self)._base_manager.filter(kind=self.kind).exclude(pk=self.pk)
        self.slug = free_slug(taken, self.title, fallback="untitled")

    @transaction.atomic
    def publish(self, *, at=None):
        """Shows it to everybody; one that was withdrawn comes back with its first date."""
        self.lock_publication()
        if self.is_published:
            return
        withdrawal = self.withdrawals.order_by("-at").first()
        if withdrawal is None:
            self.give_address()
        self.published_at = withdrawal.was_published_at if withdrawal else at or timezone.now()
        self.save(update_fields=["published_at", "slug"])
        self.refresh_index()

    def withdraw(self, *, by, reason):
        """Takes it back to a draft, and keeps who did so, when and why: gives the Withdrawal.

        When somebody else was faster, theirs stands.
        """
        return self.withdrawals.make(contribution=self, by=by, reason=reason)

    def lock_publication(self):
        """Nobody else publishes or withdraws it until this transaction ends."""
        rows = type(self)._base_manager.select_for_update().values_list("published_at", flat=True)
        self.published_at = rows.get(pk=self.pk)
