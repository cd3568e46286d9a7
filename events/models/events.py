import datetime
import zoneinfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from network.models.contributions import Contribution, ContributionQuerySet
from network.models.dates import (
    FirstDay,
    ImpreciseDate,
    ImpreciseDateField,
    is_imprecise_date,
)
from network.models.kinds import Kind
from network.models.people import Person
from network.models.prose import ProseField
from reports.models import Report

from .series import EventSeries


class EventQuerySet(ContributionQuerySet):
    def upcoming(self, *, on=None):
        """Those that end on this day (today in the site's zone) or later, soonest first."""
        return self.filter(self._to_come(on)).order_by("happened_on", "pk")

    def past(self, *, on=None):
        """Those that are over, or have no date, newest first."""
        return self.exclude(self._to_come(on)).order_by("-happened_on", "-pk")

    def _to_come(self, day):
        day = day or timezone.localdate()
        ends = Q(last_day__isnull=True, happened_on__gte=day) | Q(last_day__gte=day)
        return ~Q(dated="") & ends

    def for_page(self):
        return self.select_related("cover", "series", "launches").prefetch_related(
            "topics",
            "photos",
            "downloads",
            "bylines__person__photo",
            "partners__organisation",
        )


class Event(Contribution):
    """One address for its whole life: `announcement` before it, the write-up in `body` after.

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

    format = models.CharField(max_length=15, choices=Format, default=Format.WORKSHOP)
    starts = models.TimeField("from", null=True, blank=True)
    ended = ImpreciseDateField("last day", help_text="If it lasts more than a day.")
    ends = models.TimeField("until", null=True, blank=True)
    time_zone = models.CharField(max_length=50, default="Europe/London")
    venue = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=250, blank=True)
    online_address = models.URLField(blank=True)
    hashtag = models.CharField(max_length=60, blank=True)
    announcement = ProseField(help_text="Shown until the write-up is there.")
    heard = ProseField("what we heard")
    video = models.URLField("address of a video", blank=True)
    video_transcript = ProseField()
    photos_elsewhere = models.URLField("address of more photos", blank=True)
    series = models.ForeignKey(
        EventSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stops",
    )
    stop = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Its number in the series."
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
    def is_over(self):
        """Whether its last day has passed; an event without a date is told as one of the past."""
        last = self.ended or self.dated
        return last is None or last < ImpreciseDate(timezone.localdate().isoformat())

    @property
    def is_written_up(self):
        return bool(self.body)

    def readable_parts(self):
        appearances = self.appearances.values_list("role", "said")
        slots = self.witness_slots.values_list("heading", "account")
        questions = self.questions.values_list("text", "answer")
        return [
            *super().readable_parts(),
            self.venue,
            self.address,
            self.hashtag,
            self.announcement,
            self.heard,
            self.video_transcript,
            *(part for row in (*appearances, *slots, *questions) for part in row),
            *self.insights.values_list("text", flat=True),
            *self.learning_outcomes.values_list("text", flat=True),
            *self.open_questions.values_list("text", flat=True),
        ]

    def named_people(self):
        return Person.objects.filter(
            Q(bylines__contribution=self) | Q(appearances__event=self)
        ).distinct()

    def other_names(self):
        rows = self.appearances.values_list("name_as_printed", "organisation_as_printed")
        return [name for row in rows for name in row if name]

    def earlier_stop(self):
        """The published stop before this one in its series, or None."""
        return self._neighbours().filter(stop__lt=self.stop or 0).order_by("-stop").first()

    def later_stop(self):
        return self._neighbours().filter(stop__gt=self.stop or 0).order_by("stop").first()

    def _neighbours(self):
        if self.series_id is None or self.stop is None:
            return Event.objects.none()
        return Event.objects.published().filter(series=self.series_id)
