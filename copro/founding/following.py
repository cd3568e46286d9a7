"""For a demonstration: who follows what by e-mail. The addresses are nobody's."""

from django.utils import timezone

from network import digests
from network.models import Member, Subscriber
from network.models.following import follow
from network.models.subscriptions import sorts, thing_to_follow

from .reading import listed, naming


def load_following():
    """Lays what each follows who follows nothing yet; then it belongs to them."""
    with naming("following.toml"):
        for block in listed("following", "follower"):
            whom = {"email": block["email"]} if "email" in block else member_of(block)
            if not Subscriber.objects.filter(**whom).exists():
                begin(block, whom)


def member_of(block):
    return {"member": Member.objects.get(email=block["member"])}


def begin(block, whom):
    since, waits = block["since"], block.get("waiting", False)
    subscriber = Subscriber.objects.create(
        **whom,
        rhythm=block.get("rhythm", "weekly"),
        began_at=since,
        told_until=since,
        paused_at=timezone.now() if block.get("paused") else None,
    )
    things = [thing_to_follow(value) for value in block["follows"]]
    if None in things:
        raise ValueError(f"Not all of these can be followed: {', '.join(block['follows'])}.")
    follow(subscriber, things, confirmed=not waits)
    if waits:
        digests.ask_to_confirm.enqueue(subscriber.pk)
    for sort in sorts():
        sort.objects.confirmed().filter(subscriber=subscriber).update(confirmed_at=since)
