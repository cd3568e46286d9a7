"""Following and stopping it, across all sorts of things that can be followed."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .members import Member
from .subscribers import Subscriber
from .subscriptions import sorts, subscriptions_of

MOST_FOLLOWED = 60  # things by one subscriber


@transaction.atomic
def follow(subscriber, things, *, confirmed):
    """They follow these from now on, or once they confirm it; what they follow already stays."""
    now = timezone.now()
    room = MOST_FOLLOWED - sum(
        # What a stranger asked for takes no room away from what they follow themselves.
        (sort.objects.confirmed() if confirmed else sort.objects)
        .filter(subscriber=subscriber)
        .count()
        for sort in sorts()
    )
    for thing in things:
        what = {"subscriber": subscriber} | thing.is_what
        rows = type(thing).objects.filter(**what)
        if not rows.exists() and room > 0:
            type(thing).objects.get_or_create(**what)
            room -= 1
        rows.filter(confirmed_at=None).update(asked_at=now, confirmed_at=now if confirmed else None)


@transaction.atomic
def ask_to_follow(email, things, *, rhythm):
    """Somebody typed an address: gives the Subscriber who is to confirm it, or None for a suspended member."""
    email = email.lower()
    if Member.objects.filter(email=email, is_active=False).exists():
        return None
    subscriber = Subscriber.objects.of_address(email).first()
    if subscriber is None:
        subscriber, _ = Subscriber.objects.get_or_create(email=email, defaults={"rhythm": rhythm})
    follow(subscriber, things, confirmed=False)
    return subscriber


@transaction.atomic
def confirm(subscriber):
    """The address is theirs: they follow what waits. Whose account it is has it on their pages."""
    now = timezone.now()
    for sort in sorts():
        sort.objects.waiting().filter(subscriber=subscriber).update(confirmed_at=now)
    Subscriber.objects.filter(pk=subscriber.pk).update(refusals=0)
    if subscriber.member is None:
        verified = {"emailaddress__email__iexact": subscriber.email, "emailaddress__verified": True}
        member = Member.objects.filter(email=subscriber.email, is_active=True, **verified).first()
        if member:
            adopt(member)


@transaction.atomic
def adopt(member):
    """What was followed with this member's address is theirs; whoever calls this knows that it is."""
    known = Subscriber.objects.select_for_update().filter(email=member.email.lower()).first()
    if known is None:
        return
    own = Subscriber.objects.filter(member=member).first()
    if own is None:
        known.member, known.email = member, ""
        known.save(update_fields=["member", "email"])
        return
    for sort in sorts():
        mine = sort.objects.filter(subscriber=own)
        theirs = sort.objects.confirmed().filter(subscriber=known)
        waiting = mine.filter(
            confirmed_at=None, **{f"{sort.TARGET}__in": theirs.values(sort.TARGET)}
        )
        waiting.update(confirmed_at=timezone.now())
        theirs.exclude(**{f"{sort.TARGET}__in": mine.values(sort.TARGET)}).update(subscriber=own)
    known.delete()


@transaction.atomic
def keep_only(subscriber, values):
    """Stops following what is not among these `value`s; what waits for a word stays as it is."""
    for each in subscriptions_of(subscriber):
        if each.value not in values:
            each.delete()


@transaction.atomic
def forget_unconfirmed():
    """Forgets what nobody confirmed in time, and the addresses of those who follow nothing."""
    for sort in sorts():
        sort.objects.lapsed().delete()
    idle = Subscriber.objects.all()
    for sort in sorts():
        idle = idle.filter(~Exists(sort.objects.filter(subscriber=OuterRef("pk"))))
    idle.delete()
