"""Following a series of events, or an open question."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest

from network.models.revisions import Revision
from network.models.subscriptions import MOST_OFFERED, MOST_TOLD, News, Subscription

from .events import Event
from .open_questions import OpenQuestion
from .series import EventSeries

OF_THE_DAY = ("dated", "starts", "ended", "ends")


class SeriesSubscription(Subscription):
    """The stops of a series: announced, on another day, called off, written up."""

    WORD, LABEL, OFFERED_AS, TARGET, PLACE = "series", "Series", "Series of events", "series", 2

    series = models.ForeignKey(EventSeries, on_delete=models.CASCADE, related_name="subscriptions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "series"], name="series_subscription_once"
            ),
        ]

    @classmethod
    def of_slug(cls, slug):
        found = EventSeries.objects.filter(slug=slug).first()
        return found and cls(series=found)

    @classmethod
    def offered(cls):
        newest = EventSeries.objects.order_by("-pk")[:MOST_OFFERED]
        return [cls(series=series) for series in newest]

    def news(self, since, until):
        window = (since, until)
        stops = Event.objects.published().filter(series=self.series)
        what_happened = [
            within("published_at", *window),
            within("written_up_at", *window),
            within("change_of_plan__at", *window),
            Q(pk__in=stops.filter(within("plan_reversals__at", *window)).values("pk")),
            Q(pk__in=stops.filter(within("revisions__at", *window)).values("pk")),
        ]
        touched = stops.filter(reduce(or_, what_happened)).for_cards().order_by("happened_on", "pk")
        told = [(stop, what_is_new_of(stop, *window)) for stop in touched]
        return [
            News(
                key=stop.get_absolute_url(),
                title=stop.title,
                path=stop.get_absolute_url(),
                kind=stop.get_format_display(),
                says=tuple(says),
                summary=stop.summary,
            )
            for stop, says in told
            if says
        ][: MOST_TOLD + 1]


def within(name, since, until):
    return Q(**{f"{name}__gt": since, f"{name}__lte": until})


def what_is_new_of(stop, since, until):
    """Phrases about an event that is published: what became of it between two moments."""

    def happened(at):
        return at is not None and since < at <= until

    when = f", {stop.dated}" if stop.dated else ""
    says = []
    if happened(stop.published_at):
        says.append(f"A new stop{when}")
    if stop.plan and happened(stop.plan.at):
        new_day = f"; it is now on {stop.dated}" if stop.is_rescheduled else ""
        says.append(f"{stop.plan.get_what_display()}{new_day}: {stop.plan.reason}")
    elif stop.plan is None and any(map(happened, stop.plan_reversals.values_list("at", flat=True))):
        says.append(f"It takes place after all{when}")
    elif not happened(stop.published_at) and is_moved(stop, since, until):
        says.append(f"It has another date or time{when or ': to be announced'}")
    if happened(stop.written_up_at):
        says.append("What was said and learned there can be read")
    return says


def is_moved(stop, since, until):
    """Whether an edit between two moments gave it another day or time, which it has still.

    A revision by nobody only notes what was changed otherwise, as by a change of plan.
    """
    when = [f"content__fields__{name}" for name in OF_THE_DAY]
    revisions = Revision.objects.filter(contribution=stop, at__lte=until).order_by("number")
    before = first = None
    for at, by, *told in revisions.values_list("at", "by", *when):
        if before and first is None and by and at > since and told != before:
            first = before
        before = told
    return first is not None and first != before


class QuestionSubscription(Subscription):
    """What speaks to an open question, and whether it is closed or open again."""

    WORD, LABEL, OFFERED_AS, TARGET, PLACE = (
        *("question", "Open question", "Open questions", "question", 1),
    )

    question = models.ForeignKey(
        OpenQuestion, on_delete=models.CASCADE, related_name="subscriptions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "question"], name="question_subscription_once"
            ),
        ]

    @classmethod
    def of_slug(cls, slug):
        found = OpenQuestion.objects.on_register().filter(slug=slug).first()
        return found and cls(question=found)

    @classmethod
    def offered(cls):
        still_open = OpenQuestion.objects.on_register().still_open()[:MOST_OFFERED]
        return [cls(question=question) for question in still_open]

    def news(self, since, until):
        if not OpenQuestion.objects.on_register().filter(pk=self.question_id).exists():
            return []
        known_at = Greatest(
            "at", "contribution__published_at", "witness_answer__event__written_up_at"
        )
        answers = self.question.answers.on_published().annotate(known_at=known_at)
        answers = answers.filter(within("known_at", since, until)).for_page()[:MOST_TOLD]
        changes = self.question.changes.filter(within("at", since, until))[:MOST_TOLD]
        path = self.question.get_absolute_url()
        return [
            *(
                News(
                    key=f"{path}#{each.pk}",
                    title=f"{each.get_what_display()}: {self.question}",
                    path=path,
                    summary=each.reason,
                )
                for each in changes
            ),
            *(
                News(
                    key=each.href,
                    title=each.contribution.title,
                    path=each.href,
                    kind=each.contribution.get_kind_display(),
                    says=(spoken_by(each),),
                    summary=each.why,
                )
                for each in answers
            ),
        ][: MOST_TOLD + 1]


def spoken_by(answer):
    """Who or what speaks to the question, in a phrase."""
    if answer.witness_answer_id:
        return "A witness speaks to it"
    return "A claim of it speaks to it" if answer.claim_id else "It speaks to it"
