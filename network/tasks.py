"""What runs behind the request. Each task may run twice, and does nothing the second time."""

import logging
from datetime import timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from . import mail
from .models import (
    Appeal,
    Confirmation,
    Contribution,
    Download,
    MissedSearch,
    Photo,
    Reading,
    Related,
    RelatedTurn,
    Removal,
    Restoration,
    Reversal,
    Schedule,
    Sheet,
    Takedown,
    Withdrawal,
    ending_consents,
)
from .models.invitations import Invitation, InvitationAnswer
from .models.person_claims import PersonClaim
from .readers import forget_salts

logger = logging.getLogger(__name__)

UNATTACHED_FOR = timedelta(days=2)
SHEETS_KEPT_FOR = timedelta(days=30)  # longer than a browser keeps what waits (static/js/saving.js)
ASKED_AT_ONCE = 200  # authors, by mail
REFRESHED_AT_ONCE = 200  # contributions of one topic
RELATED_AT_ONCE = 100  # contributions beside which something is found: a few seconds
RELATED_A_NIGHT = 200  # times as many: the oldest first, so that each has its turn
MOST_RENDERED = 50  # in one run: about a minute
COMMENT = ("comment__author__member", "comment__contribution")


@task
def tell_of_removal(removal_pk):
    """Tells a member why their comment was removed, unless it is back already."""
    _tell(Removal.objects.select_related(*COMMENT), removal_pk, mail.removal)


@task
def tell_of_restoration(restoration_pk):
    _tell(Restoration.objects.select_related(*COMMENT), restoration_pk, mail.restoration)


@task
def tell_of_withdrawal(withdrawal_pk):
    """Tells the authors why a moderator took their contribution back to a draft."""
    _tell(Withdrawal.objects.select_related("contribution"), withdrawal_pk, mail.withdrawal)


@task
def tell_of_lifting(withdrawal_pk):
    """Tells the authors that they may publish it again."""
    lifted = Withdrawal.objects.filter(pk=withdrawal_pk, lifted_at__isnull=False)
    for withdrawal in lifted.select_related("contribution"):
        mail.lifting(withdrawal)


@task
def tell_of_appeal(appeal_pk):
    """Tells the moderators that an author asks them to look again, if they hold it still."""
    holding = Withdrawal.objects.holding()
    appeals = Appeal.objects.filter(pk=appeal_pk, withdrawal__in=holding)
    for appeal in appeals.select_related("withdrawal__contribution", "by"):
        mail.appeal(appeal)


@task
def publish_what_is_due():
    """Publishes what was arranged for a moment that has come, and tells the authors."""
    _each(Schedule.objects.carry_out, Schedule.objects.due())
    ended = Schedule.objects.select_related("contribution")
    _each(lambda pk: _tell(ended, pk, mail.publication), Schedule.objects.untold())


@task
@transaction.atomic
def send_invitation(invitation_pk):
    """Asks somebody by mail whether they may be named, unless that was taken back."""
    waiting = Invitation.objects.open().filter(pk=invitation_pk, sent_at__isnull=True)
    locked = waiting.select_for_update(of=("self",))
    for invitation in locked.select_related("contribution", "byline__person__member", "by"):
        if invitation.address_of_mail():
            mail.invitation(invitation)
            waiting.update(sent_at=timezone.now())


@task
def tell_of_answer(answer_pk):
    """Tells those who write it what somebody who is named said."""
    answers = InvitationAnswer.objects.select_related(
        "invitation__contribution", "invitation__person"
    )
    _tell(answers, answer_pk, mail.invitation_answer)


@task
def tell_of_person_claim(claim_pk):
    """Tells a member what a moderator decided."""
    claims = PersonClaim.objects.select_related("member", "person")
    _tell(claims.filter(decided_at__isnull=False), claim_pk, mail.person_claim)


@task
def forget_invited_addresses():
    """Forgets the mail addresses of those who have answered, and of links that have run out."""
    Invitation.objects.forget_addresses()


@task
def ask_whether_running():
    """Asks authors whose case study nobody confirmed for a year whether it is still running."""
    for pk in Confirmation.objects.ask(most=ASKED_AT_ONCE).values_list("pk", flat=True):
        send_confirmation.enqueue(pk)


@task
def send_confirmation(confirmation_pk):
    """Sends one such question, unless it was sent or answered already."""
    with transaction.atomic():
        confirmation = Confirmation.objects.to_send().filter(pk=confirmation_pk).first()
        if confirmation is not None:
            mail.confirmation(confirmation)
            Confirmation.objects.filter(pk=confirmation_pk).update(sent_at=timezone.now())


@task
def count_readings():
    """Adds the latest readings to the contributions, and forgets the old ones."""
    Reading.objects.count_up()
    Reading.objects.forget()
    forget_salts(timezone.localdate())


@task
def forget_uploads():
    """Deletes files that belong to nothing: taken away, or sent with a page that nobody finished."""
    before = timezone.now() - UNATTACHED_FOR
    Download.objects.forget_unattached(before=before)
    Photo.objects.unattached().filter(uploaded_at__lt=before).discard()


@task
def render_remaining():
    """Encodes photos whose renditions are missing, a few at a time: those from before they were made."""
    for photo in Photo.objects.without_renditions().order_by("pk")[:MOST_RENDERED]:
        photo.make_renditions()


@task
def tell_of_takedown_request(number):
    """Tells the moderators that something shall be taken down, and who asked that we have it."""
    asked = Takedown.objects.for_page().filter(request=number).order_by("pk")
    _tell_together(asked, mail.takedown_waits, "moderators_told_at")
    _tell_together(asked, mail.takedown_received, "confirmed_at")


@task
def tell_of_takedown_decision(number):
    """Tells who asked what was decided, and the authors what went from their pages."""
    decided = Takedown.objects.for_page().decided().filter(request=number).order_by("pk")
    _tell_together(decided, mail.takedown_decided, "told_at")
    hidden = decided.filter(is_granted=True, kept__has_key="concerned")
    _tell_together(hidden, mail.takedown_authors, "authors_told_at")


@task
def tell_of_reversal(reversal_pk):
    """Tells those who asked and the authors that something is shown again."""
    _tell(
        Reversal.objects.select_related("takedown__contribution", "takedown__asked_by"),
        reversal_pk,
        _send_reversal,
    )


def _send_reversal(reversal):
    others = Takedown.objects.for_page().filter(kept__with=reversal.takedown_id)
    mail.reversal(reversal, reversal.takedown, others)


@task
def forget_sheets():
    """Forgets which page saved what, once nobody has such a page open."""
    Sheet.objects.forget(before=timezone.now() - SHEETS_KEPT_FOR)


@task
def forget_missed_searches():
    """Forgets words that nobody looked for in half a year."""
    MissedSearch.objects.forget()


@task
def tell_of_ending_consents():
    """Tells authors, once for each end, of consents that run out within a month or have done so."""
    ending_consents.tell(mail.ending_consents)


@task
def forget_takedowns():
    """Forgets what was kept to put something back, and who asked, a month after the decision."""
    Takedown.objects.forget()


def _tell_together(takedowns, send, told):
    """Sends one message about all of what was asked at once, and notes on each that it was sent."""
    untold = list(takedowns.filter(**{told: None}))
    if untold:
        send(untold)
        numbers = [each.pk for each in untold]
        Takedown.objects.filter(pk__in=numbers).update(**{told: timezone.now()})


def _each(do, queryset):
    """Calls `do` with the key of each row. What fails keeps none of the others: it is raised in the end."""
    failed = []
    for pk in queryset.values_list("pk", flat=True):
        try:
            do(pk)
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("Some of it failed, and is tried again.", failed)


def _tell(queryset, pk, send):
    """Sends one message about a row, and notes on it that it was sent."""
    row = queryset.filter(pk=pk, told_at__isnull=True).first()
    if row is None:
        return
    send(row)
    queryset.model.objects.filter(pk=pk).update(told_at=timezone.now())


@task
def refresh_filed(topic_pk, after=0):
    """Writes anew what search finds of what is filed under a topic, some at a time, by their numbers."""
    filed = Contribution.objects.filter(filings__tag=topic_pk, pk__gt=after).order_by("pk")
    some = list(filed[:REFRESHED_AT_ONCE])
    for contribution in some:
        contribution.child.refresh_index()
    if len(some) == REFRESHED_AT_ONCE:
        refresh_filed.enqueue(topic_pk, some[-1].pk)


@task
def refresh_all(after=0):
    """Writes anew what search finds of every contribution, some at a time, by their numbers.

    What fails is told to the log and keeps none of the others.
    """
    some = list(Contribution.objects.filter(pk__gt=after).order_by("pk")[:REFRESHED_AT_ONCE])
    for contribution in some:
        try:
            contribution.child.refresh_index()
        except Exception:
            logger.exception("Search was not refreshed of contribution %s", contribution.pk)
    if len(some) == REFRESHED_AT_ONCE:
        refresh_all.enqueue(some[-1].pk)


@task
def find_related():
    """Finds what to read next to contributions that changed, and then next to those beside them."""
    _each(_find_with_those_beside, RelatedTurn.objects.asked()[:RELATED_AT_ONCE])


def _find_with_those_beside(pk):
    before = Related.objects.behind(pk)
    if Related.objects.find(pk):
        for other in dict.fromkeys([*before, *Related.objects.behind(pk)]):
            Related.objects.find(other)


@task
def renew_related(left=RELATED_A_NIGHT):
    """Finds anew what was found longest ago, some at a time: others may have come meanwhile."""
    oldest = RelatedTurn.objects.oldest().values_list("pk", flat=True)
    some = list(oldest[:RELATED_AT_ONCE])
    for pk in some:
        Related.objects.find(pk)
    if len(some) == RELATED_AT_ONCE and left > 1:
        renew_related.enqueue(left - 1)
