from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from network.models.consents import Consented, ending_index
from network.models.downloads import Download
from network.models.organisations import Organisation
from network.models.people import Person
from network.models.prose import ProseField
from network.models.revised import CONSENT, WITHHELD, Rows
from network.models.shares import Shares

from .events import Event
from .times import impossible_hours

TO_BE_CONFIRMED = "To be confirmed"


def slides():
    """The file that was shown: one among those of the event, where it is kept and counted."""
    return models.ForeignKey(
        Download, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class Session(models.Model):
    """A part of an event's programme; times are as on a clock at the venue.

    `day` counts from 1, so that a part moves with its event; none where that does not say.
    """

    class Format(models.TextChoices):
        TALK = "talk", "Talk"
        PANEL = "panel", "Panel"
        WORKSHOP = "workshop", "Workshop"
        EXPERT_WITNESS = "expert-witness", "Expert-witness session"
        DISCUSSION = "discussion", "Discussion"
        VISIT = "visit", "Visit or walk"
        BREAK = "break", "Break"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    format = models.CharField("what it is", max_length=15, choices=Format, blank=True)
    day = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text="1 is the first day."
    )
    starts = models.TimeField("from", null=True, blank=True)
    ends = models.TimeField("until", null=True, blank=True)
    room = models.CharField(max_length=100, blank=True)
    summary = ProseField(levels=(3, 4))
    slides = slides()

    REVISED = Rows("Programme")

    class Meta:
        ordering = ["event", "position", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message="This part ends before it starts. One that goes on after "
                "midnight is two parts: until 23:59, and from 00:00 on the next day.",
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__gte=1),
                name="session_days_count_from_one",
                violation_error_message="The first day is number 1.",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if errors := impossible_hours(self, self.event):
            raise ValidationError(errors)


class AppearanceQuerySet(models.QuerySet):
    def unrecorded(self):
        """Who asked not to be recorded or photographed, with the part of the day that they are in."""
        return self.filter(no_recording=True).select_related("session", "organisation")

    def printed_names(self):
        """The names of those who are named, each once."""
        named = self.exclude(name_as_printed="").values_list("name_as_printed", flat=True)
        return named.distinct().order_by()


class Appearance(Consented):
    """Somebody at an event: in which capacity, with name, role and organisation as printed then."""

    PART = "appearances"

    class Capacity(models.TextChoices):
        KEYNOTE = "keynote", "Keynote"
        SPEAKER = "speaker", "Speaker"
        PANEL = "panel", "Panel"
        WITNESS = "witness", "Expert witness"
        FACILITATOR = "facilitator", "Facilitator"
        HOST = "host", "Host"

        @property
        def several(self):
            """The heading above more than one."""
            return SEVERAL.get(self, f"{self.label}s")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="appearances")
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="appearances",
    )
    witness_slot = models.ForeignKey(
        "events.WitnessSlot",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="appearances",
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appearances",
    )
    position = models.PositiveSmallIntegerField(default=0)
    capacity = models.CharField(max_length=15, choices=Capacity, default=Capacity.SPEAKER)
    name_as_printed = models.CharField(
        max_length=150, blank=True, help_text="Empty when the source does not name them."
    )
    role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="appearances",
    )
    organisation_as_printed = models.CharField(max_length=200, blank=True)
    said = ProseField(levels=(3, 4), help_text="What they told the event.")
    slides = slides()
    no_recording = models.BooleanField(
        "asked not to be recorded or photographed",
        default=False,
        help_text="Organisers and facilitators see who; the page says only that somebody did.",
    )

    objects = AppearanceQuerySet.as_manager()

    SHARES = (
        Shares(
            by="person",
            says="Same expert witness",
            weight=95,
            across="Named on both",
            only=(("capacity", Capacity.WITNESS),),
        ),
        Shares(
            by="person",
            says="Same speaker",
            weight=50,
            across="Named on both",
            only=(("capacity__in", (Capacity.KEYNOTE, Capacity.SPEAKER, Capacity.PANEL)),),
        ),
    )
    REVISED = Rows(
        "Who takes part",
        along=(*CONSENT, "no_recording"),
        unnamed={"person": None, "name_as_printed": WITHHELD},
    )

    class Meta:
        ordering = ["event", "position", "pk"]
        indexes = [ending_index("appearance")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(name_as_printed=""),
                name="appearance_of_a_person_has_a_name",
                violation_error_message="Give the name as it was printed.",
            ),
            models.CheckConstraint(
                condition=~Q(name_as_printed="", role="", organisation_as_printed=""),
                name="appearance_says_who",
                violation_error_message="Say who: a name, a role or an organisation.",
            ),
        ]

    def __str__(self):
        return self.name_as_printed or "Not named"

    @property
    def line(self):
        """Role and organisation as printed then: "Deputy Director, Involve"."""
        return ", ".join(filter(None, [self.role, self.printed_organisation]))

    @property
    def is_confirmed(self):
        """Whether somebody noted that they agreed to take part, and left nothing open."""
        return bool(self.consent_from) and self.role != TO_BE_CONFIRMED

    @property
    def is_to_be_named(self):
        """Whether their name may still come, before the event: nobody agreed to stay unnamed."""
        return not (self.name_as_printed or self.consent_from)

    @property
    def printed_organisation(self):
        """As it was printed then, or its name where the print has none."""
        return self.organisation_as_printed or str(self.organisation or "")


SEVERAL = {
    Appearance.Capacity.PANEL: "On the panel",
    Appearance.Capacity.WITNESS: "Expert witnesses",
}


def show_slides(file, *, at):
    """Puts a file of an event beside a Session or an Appearance alone; beside none when `at` is None."""
    for model in (Session, Appearance):
        model.objects.filter(slides=file).update(slides=None)
    if at is not None:
        at.slides = file
        at.save(update_fields=["slides"])
