from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from .slugs import free_slug

SETTLING = timedelta(hours=1)  # in which a change counts as part of publishing


class Publishable(models.Model):
    """What is written as a draft, shown from a moment on, and may be taken back.

    Stands on the `slug`, `title`, `withdrawals`, `schedules`, `still_needed` and `refresh_index`
    of a contribution.
    """

    PUBLICATION = ("published_at", "slug")  # what publishing changes; kinds add their own

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
        """Whether it was changed after readers had it, the first hour of putting right aside."""
        return self.is_published and self.updated_at - self.published_at > SETTLING

    @property
    def was_updated_that_day(self):
        """Whether readers need the time, too, to tell the change from the publication."""
        days = map(timezone.localdate, (self.updated_at, self.published_at))
        return self.was_updated and len(set(days)) == 1

    def give_address(self):
        """Takes a free slug from the title; a published address stays as it is."""
        taken = type(self)._base_manager.filter(kind=self.kind).exclude(pk=self.pk)
        self.slug = free_slug(taken, self.title, fallback="untitled")

    @property
    def is_held(self):
        """Whether a moderator took it back, and keeps its authors from publishing it again."""
        return self.withdrawals.holding().exists()

    @transaction.atomic
    def publish(self, *, at=None):
        """Shows it to everybody; one that was withdrawn comes back with its first date.

        One that no digest could tell of before is new (`Withdrawal.was_told`).

        What is published already, or held by a moderator, stays as it is.
        """
        self.lock_publication()
        if self.is_published or self.is_held:
            return
        self.schedules.standing().delete()
        self._take_address()
        self.show(at=at or timezone.now())

    def show(self, *, at):
        """All that publishing does, for one whose address stands. To be asked under the lock."""
        withdrawal = self.withdrawals.first()
        self.show_from(withdrawal.was_published_at if withdrawal and withdrawal.was_told else at)
        self.refresh_index()

    def show_from(self, at):
        """Notes from which moment on everybody sees it; None for never."""
        self.published_at = at
        self.save(update_fields=["published_at", "slug"])

    def show_early(self):
        """Takes on, not to be saved, what it will have once published; kinds add their own."""

    def keep_to_schedule(self):
        """One that is to appear at a moment does so only while it lacks nothing."""
        schedule = self.schedules.standing().first()
        if schedule is not None:
            self._take_address()
            self.show_from(None if self.still_needed() else schedule.due_at)

    def _take_address(self):
        """By its title of now, unless people know it by another already."""
        if not self.withdrawals.exists():
            self.give_address()

    def withdraw(self, *, by, reason):
        """Takes it back to a draft, and keeps who did so, when and why: gives the Withdrawal.

        When somebody else was faster, theirs stands.
        """
        return self.withdrawals.make(contribution=self, by=by, reason=reason)

    def lock_publication(self):
        """Nobody else publishes or withdraws it until this transaction ends; what they did is known."""
        # The row of the contribution alone, as forms and deletion do: who locked the child's row
        # before it would wait for them, and they for that. What it says is read once it is ours.
        parent = self._meta.get_field("published_at").model
        parent._base_manager.select_for_update().values_list("pk").get(pk=self.pk)
        now = type(self)._base_manager.values(*self.PUBLICATION).get(pk=self.pk)
        for name, value in now.items():
            setattr(self, name, value)
