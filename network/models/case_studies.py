from django.db import models
from django.db.models import Q

from .contributions import Contribution, ContributionQuerySet
from .dates import ImpreciseDateField, is_imprecise_date
from .kinds import Kind
from .prose import ProseField

PARTS = (3, 4)  # levels of heading inside a titled part of the story


class Stage(models.TextChoices):
    STARTING = "starting", "Starting out"
    WORKING = "working", "Making it work"
    SHOWING = "showing", "Showing it works"


class Running(models.TextChoices):
    YES = "yes", "Still running"
    CHANGED = "changed", "Running in another form"
    STOPPED = "stopped", "Stopped"
    NOT_WORKED = "not-worked", "Tried, and it did not work"


class CaseStudyQuerySet(ContributionQuerySet):
    def for_page(self):
        return super().for_page().prefetch_related("outcomes")


class CaseStudy(Contribution):
    """What people did together and what changed; its body tells what they did."""

    KIND = Kind.CASE_STUDY

    stage = models.CharField(max_length=10, blank=True, choices=Stage)
    running = models.CharField("still running?", max_length=10, blank=True, choices=Running)
    ended = ImpreciseDateField("ended")
    problem = ProseField(levels=PARTS, help_text="What was not working, and for whom?")
    what_changed = ProseField(levels=PARTS, help_text="What is different now, and how do you know?")
    costs = ProseField(
        "costs and savings", levels=PARTS, help_text="With the source of each figure."
    )
    what_was_hard = ProseField(levels=PARTS, help_text="What went wrong, or nearly did?")
    advice = ProseField(levels=PARTS, help_text="What would you tell somebody who starts now?")
    last_confirmed = models.DateField(null=True, blank=True)
    provenance = models.CharField(
        "where this comes from",
        max_length=300,
        blank=True,
        help_text="If it is retold from somewhere else, say from where.",
    )

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "case studies"
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

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what
