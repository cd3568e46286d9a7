from django.db import models

from .events import Event

YES_NO = ("Yes", "No")


class BookingQuestion(models.Model):
    """What an organiser asks everybody who books."""

    class Kind(models.TextChoices):
        TEXT = "text", "In their own words"
        CHOICE = "choice", "One of a few answers"
        YES_NO = "yes-no", "Yes or no"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="booking_questions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    choices = models.TextField(max_length=2000, blank=True, help_text="One answer to a line.")
    is_required = models.BooleanField("everybody has to answer", default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    def offered(self):
        """The answers that one can choose from; none for one's own words."""
        if self.kind == self.Kind.YES_NO:
            return list(YES_NO)
        return self.choices.splitlines() if self.kind == self.Kind.CHOICE else []


class BookingAnswer(models.Model):
    booking = models.ForeignKey("events.Booking", on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(BookingQuestion, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["question__position", "question"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "question"], name="booking_answer_once"),
        ]

    def __str__(self):
        """Without the answer, which is for organisers: the administration names what it deletes."""
        return f"Answer {self.pk}"
