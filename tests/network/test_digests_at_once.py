"""Two workers at one digest."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from network import digests
from network.models import KindSubscription, Subscriber
from tests.factories import make_article


@pytest.mark.django_db(transaction=True)
def test_a_digest_that_another_worker_is_sending_is_sent_once():
    ago = timezone.now() - timedelta(days=20)
    subscriber = Subscriber.objects.create(email="rosa@copro.example", told_until=ago)
    KindSubscription.objects.create(subscriber=subscriber, kind="", confirmed_at=ago)
    make_article(published=timezone.now() - timedelta(hours=1))
    until = timezone.now() - timedelta(minutes=2)

    def work():
        try:
            digests.send_digest(subscriber.pk, until)
        finally:
            connection.close()

    others = [threading.Thread(target=work) for _ in range(3)]
    with transaction.atomic():
        digests.send_digest(subscriber.pk, until)
        others[0].start()
        others[0].join()  # it waits for nobody
    for thread in others[1:]:
        thread.start()
    for thread in others[1:]:
        thread.join()

    assert len(mail.outbox) == 1
