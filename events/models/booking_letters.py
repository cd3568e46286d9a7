from django.db import models
from django.utils import timezone

from network.models.members import Member

from .events import Event


class BookingMessageManager(models.Manager):
    def write(self, *, event, by, to, subject, body):
        """A message to some of those who booked, with a letter for each of them."""
        message = self.create(event=event, by=by, subject=subject, body=body)
        BookingLetter.objects.bulk_create(
            BookingLetter(
                booking=booking,
                kind=BookingLetter.Kind.MESSAGE,
                about=f"message {message.pk}",
                message=message,
            )
            for booking in to
        )
        return message


class BookingMessage(models.Model):
    """What an organiser writes to those who booked."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="booking_messages")
    subject = models.CharField(max_length=120)
    body = models.TextField("message", max_length=5000)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BookingMessageManager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.subject


class BookingLetterQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at__isnull=True)


class BookingLetter(models.Model):
    """A mail to somebody who booked: laid ready with what it tells of, and sent once by a task."""

    class Kind(models.TextChoices):
        STATE = "state", "Where the booking stands"
        REMINDER = "reminder", "The event is near"
        MESSAGE = "message", "From an organiser"

    booking = models.ForeignKey("events.Booking", on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=60, help_text="For example “booked” or “message 12”.")
    message = models.ForeignKey(
        BookingMessage, null=True, on_delete=models.CASCADE, related_name="letters"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = BookingLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "about"], name="booking_letter_once"),
            models.CheckConstraint(
                condition=models.Q(kind="message", message__isnull=False)
                | ~models.Q(kind="message") & models.Q(message__isnull=True),
                name="booking_letter_holds_its_message",
            ),
        ]
        indexes = [
            models.Index(
                fields=["written_at"],
                name="booking_letter_unsent",
                condition=models.Q(sent_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.about} to {self.booking}"

    def is_of_use(self):
        """Whether it is still so: a reminder only for a place at an event that is to come."""
        booking, event = self.booking, self.booking.event
        if not hasattr(event, "booking_terms"):
            return False
        if self.kind != self.Kind.REMINDER:
            return True
        is_on = event.is_published and not event.is_called_off and not event.booking_terms.has_begun
        return booking.is_booked and is_on
