"""What runs behind the request. Each task may run twice, and does nothing the second time."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from . import mail
from .models import Download, Photo, Reading, Removal, Restoration, Withdrawal
from .readers import forget_salts

UNATTACHED_FOR = timedelta(days=2)
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


def _tell(queryset, pk, send):
    """Sends one message about a row, and notes on it that it was sent."""
    row = queryset.filter(pk=pk, told_at__isnull=True).first()
    if row is None:
        return
    send(row)
    queryset.model.objects.filter(pk=pk).update(told_at=timezone.now())
