"""What runs behind bookings and live questions. Each task may run twice, and does nothing the second time."""

from datetime import timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from network.limits import is_within
from network.models import Member

from . import mail
from .models import (
    Booking,
    BookingLetter,
    BookingTerms,
    ChangeOfPlan,
    Commitment,
    Event,
    LiveQuestion,
)

SENDING = {
    BookingLetter.Kind.STATE: mail.booking_state,
    BookingLetter.Kind.REMINDER: mail.booking_reminder,
    BookingLetter.Kind.MESSAGE: mail.booking_message,
}
A_DAY = timedelta(days=1)
# How long before the event one is reminded: (from, to, how long ago one must have booked).
REMINDERS = {
    "reminder of the week": (2 * A_DAY, 7 * A_DAY, A_DAY),
    "reminder of the day": (timedelta(hours=1), A_DAY, timedelta(hours=6)),
}
GIVEN_UP_AFTER = 2 * A_DAY  # letters that could not be sent: what they say is old by then
ASKED_AFTER = (3, 14)  # days without a write-up
DAYS_LATE = 3
NEEDS_KEPT_FOR = 14 * A_DAY  # after the event
GUESTS_KEPT_FOR = 56 * A_DAY  # after the event: names and addresses of those without an account
ASKERS_KEPT_FOR = 14 * A_DAY  # after they asked
ASKED_AT_ONCE, AT_ONCE = 3, 20 * 60 * 60  # promises of one address in so many seconds: a day's run


@task
def send_booking_letters(event_pk):
    """Sends what is laid ready for those who booked an event, each in a task of its own."""
    ready = BookingLetter.objects.unsent().filter(booking__event=event_pk)
    for pk in ready.order_by("pk").values_list("pk", flat=True):
        send_booking_letter.enqueue(pk)


@task
def send_booking_letter(letter_pk):
    """Sends one of them, unless somebody else did."""
    with transaction.atomic():
        ready = BookingLetter.objects.unsent().select_for_update(of=("self",))
        # All of one booking, in their order: two that tell of the same never wait for each other.
        list(ready.filter(booking__letters=letter_pk).order_by("pk").values_list("pk"))
        beside = ("booking__event__booking_terms", "booking__member", "message__by")
        letter = ready.select_related(*beside).filter(pk=letter_pk).first()
        if letter is None:
            return
        told = BookingLetter.objects.filter(pk=letter_pk)
        if letter.kind == BookingLetter.Kind.STATE:  # one tells of all that happened until now
            told |= BookingLetter.objects.unsent().filter(booking=letter.booking, kind=letter.kind)
        told.update(sent_at=timezone.now())
        if letter.booking.address_of_mail() and letter.is_of_use():
            SENDING[letter.kind](letter)


@task
def look_after_bookings():
    """Ends what was not confirmed in time, moves waiting lists up, tells new dates, sends letters left."""
    now = timezone.now()
    waiting = Booking.objects.lapsed(now) | Booking.objects.waiting().order_by()
    to_come = Event.objects.published().upcoming().order_by()
    events = to_come.filter(booking_terms__isnull=False, pk__in=waiting.values("event"))
    for plan in ChangeOfPlan.objects.with_news():  # before anything ends that ran on meanwhile
        plan.tell_new_date()
    for event in events.values_list("pk", flat=True):
        Booking.objects.look_after(event)
    fresh = BookingLetter.objects.unsent().filter(written_at__gt=now - GIVEN_UP_AFTER)
    for pk in fresh.order_by("pk").values_list("pk", flat=True):
        send_booking_letter.enqueue(pk)


@task
def remind_those_booked():
    """Lays reminders ready for events that are near, each once, and sends them."""
    now = timezone.now()
    near = [timezone.localdate() - A_DAY, timezone.localdate() + 8 * A_DAY]
    terms = BookingTerms.objects.select_related("event").filter(
        event__in=Event.objects.published().taking_place().values("pk"),
        event__happened_on__range=near,
    )
    for each in terms:
        for about, (earliest, latest, booked_before) in REMINDERS.items():
            if each.begins_at and earliest <= each.begins_at - now <= latest:
                booked = each.event.bookings.booked().filter(confirmed_at__lt=now - booked_before)
                about = f"{about} {each.begins_at:%Y-%m-%d}"  # a new day is a new reminder
                BookingLetter.objects.bulk_create(
                    [
                        BookingLetter(booking=booking, kind="reminder", about=about)
                        for booking in booked
                    ],
                    ignore_conflicts=True,
                )
        send_booking_letters.enqueue(each.pk)


@task
def forget_booking_needs():
    """Forgets access needs, diets and answers two weeks after the event, and later who guests were."""
    today = timezone.localdate()
    Booking.objects.forget_needs(before=today - NEEDS_KEPT_FOR)
    Booking.objects.forget_guests(before=today - GUESTS_KEPT_FOR)
    Booking.objects.forget_unconfirmed(before=timezone.now() - A_DAY)


@task
def forget_live_askers():
    """Forgets who asked and supported live questions, two weeks later."""
    LiveQuestion.objects.forget_askers(before=timezone.now() - ASKERS_KEPT_FOR)


@task
def ask_for_write_ups():
    """Asks who announced an event for its write-up, 3 and 14 days after it, each once.

    A day or two later still, should the worker have stood still.
    """
    today = timezone.localdate()
    for days in ASKED_AFTER:
        ended = [today - timedelta(days=days + late) for late in range(DAYS_LATE + 1)]
        for event in Event.objects.published().without_write_up(ended=ended):
            for pk in Member.objects.writing(event).values_list("pk", flat=True):
                ask_for_write_up.enqueue(event.pk, pk, days)


@task
def ask_for_write_up(event_pk, member_pk, days):
    """Asks one of those who announced it; a mail that is refused keeps none of the others back."""
    waiting = Event.objects.published().filter(written_up_at=None, no_write_up_at=None)
    for event in waiting.filter(pk=event_pk):
        for member in Member.objects.writing(event).filter(pk=member_pk, is_active=True):
            mail.write_up_wanted(event, member, days=days)


@task
def ask_about_commitments():
    """Asks those whose day has come what became of what they promised; forgets addresses that are not needed."""
    today = timezone.localdate()
    Commitment.objects.all().forget_addresses(today)
    for pk in Commitment.objects.to_ask(today).values_list("pk", flat=True):
        ask_about_commitment.enqueue(pk)


@task
def ask_about_commitment(pk):
    """Asks one of them, on the day and once more a month later, while nobody has told."""
    today = timezone.localdate()
    rows = Commitment.objects.to_ask(today).select_related("event", "person__member")
    commitment = rows.filter(pk=pk).first()
    number = commitment and commitment.number_of_letter(today)
    address = commitment.address_of_mail() if number else ""
    # What is over the limit is asked tomorrow, or the day after: nobody's mail box is filled by it.
    if address and is_within(ASKED_AT_ONCE, seconds=AT_ONCE, of="commitment-mails", by=address):
        mail.commitment_due(commitment, number=number)
