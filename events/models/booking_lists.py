from datetime import timedelta

from django.db import models
from django.db.models import Q

from .events import Event

UNCONFIRMED_FOR = timedelta(hours=6)  # that the place of a guest is kept until they answer our mail


def _of(member):
    """Theirs, and what was booked without an account at the address that they sign in by, and confirmed."""
    as_guest = Q(member=None, email=member.email.lower(), confirmed_at__isnull=False)
    return Q(member=member) | as_guest


class BookingQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)

    def holding(self):
        """Those that take one of the places, also while it is only offered or not yet confirmed."""
        return self.current().filter(has_place=True)

    def booked(self):
        return self.holding().filter(confirmed_at__isnull=False, offered_until__isnull=True)

    def offered(self):
        return self.holding().filter(offered_until__isnull=False)

    def waiting(self):
        """The waiting list, in its order: who asked first stands first."""
        return self.current().filter(has_place=False, confirmed_at__isnull=False).order_by("pk")

    def unconfirmed(self):
        return self.current().filter(confirmed_at__isnull=True)

    def ended(self):
        return self.filter(ended_at__isnull=False)

    def lapsed(self, now):
        """Those whose time to confirm is over."""
        not_confirmed = Q(confirmed_at__isnull=True, at__lte=now - UNCONFIRMED_FOR)
        return self.current().filter(not_confirmed | Q(offered_until__lte=now))

    def matching(self, words):
        """Those whose name or address holds each of these words."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found

    def of(self, event, *, member=None, email=""):
        """The current one of a member, or at an address."""
        theirs = _of(member) if member else Q()
        if email:
            theirs |= Q(email__iexact=email)
        return self.current().filter(theirs, event=event)

    def belonging_to(self, member):
        """A member's own, with those from before they had an account."""
        return self.filter(_of(member))

    def of_events_over(self, day):
        """Those of events that were over before this day."""
        over = Q(ended="", happened_on__lt=day) | (~Q(ended="") & Q(last_day__lt=day))
        events = Event.objects.filter(over).exclude(dated="")
        return self.filter(event__in=events.values("pk"))

    def to_come(self):
        """Those of events that are not over, soonest first."""
        upcoming = Event.objects.published().upcoming().order_by()
        rows = self.current().filter(event__in=upcoming.values("pk"))
        return rows.select_related("event").order_by("event__happened_on", "pk")
