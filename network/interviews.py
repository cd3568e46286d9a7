"""The interview about one case study: each question with its answer so far, and the way on."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.text import Truncator

from .forms.questions import FIRST, QUESTIONS, Question
from .models.prose import plain_text

LONGEST_ANSWER = 140  # letters of an answer in a list
# Where each thing that publication needs is answered.
ANSWERED_AT = {
    "title": "name",
    "summary": "name",
    "body": "together",
    "bylines": "people",
    "cover": "pictures",
    "photos": "pictures",
}


def _joined(*values):
    return ", ".join(str(value) for value in values if value)


def _prose(name):
    return lambda story: plain_text(getattr(story, name))


def _rows(name, words):
    return lambda story: _joined(*(getattr(row, words) for row in getattr(story, name).all()))


def _pictures(story):
    count = len(story.photos.all()) + bool(story.cover_id)
    return f"{count} picture{'s' if count > 1 else ''}" if count else ""


ANSWERS = {
    "whose": lambda story: story.get_told_by_display(),
    "together": _prose("body"),
    "problem": _prose("problem"),
    "changed": _prose("what_changed"),
    "people": _rows("bylines", "name_as_printed"),
    "name": lambda story: story.title if story.summary else "",
    "place": lambda story: _joined(
        story.place, story.get_region_display(), story.get_sector_display()
    ),
    "outcomes": _rows("outcomes", "what"),
    "costs": _prose("costs"),
    "hard": _prose("what_was_hard"),
    "advice": _prose("advice"),
    "stage": lambda story: story.get_stage_display(),
    "time": lambda story: _joined(story.dated, story.get_running_display(), story.ended),
    "voices": _rows("quotes", "name_as_printed"),
    "pictures": _pictures,
    "topics": _rows("topics", "name"),
}


@dataclass(frozen=True)
class Step:
    """A question in the list: where it is, what was answered, and whether it is open."""

    question: Question
    answer: str
    href: str
    is_open: bool


class Interview:
    """`open_question` is the one that is shown; a case study that is not kept yet has only one."""

    def __init__(self, case_study, open_question=None):
        self.case_study = case_study
        self.open_question = open_question

    @cached_property
    def steps(self):
        return [self._step(question) for question in QUESTIONS]

    def _step(self, question):
        story = self.case_study
        answer = ANSWERS[question.name](story) if story.pk else ""
        return Step(
            question,
            Truncator(answer).chars(LONGEST_ANSWER),
            address(story, question.name),
            question == self.open_question,
        )

    @property
    def beginning(self):
        return self.steps[0]

    @property
    def first(self):
        """The five that are enough."""
        return [step for step in self.steps if step.question.is_first]

    @property
    def further(self):
        return [step for step in self.steps[1:] if not step.question.is_first]

    @property
    def first_answered(self):
        return sum(bool(step.answer) for step in self.first)

    @property
    def number(self):
        """The place of the open question among the first five, from 1; None for the others."""
        return FIRST.index(self.open_question) + 1 if self.open_question.is_first else None

    @property
    def back(self):
        """The address before the open question; None at the beginning."""
        place = QUESTIONS.index(self.open_question)
        return address(self.case_study, QUESTIONS[place - 1].name) if place else None

    @property
    def on(self):
        """The address after it: the next question, or the overview where one may stop."""
        return address_after(self.case_study, self.open_question)

    def needed(self):
        """What publication lacks: what to do about each, and where."""
        for name, what in self.case_study.still_needed():
            question = ANSWERED_AT.get(name)
            edit = f"{self.case_study.get_edit_url()}#{name}"
            yield what, address(self.case_study, question) if question else edit


def address(case_study, name=""):
    """Of one question, of the overview of all, or of the interview that begins."""
    if not case_study.slug:
        return reverse("case-study-interview-new")
    if not name:
        return reverse("case-study-interview", args=[case_study.slug])
    return reverse("case-study-interview-question", args=[case_study.slug, name])


def address_after(case_study, question):
    """One may stop after the five, and after the last."""
    place = QUESTIONS.index(question) + 1
    if question == FIRST[-1] or place == len(QUESTIONS):
        return address(case_study)
    return address(case_study, QUESTIONS[place].name)
