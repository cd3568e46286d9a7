from datetime import timedelta

from django.db import models
from django.db.models import Case, F, Q, When

from .booking_questions import BookingAnswer
from .events import Event

PUT_OFF_FOR = timedelta(days=365)  # then nobody waits for a new date any more
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
        """Those whose name or address, also that of their account now, holds each of these words."""
        found = self
        for word in words.split():
            address = Q(email__icontains=word) | Q(member__email__icontains=word)
            found = found.filter(Q(name__icontains=word) | address)
        return found

    def of(self, event, *, member=None, email=""):
        """The current one of a member, or at an address; that of the member first."""
        theirs = _of(member) if member else Q()
        if email:
            theirs |= Q(email__iexact=email)
        rows = self.current().filter(theirs, event=event)
        return rows.order_by(F("member").asc(nulls_last=True), "pk")

    def belonging_to(self, member):
        """A member's own, with those from before they had an account."""
        return self.filter(_of(member))

    def of_events_over(self, day):
        """Those of events that were over before this day.

        Without a date: of those written up before it, or put off a year before it.
        """
        over = Event.objects.past(on=day).exclude(dated="").order_by()
        told = Q(event__written_up_at__date__lt=day)
        put_off = Q(event__change_of_plan__at__date__lt=day - PUT_OFF_FOR)
        undated = Q(event__dated="") & (told | put_off)
        return self.filter(Q(event__in=over.values("pk")) | undated)

    def forget_needs(self, *, before):
        """Forgets what people need, eat and answered, and what organisers said to them, at events that
        were over before this day.
        """
        theirs = self.of_events_over(before)
        BookingAnswer.objects.filter(booking__in=theirs.values("pk")).delete()
        kept = theirs.exclude(access_needs="", diet="", words="")
        return kept.update(access_needs="", diet="", words="")

    def forget_guests(self, *, before):
        """Forgets who came without an account to events that were over before this day.

        The bookings stay, without a name or an address, so that they are counted as before.
        """
        return self.of_events_over(before).filter(member__isnull=True)._forget_names()

    def forget_unconfirmed(self, *, before):
        """Forgets whose address nobody confirmed before that moment: who typed it may be anybody."""
        return self.filter(ended="unconfirmed", ended_at__lt=before)._forget_names()

    def _forget_names(self):
        return self.exclude(name="", email="").update(name="", email="", is_listed=False)

    def to_come(self):
        """Those of events that are not over, soonest first; then those whose day is not known yet."""
        published = Event.objects.published()
        upcoming, unscheduled = published.upcoming().order_by(), published.unscheduled().order_by()
        its = Q(event__in=upcoming.values("pk")) | Q(event__in=unscheduled.values("pk"))
        rows = self.current().filter(its).select_related("event__change_of_plan")
        return rows.order_by(
            Case(When(event__dated="", then=1), default=0), "event__happened_on", "pk"
        )
