from datetime import timedelta
from functools import reduce
from operator import or_

from django.core import signing
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .bylines import Byline
from .case_studies import ASKED_AFTER, CaseStudy, Running
from .members import Member
from .revisions import Revision

LETTERS_APART = timedelta(days=7)  # one member is asked about one case study at a time
LINK_LASTS = timedelta(days=60)
SALT = "whether a case study is still running"


class ConfirmationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at__isnull=True)

    def unsent(self):
        return self.open().filter(sent_at__isnull=True)

    def to_send(self):
        """The unsent that no other task is sending now; in a transaction, which holds them."""
        rows = self.unsent().filter(asked__is_active=True).select_related("case_study", "asked")
        return rows.select_for_update(skip_locked=True, of=("self",))

    def refused(self):
        """Whoever was asked about this case study wants not to be asked again."""
        return self.filter(answered_at__isnull=False, answer="")


class ConfirmationManager(models.Manager.from_queryset(ConfirmationQuerySet)):
    @transaction.atomic
    def ask(self, *, most):
        """Asks at most so many authors whose case study nobody confirmed for a year: gives the unsent.

        Each is asked about one case study a week, and about the same one once a year. Doing it
        twice asks nobody twice.
        """
        now = timezone.now()
        due = self._due(most, now)
        if due:
            # A question that nobody answered for a year is put again.
            again = reduce(or_, (Q(case_study=study, asked=member) for study, member in due))
            self.open().filter(again).update(asked_at=now, sent_at=None)
            self.bulk_create(
                [self.model(case_study_id=study, asked_id=member) for study, member in due],
                ignore_conflicts=True,
            )
        return self.unsent().filter(case_study__in=CaseStudy.objects.to_confirm().values("pk"))

    def of_word(self, word):
        """The question of a link, or None when it is gone, or who was asked is no author any more.

        Raises signing.SignatureExpired, else signing.BadSignature.
        """
        pk = signing.loads(word, salt=SALT, max_age=LINK_LASTS)
        found = self.filter(pk=pk, asked__is_active=True)
        confirmation = found.select_related("case_study", "asked").first()
        if confirmation is None or not confirmation.case_study.is_written_by(confirmation.asked):
            return None
        return confirmation

    def waiting_for(self, member):
        """This member's case studies that nobody confirmed for a year, the oldest first."""
        never_again = self.refused().filter(asked=member).values("case_study")
        mine = CaseStudy.objects.to_confirm().written_by(member).exclude(pk__in=never_again)
        return mine.only(
            "kind", "slug", "title", "running", "last_confirmed", "published_at"
        ).order_by(F("last_confirmed").asc(nulls_first=True), "pk")

    def _due(self, most, now):
        """(case study, member) for members with an account that works, each member once."""
        to_confirm = CaseStudy.objects.to_confirm()
        began = to_confirm.filter(created_by__is_active=True)
        named = Byline.objects.filter(
            contribution__in=to_confirm.values("pk"),
            confirmed_at__isnull=False,
            person__member__is_active=True,
        )
        pairs = [
            *self._not_asked(began, now, "pk", "created_by")[:most],
            *self._not_asked(named, now, "contribution", "person__member")[:most],
        ]
        # By its pair: the oldest case study of each member first.
        once = {member: case_study for case_study, member in sorted(pairs, reverse=True)}
        return [(case_study, member) for member, case_study in once.items()][:most]

    def _not_asked(self, rows, now, case_study, member):
        of_member = self.filter(asked=OuterRef(member))
        of_both = of_member.filter(case_study=OuterRef(case_study))
        lately = Exists(of_member.filter(asked_at__gt=now - LETTERS_APART))
        this_year = Exists(of_both.filter(asked_at__gt=now - ASKED_AFTER))
        never_again = Exists(of_both.refused())
        free = rows.filter(~lately, ~this_year, ~never_again).order_by(case_study, member)
        return free.values_list(case_study, member)

    @transaction.atomic
    def answer(self, case_study, *, by, running, ended=None, question=None):
        """An author says whether it is still running: the case study says so, confirmed today.

        `ended` is an ImpreciseDate, or None for what is known already. Gives the Confirmation:
        that of `question` (the one of a link) unchanged when it was answered at this moment.
        """
        case_study.lock_publication()
        if question and not self.open().filter(pk=question.pk).exists():
            return question
        case_study = CaseStudy.objects.get(pk=case_study.pk)
        Revision.objects.note_before(case_study)
        now = timezone.now()
        case_study.running, case_study.last_confirmed = running, timezone.localdate(now)
        case_study.ended = None if running == Running.YES else ended or case_study.ended
        case_study.updated_at, case_study.updated_by = now, by
        case_study.save(
            update_fields=["running", "last_confirmed", "ended", "updated_at", "updated_by"]
        )
        Revision.objects.note(case_study, by=by, note=f"Confirmed: {Running(running).label}.")
        return self._close(case_study, by=by, answer=running)

    @transaction.atomic
    def refuse(self, case_study, *, by, question=None):
        """This author wants not to be asked again about this case study; `question` as above."""
        case_study.lock_publication()
        if question and not self.open().filter(pk=question.pk).exists():
            return question
        return self._close(case_study, by=by, answer="")

    def _close(self, case_study, *, by, answer):
        said = {"answer": answer, "answered_at": timezone.now()}
        return self.update_or_create(
            case_study=case_study, asked=by, answered_at=None, defaults=said
        )[0]


class Confirmation(models.Model):
    """An author was asked whether the work is still running, and what they answered.

    One answered without an answer refuses to be asked about it again.
    """

    case_study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="confirmations"
    )
    asked = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Who was asked."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=10, blank=True, choices=Running)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ConfirmationManager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "asked"],
                condition=Q(answered_at=None),
                name="confirmation_asked_once",
            ),
        ]

    def __str__(self):
        return f"{self.case_study}: {self.get_answer_display() or 'asked'}"

    @property
    def word(self):
        """Its part of a link by which who was asked answers without signing in, for LINK_LASTS."""
        return signing.dumps(self.pk, salt=SALT)
