from secrets import token_urlsafe

from django.db import models
from django.urls import reverse

from network.models.members import Member


class BookingCalendarManager(models.Manager):
    def renew(self, member):
        """A new private address for a member; the one from before opens nothing any more."""
        return self.update_or_create(member=member, defaults={"key": token_urlsafe(24)})[0]


class BookingCalendar(models.Model):
    """The private address at which the calendar program of a member finds their bookings."""

    member = models.OneToOneField(
        Member, primary_key=True, on_delete=models.CASCADE, related_name="booking_calendar"
    )
    key = models.CharField(max_length=40, unique=True, editable=False)

    objects = BookingCalendarManager()

    def __str__(self):
        return f"Bookings of {self.member}"

    def get_absolute_url(self):
        return reverse("your-calendar", args=[self.key])
