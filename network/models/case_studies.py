from datetime import timedelta
from operator import attrgetter
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from .contributions import Contribution, ContributionQuerySet
from .dates import ImpreciseDateField, is_imprecise_date
from .kinds import Kind
from .prose import ProseField
from .revised import Rows

PARTS = (3, 4)  # levels of heading inside a titled part of the story
ASKED_AFTER = timedelta(days=365)  # its authors are asked whether it is still right
OLD_AFTER = timedelta(days=396)  # and its page says how old it is when nobody answered in a month


class Stage(models.TextChoices):
    STARTING = "starting", "Starting out"
    WORKING = "working", "Making it work"
    SHOWING = "showing", "Showing it works"


class Running(models.TextChoices):
    YES = "yes", "Still running"
    CHANGED = "changed", "Running in another form"
    STOPPED = "stopped", "Stopped"
    NOT_WORKED = "not-worked", "Tried, and it did not work"


GOING = ("", Running.YES, Running.CHANGED)  # as far as anybody has said
ENDED = (Running.STOPPED, Running.NOT_WORKED)


class ToldBy(models.TextChoices):
    WRITER = "writer", "It is mine: I was part of it"
    SOMEBODY_ELSE = "other", "I am writing it down for somebody else"


class CaseStudyQuerySet(ContributionQuerySet):
    def for_page(self):
        return super().for_page().prefetch_related("outcomes")

    def to_confirm(self):
        """Those published and going on as far as anybody has said, that nobody confirmed for a year."""
        confirmed = Coalesce("last_confirmed", TruncDate("published_at"))
        return (
            self.published()
            .filter(running__in=GOING)
            .alias(confirmed=confirmed)
            .filter(confirmed__lte=timezone.localdate() - ASKED_AFTER)
        )


class CaseStudy(Contribution):
    """What people did together and what changed; its body tells what they did."""

    KIND = Kind.CASE_STUDY

    stage = models.CharField(max_length=10, blank=True, choices=Stage)
    running = models.CharField("still running?", max_length=10, blank=True, choices=Running)
    ended = ImpreciseDateField("ended")
    problem = ProseField(
        levels=PARTS, figures=True, help_text="What was not working, and for whom?"
    )
    what_changed = ProseField(
        levels=PARTS, figures=True, help_text="What is different now, and how do you know?"
    )
    costs = ProseField(
        "costs and savings", levels=PARTS, figures=True, help_text="With the source of each figure."
    )
    what_was_hard = ProseField(
        levels=PARTS, figures=True, help_text="What went wrong, or nearly did?"
    )
    advice = ProseField(
        levels=PARTS, figures=True, help_text="What would you tell somebody who starts now?"
    )
    last_confirmed = models.DateField(null=True, blank=True)
    told_by = models.CharField(
        "whose story it is",
        max_length=10,
        blank=True,
        choices=ToldBy,
        help_text="As the interview asks.",
    )
    provenance = models.CharField(
        "where this comes from",
        max_length=300,
        blank=True,
        help_text="If it is retold from somewhere else, say from where.",
    )

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "case studies"
        # With the key, so that a list of the few in a state reads no more of them than it shows.
        indexes = [
            models.Index(
                name=f"case_study_{name}",
                fields=[name, "contribution_ptr"],
                condition=~Q(**{name: ""}),
            )
            for name in ("stage", "running")
        ]
        constraints = [
            models.CheckConstraint(
                condition=is_imprecise_date("ended"), name="case_study_ended_is_edtf"
            ),
            models.CheckConstraint(
                condition=Q(ended="") | ~Q(running=Running.YES),
                name="case_study_ended_or_running",
                violation_error_message="It cannot have ended and be still running.",
            ),
        ]

    def is_told(self):
        return bool(self.body or self.problem or self.what_changed)

    @property
    def has_ended(self):
        return self.running in ENDED

    @property
    def is_old(self):
        """Whether what it says of work that goes on was last confirmed long ago."""
        if self.has_ended or not self.is_published:
            return False
        confirmed = self.last_confirmed or timezone.localdate(self.published_at)
        return confirmed <= timezone.localdate() - OLD_AFTER

    def parts(self):
        """The parts of a whole story, in order: name, words, and whether it is told; free after `for_page`."""
        return [Part(name, words, bool(told(self))) for name, words, told in WHOLE_STORY]

    def parts_told(self):
        return [part for part in self.parts() if part.is_told]

    def parts_missing(self):
        return [part for part in self.parts() if not part.is_told]

    def readable_parts(self):
        outcomes = self.outcomes.values_list("what", "before", "after", "source")
        return [
            *super().readable_parts(),
            self.problem,
            self.what_changed,
            self.costs,
            self.what_was_hard,
            self.advice,
            *(part for outcome in outcomes for part in outcome),
        ]


class Part(NamedTuple):
    """A part of a whole story: its name in addresses, its words on pages, and whether it is there."""

    name: str
    words: str
    is_told: bool


WHOLE_STORY = (
    ("problem", "What was not working", attrgetter("problem")),
    ("together", "What people did together", attrgetter("body")),
    ("changed", "What changed, and how anybody knows", attrgetter("what_changed")),
    ("people", "Who made it together", lambda story: story.bylines.all()),
    (
        "place",
        "Where it was, and in which field",
        lambda story: (story.place or story.region) and story.sector,
    ),
    ("outcomes", "Before and after, in a table", lambda story: story.outcomes.all()),
    ("costs", "What it cost and saved", attrgetter("costs")),
    ("hard", "What was hard", attrgetter("what_was_hard")),
    ("advice", "Advice for somebody who starts now", attrgetter("advice")),
    ("stage", "How far it has come", attrgetter("stage")),
    (
        "time",
        "When it began, and whether it still runs",
        lambda story: story.dated and story.running,
    ),
)


class Outcome(models.Model):
    """Something that changed: before, after, in which unit, and how it is known."""

    class Evidence(models.TextChoices):
        TESTIMONY = "testimony", "What people told us"
        RECORDS = "records", "Our own records"
        EVALUATION = "evaluation", "An evaluation"
        AUTHOR = "author", "The authors' own view"

    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField("what changed", max_length=200)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=60, blank=True, help_text="For example people a week.")
    source = models.CharField("how we know", max_length=200, blank=True)
    kind_of_evidence = models.CharField(max_length=10, blank=True, choices=Evidence)
    is_worse = models.BooleanField("it got worse", default=False)

    REVISED = Rows("What changed, in a table")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what
