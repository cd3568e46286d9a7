from django.db import models
from django.db.models import F, Q

from network.models.consents import Consented, ending_index
from network.models.organisations import Organisation
from network.models.people import Person
from network.models.prose import ProseField
from network.models.revised import CONSENT, WITHHELD, Rows

from .events import Event


class Session(models.Model):
    """A part of an event's programme; times are as on a clock at the venue."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    starts = models.TimeField("from", null=True, blank=True)
    ends = models.TimeField("until", null=True, blank=True)
    room = models.CharField(max_length=100, blank=True)
    summary = ProseField(levels=(3, 4))

    REVISED = Rows("Programme")

    class Meta:
        ordering = ["event", "position", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message="This part ends before it starts.",
            ),
        ]

    def __str__(self):
        return self.title


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

    REVISED = Rows(
        "Who takes part",
        along=CONSENT,
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
    def printed_organisation(self):
        """As it was printed then, or its name where the print has none."""
        return self.organisation_as_printed or str(self.organisation or "")


SEVERAL = {
    Appearance.Capacity.PANEL: "On the panel",
    Appearance.Capacity.WITNESS: "Expert witnesses",
}
