from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.html import linebreaks

from .open_questions import OpenQuestion
from .question_boards import QuestionBoard
from .witnesses import Question, WitnessSlot, person_called

MOST = 500  # that wait or are shown on one board: more than anybody can look through


class Standing(models.TextChoices):
    HELD = "held", "Waits for approval"
    SHOWN = "shown", "Shown"
    SHORTLISTED = "shortlisted", "On the shortlist"
    ANSWERING = "answering", "Being answered"
    ANSWERED = "answered", "Answered"
    HIDDEN = "hidden", "Hidden"


PUBLIC = [Standing.SHOWN, Standing.SHORTLISTED, Standing.ANSWERING, Standing.ANSWERED]
CHOSEN = [Standing.SHORTLISTED, Standing.ANSWERING, Standing.ANSWERED]


class Agreed(models.TextChoices):
    NO = "", "Not asked, or no: it stays here"
    NAMED = "named", "Yes, with their name"
    UNNAMED = "unnamed", "Yes, without their name"


TO_WHAT = {
    Agreed.NO: "",
    Agreed.NAMED: "publishing the answer with their name",
    Agreed.UNNAMED: "publishing the answer without their name",
}


class LiveQuestionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(standing__in=PUBLIC)

    def seen_with(self, key):
        """What the browser of this key sees: what is public, and what it asked itself and is held."""
        mine = Q(standing=Standing.HELD, asker=key) if key else Q(pk=None)
        return self.filter(Q(standing__in=PUBLIC) | mine)

    def with_support_of(self, key):
        """Each with `is_supported`: whether the browser of this key supports it."""
        of_key = LiveSupport.objects.filter(question=OuterRef("pk"), supporter=key)
        return self.annotate(is_supported=Exists(of_key))

    def chosen(self):
        """The shortlist in its order, with what became of it."""
        return self.filter(standing__in=CHOSEN).order_by("place", "pk")

    def by_support(self):
        return self.order_by("-supports", "pk")

    def standing_as(self, standing):
        return self.filter(standing=standing)

    def forget_askers(self, *, before):
        """Who asked and who supported what was asked before that moment; the questions and counts stay."""
        old = self.filter(asked_at__lt=before)
        LiveSupport.objects.filter(question__in=old.values("pk")).delete()
        return old.exclude(asker="", name="").update(asker="", name="")


class LiveQuestionManager(models.Manager.from_queryset(LiveQuestionQuerySet)):
    @transaction.atomic
    def ask(self, *, board, text, name="", witness_slot=None, asker=""):
        """A question on the board: held first, or shown at once, as the board says.

        The same words of one browser stand there once, whatever it sends at one moment.
        """
        QuestionBoard.objects.select_for_update().get(pk=board.pk)
        if again := asker and self.filter(board=board, asker=asker, text=text).first():
            return again
        standing = Standing.HELD if board.holds_first else Standing.SHOWN
        return self.create(
            board=board,
            text=text,
            name=name,
            witness_slot=witness_slot,
            asker=asker,
            standing=standing,
        )


class LiveQuestion(models.Model):
    """A question asked by somebody present. `asker` is a hash of their browser's cookie, and forgotten soon."""

    board = models.ForeignKey(
        QuestionBoard, on_delete=models.CASCADE, related_name="live_questions"
    )
    witness_slot = models.ForeignKey(
        WitnessSlot, null=True, blank=True, on_delete=models.SET_NULL, related_name="live_questions"
    )
    text = models.CharField(max_length=300)
    name = models.CharField(
        max_length=150, blank=True, help_text="Empty when they ask anonymously."
    )
    asker = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.HELD)
    place = models.PositiveIntegerField(default=0, help_text="Its place on the shortlist.")
    supports = models.PositiveIntegerField(default=0, editable=False)
    answer = models.TextField("the answer, in a line", max_length=1000, blank=True)
    answered_by = models.CharField("who said it", max_length=150, blank=True)
    agreed = models.CharField(
        "do they agree that it is published?", max_length=8, blank=True, choices=Agreed
    )
    written_up_as = models.OneToOneField(
        Question, null=True, blank=True, editable=False, on_delete=models.SET_NULL
    )
    left_open_as = models.ForeignKey(
        OpenQuestion, null=True, blank=True, editable=False, on_delete=models.SET_NULL
    )

    objects = LiveQuestionManager()

    class Meta:
        ordering = ["board", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="live_question_standing_is_known"
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def public_answer(self):
        return self.answer if self.agreed else ""

    @property
    def public_answerer(self):
        return self.answered_by if self.agreed == Agreed.NAMED else ""

    def support(self, key):
        """Counts the browser of this key once, whatever it sends at the same moment."""
        try:
            with transaction.atomic():
                LiveSupport.objects.create(question=self, supporter=key)
                self._count(1)
        except IntegrityError:
            pass

    def unsupport(self, key):
        with transaction.atomic():
            gone, _ = LiveSupport.objects.filter(question=self, supporter=key).delete()
            if gone:
                self._count(-1)

    def _count(self, more):
        LiveQuestion.objects.filter(pk=self.pk).update(supports=F("supports") + more)

    @transaction.atomic
    def move_to(self, standing):
        """One question is being answered at a time; what joins the shortlist comes last on it."""
        QuestionBoard.objects.select_for_update().get(pk=self.board_id)
        on_board = LiveQuestion.objects.filter(board=self.board_id)
        if standing == Standing.ANSWERING:
            on_board.standing_as(standing).exclude(pk=self.pk).update(standing=Standing.SHORTLISTED)
        if standing in CHOSEN and self.standing not in CHOSEN:
            self.place = (on_board.chosen().aggregate(last=Max("place"))["last"] or 0) + 1
        self.standing = standing
        self.save(update_fields=["standing", "place"])

    @transaction.atomic
    def shift(self, by):
        """Moves it `by` places on the shortlist (-1 is one up); it stays within."""
        QuestionBoard.objects.select_for_update().get(pk=self.board_id)
        row = list(LiveQuestion.objects.filter(board=self.board_id).chosen())
        there = row.index(self)
        row.insert(max(there + by, 0), row.pop(there))
        for place, question in enumerate(row, start=1):
            question.place = place
        LiveQuestion.objects.bulk_update(row, ["place"])

    def note_answer(self, *, answer, answered_by, agreed):
        self.answer, self.answered_by, self.agreed = answer, answered_by, agreed
        self.save(update_fields=["answer", "answered_by", "agreed"])
        self.move_to(Standing.ANSWERED)

    @transaction.atomic
    def write_up(self):
        """Makes it a question of the event's write-up, with the answer as far as that was agreed to."""
        again = LiveQuestion.objects.select_for_update().get(pk=self.pk)
        if again.written_up_as_id:
            return
        event = self.board.event
        last = event.questions.aggregate(last=Max("position"))["last"]
        self.written_up_as = Question.objects.create(
            event=event,
            witness_slot_id=self.witness_slot_id,
            position=0 if last is None else last + 1,
            text=self.text,
            answer=linebreaks(self.public_answer, autoescape=True) if self.public_answer else "",
            name_as_printed=self.public_answerer,
            person_id=person_called(event, self.public_answerer),
            consent_from=self.answered_by if self.agreed else "",
            consent_for=TO_WHAT[self.agreed],
        )
        self.save(update_fields=["written_up_as"])

    @transaction.atomic
    def leave_open(self):
        """Puts it on the network's register of open questions, asked at this event."""
        self.left_open_as = OpenQuestion.objects.worded(self.text)
        self.left_open_as.asked_at.add(self.board.event_id)
        self.save(update_fields=["left_open_as"])


class LiveSupport(models.Model):
    """One browser's support of a question, by the hash of its cookie."""

    question = models.ForeignKey(LiveQuestion, on_delete=models.CASCADE, related_name="backing")
    supporter = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "supporter"], name="live_support_once_a_browser"
            ),
        ]

    def __str__(self):
        return f"Support of “{self.question}”"
