"""The demonstration shows following: digests go out at once, an address waits, one is paused."""

from django.core import mail
from django.core.management import call_command

from network import digests
from network.models import Subscriber


def test_the_worker_of_a_demonstration_sends_digests_and_a_confirmation_once(db):
    call_command("load_founding", with_accounts=True, verbosity=0)
    digests.send_digests.enqueue()
    assert sorted((message.to[0], message.subject[:5]) for message in mail.outbox) == [
        ("amina@copro.example", "New: "),
        ("bryn@copro.example", "New: "),
        ("josef.nowak@copro.example", "Pleas"),
        ("rosalind.fairweather@copro.example", "New: "),
    ]
    everybody = Subscriber.objects.count()
    call_command("load_founding", with_accounts=True, verbosity=0)
    digests.send_digests.enqueue()
    assert len(mail.outbox) == 4
    assert Subscriber.objects.count() == everybody == 5
