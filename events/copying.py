"""A past event as the beginning of another one."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from events.models import Appearance, Event, Session, WitnessSlot
from events.models.programme import TO_BE_CONFIRMED
from events.models.series import MOST_STOPS
from network.models import ImpreciseDate, Partner
from network.models.revised import WITHHELD

# What comes along; the write-up, photos, videos, files, quotes and consents do not. Who asked not to
# be recorded is not asked to say so again.
OF_EVENT = (
    "title", "format", "summary", "announcement", "starts", "ends", "time_zone", "venue",
    "address", "place", "region", "sector", "online_address", "hashtag", "series", "comments_open",
)  # fmt: skip
OF_PARTNER = ("position", "organisation_id", "capacity")
OF_SESSION = ("position", "title", "format", "day", "starts", "ends", "room", "summary")
OF_SLOT = ("position", "heading")
OF_APPEARANCE = (
    "position", "person_id", "name_as_printed", "capacity", "organisation_id",
    "organisation_as_printed", "no_recording",
)  # fmt: skip


def same_weekday(event):
    """The next day to come that is the same day of the week as that of the event, a week away or more.

    None for an event without an exact day.
    """
    if event.dated is None or event.dated.day is None:
        return None
    soon = timezone.localdate() + datetime.timedelta(weeks=1)
    return soon + datetime.timedelta(days=(event.dated.day.weekday() - soon.weekday()) % 7)


@transaction.atomic
def copy_event(event, *, by, on):
    """A draft by this member with the same words, hosts, programme and people, on another day.

    `on` is an ImpreciseDate, or None for no date yet. Times come along where the day is exact, and
    what lasted several days lasts as many. Everybody is "to be confirmed" until somebody has asked
    them; whose name is withheld does not come along.
    """
    made = Event(created_by=by, dated=on, ended=last_day(event, on), stop=next_stop(event))
    for name in OF_EVENT:
        setattr(made, name, getattr(event, name))
    if on is None or on.day is None:
        made.starts = made.ends = None
    made.give_address()
    made.save()
    made.topics.add(*event.topics.all())
    for partner in event.partners.all():
        Partner.objects.create(contribution=made, **columns(partner, OF_PARTNER))
    copy_programme(event, made)
    made.refresh_index()
    return made


def copy_programme(event, made):
    """Its parts, interviews and people, each person again in the part and interview of before."""
    sessions = {
        part.pk: Session.objects.create(event=made, **columns(part, OF_SESSION))
        for part in event.sessions.all()
    }
    slots = {
        slot.pk: WitnessSlot.objects.create(event=made, **columns(slot, OF_SLOT))
        for slot in event.witness_slots.all()
    }
    named = event.appearances.exclude(name_as_printed__in=["", WITHHELD]).filter(
        person__withheld_at=None
    )
    for each in named:
        Appearance.objects.create(
            event=made,
            session=sessions.get(each.session_id),
            witness_slot=slots.get(each.witness_slot_id),
            role=TO_BE_CONFIRMED,
            **columns(each, OF_APPEARANCE),
        )


def columns(row, names):
    return {name: getattr(row, name) for name in names}


def last_day(event, on):
    """As many days after `on` as the event lasted; None where the days are not exact."""
    if not (event.ended and event.ended.day and event.dated.day and on and on.day):
        return None
    return ImpreciseDate((on.day + (event.ended.day - event.dated.day)).isoformat())


def next_stop(event):
    """The number after the last stop of its series; None for one that is no stop."""
    if event.series is None or event.stop is None:
        return None
    last = event.series.stops.aggregate(last=Max("stop"))["last"]
    return last + 1 if last < MOST_STOPS else None
