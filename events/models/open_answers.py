from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from network.models.contributions import Contribution
from network.models.findable import heavy
from network.models.people import Person
from network.models.shares import Shares
from network.models.topics import CountUpTo
from reports.models import Claim
from reports.models.claims import target_is_published

from .open_questions import OpenQuestion
from .witnesses import Question

# What a witness said, and which questions stayed open, is public once the event is written up.
IS_ON_REGISTER = Q(question__asked_at=None) | Q(question__asked_at__written_up_at__isnull=False)
IS_TOLD = Q(witness_answer=None) | Q(witness_answer__event__written_up_at__isnull=False)


class OpenAnswerQuerySet(models.QuerySet):
    def on_published(self):
        """Those that lead to what everybody may read: a published page, and a write-up that is told."""
        return self.filter(IS_TOLD, contribution__published_at__lte=timezone.now())

    def for_page(self):
        """The newest first, each with all that its question's page says of it; one query."""
        return (
            self.select_related("contribution", "added_by", "witness_answer")
            .select_related("claim__principle", "claim__recommendation__list")
            .defer(*heavy("contribution"), "witness_answer__answer")
            .annotate(
                shows_claim=Case(
                    When(
                        target_is_published("claim__"),
                        claim__published_at__lte=timezone.now(),
                        then=True,
                    ),
                    default=False,
                )
            )
            .order_by("-at", "-pk")
        )

    def beside(self):
        """An annotation of contributions: the open questions to which each speaks, and how, as dicts."""
        questions = OpenQuestion.objects.on_register().values("pk")
        mine = OpenAnswer.objects.filter(
            IS_TOLD, contribution=OuterRef("pk"), question__in=questions
        )
        names = {name: f"question__{name}" for name in ("text", "slug", "closed_at")}
        row = JSONObject(why="why", witness_answer_id="witness_answer_id", **names)
        return ArraySubquery(mine.order_by("at", "pk").values(_row=row))


class OpenAnswer(models.Model):
    """A contribution speaks to an open question, perhaps by what a witness said or by a claim it makes."""

    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, related_name="answers")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="open_answers"
    )
    witness_answer = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.CASCADE, related_name="open_answers"
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="open_answers"
    )
    why = models.CharField("how it speaks to the question", max_length=300)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OpenAnswerQuerySet.as_manager()

    SHARES = (
        Shares(
            by="question",
            says="Speaks to the same open question",
            weight=85,
            name="text",
            only=(IS_TOLD, IS_ON_REGISTER),
            shown_by="question__asked_at",
        ),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "contribution", "witness_answer", "claim"],
                nulls_distinct=False,
                name="open_answer_once",
                violation_error_message="This stands with the question already.",
            ),
            models.CheckConstraint(
                condition=Q(witness_answer=None) | Q(claim=None),
                name="open_answer_has_one_place",
                violation_error_message="Choose a witness's answer or a claim, not both.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="open_answer_says_how",
                violation_error_message="Say in a line how it speaks to the question.",
            ),
        ]

    def __str__(self):
        return f"{self.contribution} on “{self.question}”"

    @property
    def href(self):
        """Where to read it: the witness's answer on its page, or the page."""
        place = f"#question-{self.witness_answer_id}" if self.witness_answer_id else ""
        return f"{self.contribution.get_absolute_url()}{place}"


def answer_count(most):
    """An annotation of questions: how many published pages speak to each, counted up to `most`."""
    rows = OpenAnswer.objects.on_published().filter(question=OuterRef("pk")).order_by()
    return CountUpTo(rows.values("contribution").distinct()[:most])
