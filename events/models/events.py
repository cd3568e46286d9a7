import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from network.models.contributions import Contribution
from network.models.dates import FirstDay, ImpreciseDateField, is_imprecise_date
from network.models.kinds import Kind
from network.models.partners import Partner
from network.models.people import Person
from network.models.prose import ProseField
from reports.models import Report

from .event_lists import EventQuerySet
from .passages import passages_of
from .series import MOST_STOPS, EventSeries
from .times import clock_of, impossible_times, known_zone, periods_of, today_in

TOLD = ("announcement", "Write what will happen: a few sentences are enough.")


class Event(Contribution):
    """One address for its whole life: `announcement` before it, the write-up after.

    The write-up is `body` with all that was said, asked and learned; it is shown, found and
    credited from `written_up_at` on, so that it can be written while the announcement stands.

    Its day is `dated` (a day, something less precise, or none); times are as on a clock at
    the venue, in `time_zone` (an IANA name), since that is what stays true when rules change.
    """

    class Format(models.TextChoices):
        LAUNCH = "launch", "Launch"
        ROADSHOW = "roadshow-stop", "Roadshow stop"
        EXPERT_WITNESS = "expert-witness", "Expert-witness session"
        WORKSHOP = "workshop", "Workshop"
        TALK = "talk", "Talk"

    KIND = Kind.EVENT
    WRITTEN_ON = {
        "appearances": "appearances",
        "quotes": "write-up",
        "photos": "write-up",
        "questions": "questions",
        "insights": "questions",
        "commitments": "commitments",
    }
    REVISED_LISTS = ("topics", "open_questions")
    PUBLICATION = (*Contribution.PUBLICATION, "written_up_at")

    format = models.CharField(max_length=15, choices=Format, default=Format.WORKSHOP)
    starts = models.TimeField("from", null=True, blank=True)
    ended = ImpreciseDateField("last day", help_text="If it lasts more than a day.")
    ends = models.TimeField("until", null=True, blank=True)
    time_zone = models.CharField(max_length=50, default="Europe/London", validators=[known_zone])
    venue = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=250, blank=True)
    online_address = models.URLField(blank=True)
    hashtag = models.CharField(max_length=60, blank=True)
    announcement = ProseField(figures=True, help_text="Leads the page until the write-up is there.")
    written_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    no_write_up_at = models.DateTimeField(
        "somebody said that there will be no write-up", null=True, blank=True, editable=False
    )
    heard = ProseField("what we heard", levels=(3, 4), figures=True)
    photos_elsewhere = models.URLField("address of more photos", blank=True)
    series = models.ForeignKey(
        EventSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stops",
    )
    stop = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STOPS)],
        help_text="Its number in the series.",
    )
    launches = models.ForeignKey(
        Report,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="launched_at",
    )
    last_day = models.GeneratedField(
        expression=FirstDay("ended"),
        output_field=models.DateField(),
        db_persist=True,
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["format"], name="event_format"),
            models.Index(
                fields=["contribution_ptr"],
                name="event_not_written_up",
                condition=Q(written_up_at__isnull=True),
            ),
            models.Index("last_day", name="event_several_days", condition=~Q(ended="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "stop"],
                name="event_stop_once",
                violation_error_message="Another event is this stop of the series already.",
            ),
            models.CheckConstraint(
                condition=Q(stop__isnull=True) | Q(series__isnull=False),
                name="event_stop_has_series",
                violation_error_message="Say of which series this is a stop.",
            ),
            models.CheckConstraint(
                condition=is_imprecise_date("ended"), name="event_ended_is_edtf"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True)
                | Q(ends__isnull=True)
                | ~Q(ended="")
                | Q(ends__gt=F("starts")),
                name="event_ends_after_it_starts",
                violation_error_message="It ends before it starts.",
            ),
        ]

    def clean(self):
        if errors := impossible_times(self):
            raise ValidationError(errors)

    @property
    def starts_at(self):
        """The moment it starts, with its zone; None without a day or a time."""
        return self._moment(self.dated, self.starts)

    @property
    def ends_at(self):
        """The moment it ends, with its zone; None without a day or a time."""
        return self._moment(self.ended or self.dated, self.ends)

    def _moment(self, date, time):
        if date is None or date.day is None or time is None:
            return None
        return datetime.datetime.combine(date.day, time, zoneinfo.ZoneInfo(self.time_zone))

    @property
    def clock(self):
        """Whose clock its times are on, in words: "UK time", "New York time"."""
        return clock_of(self.time_zone)

    @property
    def is_over(self):
        """Whether its last day, month, season or year has passed; never so without a date."""
        last = self.ended or self.dated
        if last is None:
            return False
        today = today_in(self.time_zone)
        return last.edtf not in periods_of(today) and last.first_day < today

    def still_needed(self):
        """As of every kind; but its hosts need no byline, and the text it needs is `TOLD`."""
        needed = dict(super().still_needed())
        needed.pop("bylines", None)
        return [TOLD if name == "body" else (name, what) for name, what in needed.items()]

    def is_told(self):
        """An invitation before it, a write-up after it: either will do."""
        return bool(self.announcement or (self.body and self.has_begun))

    @property
    def plan(self):
        """Its ChangeOfPlan while it is cancelled or postponed, else None."""
        return getattr(self, "change_of_plan", None)

    @property
    def is_called_off(self):
        """Whether nobody should come: it is cancelled, or postponed without a new date."""
        return self.plan is not None and not self.is_rescheduled

    @property
    def is_rescheduled(self):
        """Whether it was postponed, and the new date is known."""
        plan = self.plan
        return plan is not None and plan.is_postponement and self.dated is not None

    @property
    def has_begun(self):
        """Whether it can be told: its first day has come, or nobody says when it was."""
        return self.dated is None or self.dated.first_day <= today_in(self.time_zone)

    @property
    def is_written_up(self):
        return self.written_up_at is not None

    @property
    def awaits_write_up(self):
        if self.is_called_off or self.no_write_up_at:
            return False
        return self.is_over and not self.is_written_up

    @property
    def leads_with_write_up(self):
        return self.is_written_up and self.has_begun

    def show_from(self, at):
        """One that is told only after the day is shown with its write-up."""
        if self.written_up_at == self.published_at:
            self.written_up_at = None  # it was to appear with the rest
        if at:
            self._show_write_up_with_it(at)
        self.save(update_fields=["written_up_at"])
        super().show_from(at)

    def show_early(self):
        self._show_write_up_with_it(timezone.now())

    def _show_write_up_with_it(self, at):
        if self.body and self.has_begun and not self.is_written_up:
            self.written_up_at = at

    @transaction.atomic
    def note_change_of_plan(self):
        """Keeps its new day; calendars and search learn of it."""
        self.updated_at = timezone.now()
        self.save()
        self.refresh_index()

    @transaction.atomic
    def publish_write_up(self):
        """Shows the write-up at the address of the announcement."""
        if not self.is_written_up:
            self.written_up_at, self.no_write_up_at = timezone.now(), None
            self.save(update_fields=["written_up_at", "no_write_up_at"])
        self.refresh_index()

    @transaction.atomic
    def take_back_write_up(self):
        """The announcement stands alone again; the text is kept for its organisers."""
        self.written_up_at = None
        self.save(update_fields=["written_up_at"])
        self.refresh_index()
        self.related.take_back(self)

    def decline_write_up(self):
        """Nobody is asked for one any more."""
        self.no_write_up_at = timezone.now()
        self.save(update_fields=["no_write_up_at"])

    def readable_parts(self):
        """What search finds; of an unpublished write-up nothing."""
        announced = [
            self.summary,
            self.place,
            self.venue,
            self.address,
            self.hashtag,
            self.announcement,
            *self.appearances.values_list("role", flat=True),
            *self.witness_slots.values_list("heading", flat=True),
            *(part for row in self.sessions.values_list("title", "summary") for part in row),
        ]
        return announced + (self._written_parts() if self.is_written_up else [])

    def _written_parts(self):
        questions = self.questions.values_list("text", "answer")
        return [
            self.body,
            self.heard,
            *self.said_in_videos(),
            *(part for row in questions for part in row),
            *self.witness_slots.values_list("account", flat=True),
            *self.appearances.values_list("said", flat=True),
            *self.quotes.values_list("text", flat=True),
            *self.insights.values_list("text", flat=True),
            *self.learning_outcomes.values_list("text", flat=True),
            *self.open_questions.values_list("text", flat=True),
            *(part for row in self.commitments.values_list("text", "came_of_it") for part in row),
        ]

    def parts_of_their_own(self):
        return passages_of(self)

    def named_people(self):
        named = Q(bylines__contribution=self) | Q(appearances__event=self)
        return Person.objects.filter(named).distinct()

    def printed_names(self):
        """A card of an event names its hosts where it has no authors."""
        hosts = self.partners.filter(capacity=Partner.Capacity.HOST).select_related("organisation")
        return super().printed_names() or [str(host.organisation) for host in hosts]

    def other_names(self):
        rows = self.appearances.values_list("name_as_printed", "organisation_as_printed")
        return [name for row in rows for name in row if name]
