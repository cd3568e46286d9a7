from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from network.models.members import Member

from .booking_letters import BookingLetter
from .booking_lists import UNCONFIRMED_FOR, BookingQuerySet
from .booking_questions import BookingAnswer
from .booking_terms import BookingClosedError, BookingTerms
from .events import Event

SIGNER = signing.Signer(sep=".", salt="a booking")
BLANK = {"attendance": "", "access_needs": "", "diet": "", "is_listed": False}


class BookingManager(models.Manager.from_queryset(BookingQuerySet)):
    @transaction.atomic
    def book(self, *, event, name, email, member=None, by=None, answers=(), **details):
        """Takes a place, or stands at the end of the waiting list: (booking, whether it is new).

        A guest (no `member`, and not added `by` an organiser) has to confirm it by mail. Who has
        one already keeps it as it is, unless nobody confirmed that it is theirs. `details` are
        columns; raises BookingClosedError.
        """
        try:
            terms = BookingTerms.objects.locked(event)
        except BookingTerms.DoesNotExist:
            raise BookingClosedError from None
        email = email.lower()
        existing = self.of(event, member=member, email=email).first()
        if existing and existing.confirmed_at is None and (member or by):
            existing.vouch(terms, answers=answers, member=member, by=by, name=name, **details)
            return existing, True
        if existing:
            return existing.adopted_by(member), False
        terms.move_up()
        has_room = terms.has_room()
        state = terms.state(0)
        if state != BookingTerms.State.OPEN and not (by and event.is_published):
            raise BookingClosedError(state)
        booking = self.create(
            event=event,
            name=name,
            email=email,
            member=member,
            by=by,
            has_place=has_room,
            confirmed_at=timezone.now() if member or by else None,
            **details,
        )
        booking.answer(answers)
        booking.tell()
        return booking, True

    def of_token(self, token):
        """The booking that a link holds; None when it is gone. Raises BadSignature."""
        rows = self.select_related("event__booking_terms", "event__change_of_plan", "member")
        kept = rows.filter(event__booking_terms__isnull=False)  # an operator may take terms away
        return kept.filter(pk=SIGNER.unsign(token)).first()

    @transaction.atomic
    def look_after(self, event):
        """Ends those whose time to confirm is over, and offers the places to the next ones.

        Not while it is called off: nobody can say whether they come.
        """
        terms = BookingTerms.objects.locked(event)
        if terms.event.is_called_off:
            return
        for booking in self.filter(event=event).lapsed(timezone.now()):
            ended = Booking.Ended.NOT_TAKEN if booking.confirmed_at else Booking.Ended.UNCONFIRMED
            booking.end(how=ended)
        terms.move_up()


class Booking(models.Model):
    """Somebody's booking: a place, an offer of one, or a place on the waiting list.

    The first to come has the smallest number, which is the order of the waiting list. What ended
    stays, and whoever books again stands at the end.
    """

    class Ended(models.TextChoices):
        CANCELLED = "cancelled", "Cancelled"
        BY_ORGANISER = "organiser", "Cancelled by an organiser"
        UNCONFIRMED = "unconfirmed", "Never confirmed by mail"
        NOT_TAKEN = "not-taken", "Offered, and not taken in time"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="bookings")
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="bookings"
    )
    name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address")
    attendance = models.CharField(max_length=10, blank=True)
    access_needs = models.TextField(max_length=2000, blank=True)
    diet = models.TextField(max_length=500, blank=True)
    is_listed = models.BooleanField("on the list that those booked see", default=False)
    by = models.ForeignKey(
        Member, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    has_place = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended = models.CharField(max_length=11, choices=Ended, blank=True, editable=False)
    words = models.TextField("what the organiser said", max_length=2000, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)

    objects = BookingManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(ended_at__isnull=True) & ~Q(email=""),
                name="booking_once_an_address",
                violation_error_message="There is a booking with this address.",
            ),
            models.UniqueConstraint(
                fields=["event", "member"],
                condition=Q(ended_at__isnull=True),
                name="booking_once_a_member",
                violation_error_message="This member has booked already.",
            ),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(has_place=True),
                name="booking_offer_holds_a_place",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended="")
                | Q(ended_at__isnull=False) & ~Q(ended=""),
                name="booking_ended_somehow",
            ),
        ]

    def __str__(self):
        return self.name or "A guest"

    @property
    def state(self):
        """One word for where it stands: ended, unconfirmed, waiting, offered or booked."""
        if self.ended_at:
            return "ended"
        if self.confirmed_at is None:
            return "unconfirmed"
        if not self.has_place:
            return "waiting"
        return "offered" if self.offered_until else "booked"

    @property
    def is_booked(self):
        return self.state == "booked"

    @property
    def confirm_until(self):
        return self.at + UNCONFIRMED_FOR

    @property
    def token(self):
        return SIGNER.sign(self.pk)

    def get_absolute_url(self):
        """Its private address: whoever knows it can change and cancel it."""
        return reverse("booking-by-link", args=[self.token])

    def address_of_mail(self):
        """That of the account, as it may have changed, or the one that a guest gave."""
        if self.member is None:
            return self.email
        return self.member.email if self.member.is_active else ""

    def place_in_line(self):
        """1 for the first of those who wait."""
        return Booking.objects.filter(event=self.event_id, pk__lte=self.pk).waiting().count()

    def tell(self, about=""):
        """Lays a letter ready that says where it stands; the same news goes out once."""
        about = about or f"{self.state} {self.offered_until or ''}".strip()
        BookingLetter.objects.get_or_create(
            booking=self, about=about, defaults={"kind": BookingLetter.Kind.STATE}
        )

    def tell_again(self):
        """Somebody asked with its address, so that address is told, at most once an hour."""
        self.tell(f"asked again {timezone.now():%Y-%m-%dT%H}")

    def adopted_by(self, member):
        """A booking made without an account becomes that of the member whose address it is."""
        if member and self.member_id is None:
            self.member = member
            self.save(update_fields=["member"])
        return self

    def vouch(self, terms, *, answers, **details):
        """Whose it is is known now; what was typed before, by nobody knows whom, gives way.

        Whoever calls this has locked the terms.
        """
        for name, value in (BLANK | details).items():
            setattr(self, name, value)
        self.save()
        self.answer(answers)
        self._stand(terms)

    def _stand(self, terms):
        """Confirmed from now on; whoever waits and finds a place free takes it at once."""
        terms.move_up()
        self.has_place = self.has_place or terms.has_room()
        self.confirmed_at = timezone.now()
        self.save(update_fields=["has_place", "confirmed_at"])
        self.tell()

    def answer(self, answers):
        """Keeps what was answered: pairs of a BookingQuestion and a text."""
        self.answers.all().delete()
        rows = [BookingAnswer(booking=self, question=each, text=text) for each, text in answers]
        BookingAnswer.objects.bulk_create(row for row in rows if row.text)

    @transaction.atomic
    def change(self, *, answers=(), **details):
        """Keeps what they tell us now, unless the booking ended at this moment: then nobody needs it."""
        self._lock()
        if self.ended_at is None:
            for name, value in details.items():
                setattr(self, name, value)
            self.save(update_fields=list(details))
            self.answer(answers)

    @transaction.atomic
    def confirm(self):
        """A guest has read our mail, in time."""
        terms = self._lock()
        if self.may_be_confirmed(terms):
            self._stand(terms)

    def may_be_confirmed(self, terms):
        return self.state == "unconfirmed" and terms.are_in_force

    def offer(self, *, until):
        """A place became free. Whoever calls this has locked the terms."""
        self.has_place, self.offered_until = True, until
        self.save(update_fields=["has_place", "offered_until"])
        self.tell()

    @transaction.atomic
    def accept(self):
        """Takes the place that is offered: whether it was there still."""
        terms = self._lock()
        if self.state == "offered" and self.offered_until > timezone.now() and terms.are_in_force:
            self.offered_until = None
            self.save(update_fields=["offered_until"])
            self.tell()
        return self.is_booked

    @transaction.atomic
    def cancel(self, *, by=None, words=""):
        """Gives the place to the next one; `by` an organiser, with a word to them, or by themselves."""
        terms = self._lock()
        if self.ended_at is None:
            self.words = words
            self.end(how=self.Ended.BY_ORGANISER if by else self.Ended.CANCELLED)
            terms.move_up()

    def end(self, *, how):
        self.ended, self.ended_at = how, timezone.now()
        self.has_place, self.offered_until = False, None
        self.access_needs = self.diet = ""  # nobody needs to know any more
        self.save()
        self.answer(())
        self.tell()

    @transaction.atomic
    def check_in(self):
        """They are here, and have a place if they had none yet; a second time changes nothing."""
        self._lock()
        if self.ended_at is None and self.came_at is None:
            self.came_at = timezone.now()
            self.has_place, self.offered_until = True, None
            self.confirmed_at = self.confirmed_at or self.came_at
            self.save(update_fields=["came_at", "has_place", "offered_until", "confirmed_at"])

    def check_out(self):
        """It was a mistake: they are not here."""
        Booking.objects.filter(pk=self.pk).update(came_at=None)

    def _lock(self):
        """The terms, locked; this booking as it stands now."""
        terms = BookingTerms.objects.locked(self.event_id)
        self.refresh_from_db(
            fields=["has_place", "confirmed_at", "offered_until", "ended_at", "ended", "came_at"]
        )
        return terms
