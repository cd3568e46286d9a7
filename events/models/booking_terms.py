import datetime
import zoneinfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from network.models.contributions import Contribution
from network.models.members import Member

from .events import Event

OFFER_LASTS = datetime.timedelta(hours=48)
MOST_PLACES = 100_000


class BookingClosedError(Exception):
    """It cannot be booked now; `state` is a BookingTerms.State, or "" without any terms."""

    def __init__(self, state=""):
        self.state = state
        super().__init__(state)


class BookingTermsManager(models.Manager):
    def locked(self, event):
        """The terms of an event for one transaction at a time: whoever takes or gives places queues here.

        Raises DoesNotExist when it takes no bookings.
        """
        rows = self.select_for_update(of=("self",)).select_related("event__change_of_plan")
        return rows.get(event=event)

    def taken(self, event):
        """As locked; new ones, not stored yet, where there are none: nobody else makes them meanwhile."""
        try:
            return self.locked(event)
        except self.model.DoesNotExist:
            Contribution.objects.select_for_update().get(pk=event.pk)
            return self.filter(event=event).first() or self.model(event=event)


class BookingTerms(models.Model):
    """How an event is booked. An event without such a row takes no bookings."""

    class Where(models.TextChoices):
        IN_PERSON = "in-person", "In person"
        ONLINE = "online", "Online"
        BOTH = "both", "In person or online: people say which"

    class State(models.TextChoices):
        """What somebody who wants to book finds. FULL has a waiting list."""

        DRAFT = "draft", "Opens when the event is published"
        CALLED_OFF = "off", "The event does not take place as planned"
        OVER = "over", "The event has begun"
        SOON = "soon", "Not open yet"
        CLOSED = "closed", "Closed"
        FULL = "full", "Full, with a waiting list"
        OPEN = "open", "Open"

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.CASCADE, related_name="booking_terms"
    )
    where = models.CharField(max_length=10, choices=Where, default=Where.IN_PERSON)
    places = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text="Leave it empty when there is room for everybody.",
    )
    opens_on = models.DateField("booking opens on", null=True, blank=True)
    closes_on = models.DateField("last day to book", null=True, blank=True)
    takes_guests = models.BooleanField("people can book without an account", default=True)
    shows_attendees = models.BooleanField("those booked may see one another's names", default=False)
    asks_diet = models.BooleanField("ask what people eat", default=True)
    joining = models.TextField("joining details", max_length=4000, blank=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = BookingTermsManager()

    class Meta:
        verbose_name_plural = "booking terms"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(places__isnull=True) | models.Q(places__gte=1),
                name="booking_terms_a_place_at_least",
                violation_error_message="There is one place at least.",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="booking_terms_close_after_opening",
                violation_error_message="The last day to book is before booking opens.",
            ),
        ]

    def __str__(self):
        return f"Booking of {self.event}"

    @property
    def begins_at(self):
        """When the event begins: its first midnight without a time, None without an exact day."""
        event = self.event
        if event.starts_at or event.dated is None or event.dated.day is None:
            return event.starts_at
        zone = zoneinfo.ZoneInfo(event.time_zone)
        return datetime.datetime.combine(event.dated.day, datetime.time(), zone)

    @property
    def has_begun(self):
        """Whether it is too late to book: an event without a time can be booked all its first day."""
        if self.event.is_over or self.begins_at is None:
            return self.event.is_over
        by_day = datetime.timedelta(days=1) if self.event.starts is None else datetime.timedelta()
        return self.begins_at + by_day <= timezone.now()

    @property
    def are_in_force(self):
        """Whether a place can be taken: not once it has begun, is cancelled or is not shown any more."""
        event = self.event
        is_cancelled = event.is_called_off and not event.plan.is_postponement
        return event.is_published and not is_cancelled and not self.has_begun

    def state(self, taken):
        """A State, when so many places are taken."""
        today = timezone.now().astimezone(zoneinfo.ZoneInfo(self.event.time_zone)).date()
        if not self.event.is_published:
            return self.State.DRAFT
        if self.has_begun:
            return self.State.OVER
        if self.event.is_called_off:
            return self.State.CALLED_OFF
        if self.opens_on and today < self.opens_on:
            return self.State.SOON
        if self.closes_on and today > self.closes_on:
            return self.State.CLOSED
        return self.State.FULL if self.left(taken) == 0 else self.State.OPEN

    def left(self, taken):
        """How many places are free when so many are taken; None for no end of them."""
        return None if self.places is None else max(0, self.places - taken)

    def has_room(self):
        return self.left(self.event.bookings.holding().count()) != 0

    def offer_ends_at(self, now):
        """Until when somebody may take a place that became free: half the time that is left, at most."""
        if self.begins_at is None:
            return now + OFFER_LASTS
        return now + min(OFFER_LASTS, (self.begins_at - now) / 2)

    def offer_again(self):
        """Gives who was offered a place their time anew, as it ran on while the event was called off."""
        now = timezone.now()
        for booking in self.event.bookings.offered():
            booking.offer(until=max(now, self.offer_ends_at(now)))

    def move_up(self):
        """Offers the free places to those who wait, in order. The row is locked by the caller."""
        if not self.event.is_published or self.has_begun or self.event.is_called_off:
            return
        now = timezone.now()
        left = self.left(self.event.bookings.holding().count())
        for booking in self.event.bookings.waiting()[:left]:
            booking.offer(until=max(now, self.offer_ends_at(now)))
