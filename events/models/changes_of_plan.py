import copy

from django.db import models, transaction
from django.utils import timezone

from network.models.dates import ImpreciseDateField
from network.models.members import Member

from .booking_letters import BookingMessage
from .booking_terms import BookingTerms
from .events import Event

WHEN = ("dated", "starts", "ended", "ends")
LONGEST_SUBJECT = 120  # of a BookingMessage
NEW_DATE = (
    "It was postponed, and there is a new date: you find it below. Your booking stays as it is, so "
    "if you can come there is nothing to do.\n\nIf you cannot, give your place back by the link "
    "below: somebody who waits gets it."
)


class Plan(models.TextChoices):
    CANCELLED = "cancelled", "Cancelled"
    POSTPONED = "postponed", "Postponed"


class ChangeOfPlanManager(models.Manager):
    @transaction.atomic
    def make(self, *, event, what, by, reason, **new):
        """Cancels or postpones a published event, and writes to those who booked.

        `new` is when a postponed one will be (`dated`, `starts`, `ends`); without it the event has
        no date from now on. None when it was called off before; one that has a new date since may
        be called off again.
        """
        event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        if event.is_called_off:
            return None
        if event.plan is not None:
            event.plan.end(by=by)
            event = Event.objects.get(pk=event.pk)
        plan = self.create(
            event=event,
            what=what,
            by=by,
            reason=reason,
            **{name: getattr(event, name) for name in WHEN},
        )
        if plan.is_postponement:
            for name in WHEN:
                setattr(event, name, new.get(name))
            plan.told_of = event.dated
            plan.save(update_fields=["told_of"])
        event.note_change_of_plan()
        plan.tell()
        return plan

    def with_news(self):
        """Those of postponed events that have a new date since, of which nobody was told."""
        dated = self.filter(what=Plan.POSTPONED).exclude(event__dated="")
        waiting = dated.exclude(told_of=models.F("event__dated"))
        return waiting.filter(event__published_at__lte=timezone.now()).select_related("event", "by")


class ChangeOfPlan(models.Model):
    """An event is cancelled or postponed: by whom, when and why. `dated` and so on: when it was to be."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="change_of_plan")
    what = models.CharField("what becomes of it", max_length=10, choices=Plan)
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    dated = ImpreciseDateField("was to begin on")
    starts = models.TimeField("from", null=True, blank=True)
    ended = ImpreciseDateField("was to end on")
    ends = models.TimeField("until", null=True, blank=True)
    told_of = ImpreciseDateField("the new date of which those booked were told", editable=False)

    objects = ChangeOfPlanManager()

    class Meta:
        verbose_name_plural = "changes of plan"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="change_of_plan_has_reason",
                violation_error_message="Say why: those who booked will read it.",
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.get_what_display().lower()}"

    @property
    def is_postponement(self):
        return self.what == Plan.POSTPONED

    def tell(self):
        """Lays a letter ready for each who booked or waits, with the reason."""
        _tell(self.event, by=self.by, what=self.get_what_display(), words=self._words())

    @transaction.atomic
    def tell_new_date(self):
        """Lays a letter ready about the new date, once for each date, however it was set."""
        stored = ChangeOfPlan.objects.with_news().select_for_update(of=("self",))
        plan = stored.filter(pk=self.pk).first()
        if plan is None:
            return
        plan.told_of = plan.event.dated
        plan.save(update_fields=["told_of"])
        if not plan.event.is_over:
            offer_again(plan.event)
            _tell(plan.event, by=None, what="New date", words=NEW_DATE)

    def as_it_was(self, event):
        """A copy of its event, not to be saved, on the day on which it was to be."""
        was = copy.copy(event)
        for name in WHEN:
            setattr(was, name, getattr(self, name))
        return was

    def _words(self):
        """What a letter says; the new date stands below it, among the facts."""
        became = f"It is {self.get_what_display().lower()}."
        if self.is_postponement and self.event.dated:
            became = "It is postponed: the new date is below. Your booking stays as it is."
        elif self.is_postponement:
            became = (
                "It is postponed. We write to you when there is a new date; your booking stays."
            )
        return f"{became}\n\n{self.reason}"

    def end(self, *, by):
        """It holds no longer: gives the PlanReversal that keeps it, or None when somebody was faster."""
        deleted, _ = ChangeOfPlan.objects.filter(pk=self.pk).delete()
        return deleted and PlanReversal.objects.create(
            event_id=self.event_id,
            by=by,
            what=self.what,
            reason=self.reason,
            changed_by=self.by,
            changed_at=self.at,
        )

    @transaction.atomic
    def undo(self, *, by):
        """It takes place after all, on its old day unless it has a new one. None when somebody was faster.

        Those booked are told while it is to come.
        """
        reversal = self.end(by=by)
        if not reversal:
            return None
        event = Event.objects.get(pk=self.event_id)
        if event.dated is None:
            for name in WHEN:
                setattr(event, name, getattr(self, name))
        event.note_change_of_plan()
        if not event.is_over:
            offer_again(event)
            _tell(event, by=by, what="It takes place", words="It takes place after all.")
        return reversal


class PlanReversal(models.Model):
    """A change of plan that holds no longer: who ended it, and what it had said."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="plan_reversals")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    what = models.CharField(max_length=10, choices=Plan)
    reason = models.TextField(max_length=1000)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.event}: no longer {self.what}"


def offer_again(event):
    """Who was offered a place has time to take it again; nothing at an event that takes no bookings."""
    for terms in BookingTerms.objects.select_for_update().filter(event=event):
        terms.offer_again()


def _tell(event, *, by, what, words):
    """A letter laid ready for each who has a place, waits for one or was offered one."""
    current = list(event.bookings.current())
    if current:
        subject = f"{what}: {event}"
        if len(subject) > LONGEST_SUBJECT:
            subject = f"{subject[: LONGEST_SUBJECT - 1]}…"
        BookingMessage.objects.write(event=event, by=by, to=current, subject=subject, body=words)
