"""Two entries of one person become one."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from .bylines import Byline
from .contributions import Contribution
from .former_addresses import FormerAddress
from .media import Photo
from .people import Person
from .revisions import Revision
from .withdrawals import recount_credits

# What somebody says of themselves: it holds where they have said something.
PROFILE = (
    *("photo", "organisation", "role", "place", "region"),
    *("about", "can_help_with", "looking_for"),
    "withheld_at",
)
# What somebody chose: it holds whatever it is.
CHOSEN = (
    *("name", "listed", "photo_seen_by", "work_seen_by"),
    *("about_seen_by", "help_seen_by", "looking_seen_by"),
)


@transaction.atomic
def merge(own, *, into):
    """`own`, a member's person, becomes one with `into`, who has no account, and goes.

    Everything that points at `own` points at `into`, whichever app it is of; where both stand in
    a place for one, what `into` has stays. The profile and its privacy are those of `own`; the
    address is that of `into`, and the other leads there.
    """
    _keep_confirmations(own, into)
    for name, rows in pointing_at(own):
        _repoint(name, rows, into)
    _take_profile(own, into)
    Revision.objects.follow_person(own, into)
    FormerAddress.objects.update_or_create(slug=own.slug, defaults={"person": into})
    own.delete()
    for kind in Contribution.__subclasses__():
        for contribution in kind.objects.crediting(into):
            contribution.refresh_index()
    recount_credits([into])


def pointing_at(person):
    """Each field of any model that points at a person: its name, and the rows that do."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            name = relation.field.name
            yield name, relation.related_model._base_manager.filter(**{name: person})


def _keep_confirmations(own, into):
    """What was agreed to under the one name is agreed to where the other stands too."""
    for byline in Byline.objects.filter(person=own, confirmed_at__isnull=False):
        theirs = Byline.objects.filter(contribution=byline.contribution_id, person=into)
        theirs.update(confirmed_at=Coalesce(F("confirmed_at"), byline.confirmed_at))


def _repoint(name, rows, into):
    try:
        with transaction.atomic():
            rows.update(**{name: into})
    except IntegrityError:
        _repoint_each(name, rows, into)


def _repoint_each(name, rows, into):
    """One by one, where `into` has some of them already: of these the other is not kept."""
    for row in rows:
        this = rows.filter(pk=row.pk)
        try:
            with transaction.atomic():
                this.update(**{name: into})
        except IntegrityError:
            this.delete()


def _take_profile(own, into):
    replaced = into.photo_id if own.photo_id else None
    for name in PROFILE:
        setattr(into, name, getattr(own, name) or getattr(into, name))
    for name in CHOSEN:
        setattr(into, name, getattr(own, name))
    # An account has one person: the one gives it up before the other takes it.
    into.member, own.member, own.photo = own.member, None, None
    own.save(update_fields=["member", "photo"])
    into.save()
    Photo.objects.filter(pk=replaced).discard()


@transaction.atomic
def join_byline(byline, *, member):
    """The member is who is named there: this one byline, and what is quoted of them beside it.

    Of the person who stood for them nothing else changes; one who stands nowhere any more goes.
    """
    before, own = byline.person, Person.objects.of_member(member)
    rows = Byline.objects.filter(contribution=byline.contribution_id)
    twice = rows.filter(person=own).first()
    if twice:
        # They were named under their own name too: that stays, and is as agreed to as the other.
        rows.filter(person=own).update(confirmed_at=Coalesce(F("confirmed_at"), timezone.now()))
    else:
        rows.filter(pk=byline.pk).update(person=own)
    byline.contribution.quotes.filter(person=before).update(person=own)
    Revision.objects.follow_person(before, own, contribution=byline.contribution)
    byline.invitations.update(person=own, byline=twice or byline)
    if twice:
        rows.filter(pk=byline.pk).delete()
        byline.contribution.child.refresh_index()
    recount_credits([before, own])
    before.reasons_related.all().delete()  # found anew, so nobody stands there
    byline.contribution.related.ask(byline.contribution)
    if before.member_id is None and not any(rows.exists() for _, rows in pointing_at(before)):
        before.delete()
