from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from .members import Member

HOUR = 7  # on the clock of this site: when mail goes out
WEEKDAY = 0  # Monday: on which that of the week does
SETTLED = timedelta(minutes=2)  # what is published at this moment may not be seen yet
MOST_REFUSALS = 3  # digests in a row that the server of an address refused
SIGNER = signing.Signer(sep=".", salt="what somebody follows")


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", "Once a week, on Monday morning"
    DAILY = "daily", "Every morning on which there is news"


def latest_round(rhythm, at):
    """The newest moment, not after `at`, at which mail of this rhythm goes out."""
    here = timezone.localtime(at)
    moment = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if moment > here:
        moment -= timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        moment -= timedelta(days=(moment.weekday() - WEEKDAY) % 7)
    return moment


class SubscriberQuerySet(models.QuerySet):
    def reachable(self):
        """Those whose account works, if they have one, and whose address takes mail."""
        return self.filter(Q(member=None) | Q(member__is_active=True), refusals__lt=MOST_REFUSALS)

    def due(self, until):
        """Those who get a digest now of what happened until then."""
        rounds = Q()
        for rhythm in Rhythm:
            rounds |= Q(rhythm=rhythm, told_until__lt=latest_round(rhythm, until))
        return self.reachable().filter(rounds, paused_at=None)

    def of_address(self, email):
        return self.filter(Q(email=email.lower()) | Q(member__email=email.lower()))


class SubscriberManager(models.Manager.from_queryset(SubscriberQuerySet)):
    def of_token(self, token):
        """Whom a private link belongs to; None when they are gone or suspended. Raises BadSignature."""
        found = self.select_related("member").filter(pk=SIGNER.unsign(token)).first()
        is_suspended = found and found.member and not found.member.is_active
        return None if is_suspended else found


class Subscriber(models.Model):
    """Somebody who follows something by e-mail: a member, or an address without an account.

    News that is published until `told_until` was told, or is not to be told any more.
    """

    member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriber"
    )
    email = models.EmailField(
        "e-mail address", blank=True, help_text="Of somebody without an account."
    )
    rhythm = models.CharField("how often", max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    began_at = models.DateTimeField(default=timezone.now, editable=False)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    refusals = models.PositiveSmallIntegerField(
        default=0, help_text="How many digests in a row the server of the address refused."
    )

    objects = SubscriberManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["rhythm", "told_until"],
                condition=Q(paused_at=None),
                name="subscriber_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="subscriber_address_once"
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True) & ~Q(email="")
                | Q(member__isnull=False) & Q(email=""),
                name="subscriber_is_member_or_address",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="subscriber_rhythm_known"
            ),
        ]

    def __str__(self):
        """Without the address: the administration notes for good what was called so and is deleted."""
        return f"Subscriber {self.pk}"

    @property
    def address(self):
        """Where their mail goes: to the address of the account, as it may have changed."""
        return self.member.email if self.member else self.email

    @property
    def name(self):
        return self.member.get_short_name() if self.member else ""

    @property
    def how_often(self):
        """For the middle of a sentence."""
        label = self.get_rhythm_display()
        return f"{label[0].lower()}{label[1:]}"

    @property
    def is_refused(self):
        """Whether we write no more, as the server of the address did not take our mail."""
        return self.refusals >= MOST_REFUSALS

    @property
    def token(self):
        return SIGNER.sign(self.pk)

    def get_absolute_url(self):
        """Their private page: whoever knows its address can change what is followed."""
        return reverse("following", args=[self.token])

    def note_told(self, until, *, was_written_to):
        """They got what there was until then, or there was nothing."""
        noted = {"refusals": 0} if was_written_to else {}
        Subscriber.objects.filter(pk=self.pk).update(told_until=until, **noted)

    def note_refusal(self, until):
        """The server of the address says that it takes no mail for it."""
        refused = models.F("refusals") + 1
        Subscriber.objects.filter(pk=self.pk).update(told_until=until, refusals=refused)

    def pause(self):
        Subscriber.objects.filter(pk=self.pk, paused_at=None).update(paused_at=timezone.now())

    def resume(self):
        """From now on; what happened meanwhile is not told."""
        now = timezone.now()
        Subscriber.objects.filter(pk=self.pk).update(paused_at=None, refusals=0, told_until=now)
