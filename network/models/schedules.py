from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from .contributions import Contribution
from .members import Member
from .revisions import Revision


class ScheduleQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def due(self):
        return self.standing().filter(due_at__lte=timezone.now())

    def untold(self):
        """Those that came to their end, of which the authors do not know yet."""
        return self.filter(ended_at__isnull=False, told_at__isnull=True)


class ScheduleManager(models.Manager.from_queryset(ScheduleQuerySet)):
    @transaction.atomic
    def arrange(self, *, contribution, at, by):
        """Lets a draft be published at a moment, in place of the one arranged before.

        Nothing happens to what is published, or held by a moderator.
        """
        contribution.lock_publication()
        if contribution.is_published or contribution.is_held:
            return
        contribution.schedules.all().delete()
        self.create(contribution=contribution, due_at=at, by=by)
        contribution.refresh_index()

    @transaction.atomic
    def cancel(self, contribution):
        """Leaves a draft a draft; what is published meanwhile stays so."""
        contribution.lock_publication()
        if contribution.is_published:
            return
        contribution.schedules.standing().delete()
        contribution.show_from(None)

    @transaction.atomic
    def carry_out(self, pk):
        """Does for one that is due what publishing does beyond its moment, unless something is missing.

        It may be called again, late, or by two at once: the second finds nothing to do.
        """
        schedule = self.due().select_related("contribution").filter(pk=pk).first()
        if schedule is None:
            return
        contribution = schedule.contribution.child
        contribution.lock_publication()
        schedule = self.due().filter(pk=pk).first()
        if schedule is None:
            return
        needed = contribution.still_needed()
        schedule.lacked = "\n".join(what for _, what in needed)
        schedule.ended_at = timezone.now()
        schedule.save(update_fields=["lacked", "ended_at"])
        if needed:
            contribution.show_from(None)
        else:
            contribution.show(at=schedule.due_at)
            Revision.objects.note(contribution, by=schedule.by)


class Schedule(models.Model):
    """A draft is to be published at a moment: who arranged it, and what became of it.

    As long as the draft lacks nothing, that moment is its `published_at`: it appears on time
    even when nobody carries it out. While it lacks something it stays hidden.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="schedules"
    )
    due_at = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    lacked = models.TextField(
        blank=True, editable=False, help_text="Why it was not published, one reason to a line."
    )
    told_at = models.DateTimeField("authors told", null=True, editable=False)

    objects = ScheduleManager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(ended_at=None), name="schedule_standing_once"
            ),
        ]

    def __str__(self):
        return f"{self.contribution} on {self.due_at:%Y-%m-%d %H:%M}"
