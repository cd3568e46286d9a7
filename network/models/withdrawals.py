from django.db import models, transaction
from django.utils import timezone

from .contributions import Contribution
from .members import Member
from .subscribers import SETTLED, Rhythm, latest_round


class WithdrawalQuerySet(models.QuerySet):
    def holding(self):
        """Those by a moderator that keep the authors from publishing, until a moderator lifts them."""
        return self.filter(is_hold=True, lifted_at__isnull=True)


class WithdrawalManager(models.Manager.from_queryset(WithdrawalQuerySet)):
    @transaction.atomic
    def make(self, *, contribution, by, reason):
        """Takes a contribution back to a draft; when somebody else was faster, theirs stands.

        One by a moderator who is none of its authors holds it.
        """
        contribution.lock_publication()
        if not contribution.is_published:
            return self.filter(contribution=contribution).first()
        made = self.create(
            contribution=contribution,
            by=by,
            reason=reason,
            was_published_at=contribution.published_at,
            is_hold=by.is_moderator and not contribution.is_written_by(by),
        )
        contribution.published_at = None
        contribution.save(update_fields=["published_at"])
        contribution.schedules.standing().delete()
        recount_credits(contribution.named_people())
        return made


def recount_credits(people):
    """Notes anew of each whether anything published names them, in whatever part of its kind."""
    kinds = [kind.objects.published() for kind in Contribution.__subclasses__()]
    for person in people:
        person.is_credited = any(kind.crediting(person).exists() for kind in kinds)
        person.save(update_fields=["is_credited"])


class Withdrawal(models.Model):
    """A contribution was taken back to a draft: by whom, when and why."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="withdrawals"
    )
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    was_published_at = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    is_hold = models.BooleanField(
        "only a moderator may publish it again", default=False, editable=False
    )
    lifted_at = models.DateTimeField("hold lifted", null=True, editable=False)
    lifted_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField("authors told", null=True, editable=False)

    objects = WithdrawalManager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.contribution} withdrawn {self.at:%Y-%m-%d}"

    @property
    def is_holding(self):
        return self.is_hold and self.lifted_at is None

    @property
    def was_told(self):
        """Whether a digest of the day went out while readers had it."""
        return latest_round(Rhythm.DAILY, self.at - SETTLED) > self.was_published_at

    def lift(self, *, by):
        """Lets the authors publish it again. False when somebody was faster."""
        holding = Withdrawal.objects.holding().filter(pk=self.pk)
        return holding.update(lifted_at=timezone.now(), lifted_by=by) == 1
