"""Days and clocks: which periods a day is in, which zones there are, which hours are missing."""

import datetime
import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import timezone

FIRST_YEAR = 1800
YEARS_AHEAD = 20
A_YEAR = datetime.timedelta(days=366)


def periods_of(day):
    """The year, the month and the season that this day is in, as EDTF: those are not over yet.

    Winter belongs to the year in which it begins.
    """
    winter = day.month < 3
    season = 24 if winter else 20 + day.month // 3
    return [f"{day:%Y}", f"{day:%Y-%m}", f"{day.year - winter}-{season}"]


@cache
def known_zones():
    """The names of the IANA time zone database, as this machine has it."""
    return zoneinfo.available_timezones()


def known_zone(name):
    """Raises ValidationError for a name that is not a zone's."""
    if name not in known_zones():
        raise ValidationError(
            "We do not know this time zone. For example Europe/London.", code="unknown_zone"
        )


def today_in(zone):
    """The day that it is now at a venue; that of the site where nobody knows the zone."""
    known = zoneinfo.ZoneInfo(zone) if zone in known_zones() else None
    return timezone.localdate(timezone=known)


def clock_of(zone):
    """ "UK time" for Europe/London, "New York time" for America/New_York."""
    place = "UK" if zone == "Europe/London" else zone.rpartition("/")[2].replace("_", " ")
    return f"{place} time"


def is_missing(day, time, zone):
    """Whether clocks in this zone, going forward, leave this time of the day out."""
    if zone not in known_zones():
        return False
    moment = datetime.datetime.combine(day, time, zoneinfo.ZoneInfo(zone))
    return moment.astimezone(datetime.UTC).astimezone(moment.tzinfo).time() != time


def impossible_times(event):
    """What cannot be in the days and times of an event: a message by name of its field."""
    errors = {}
    for name in ("dated", "ended"):
        date = getattr(event, name)
        if date and not FIRST_YEAR <= date.year <= timezone.localdate().year + YEARS_AHEAD:
            errors[name] = f"Is {date.year} the year you mean?"
    if event.dated and event.ended and event.ended.first_day < event.dated.first_day:
        errors["ended"] = "Its last day is before its first."
    if event.dated and event.ended and event.ended.first_day - event.dated.first_day > A_YEAR:
        errors["ended"] = "It lasts more than a year. Announce it as several events."
    if event.ended and not event.dated:
        errors["dated"] = "Say when it begins too."
    for name, date in (("starts", event.dated), ("ends", event.ended or event.dated)):
        time = getattr(event, name)
        if time and not (date and date.day):
            errors[name] = "A time needs an exact day, for example 20 July 2010."
        elif time and is_missing(date.day, time, event.time_zone):
            errors[name] = (
                f"On {date} the clocks go forward and there is no {time:%H:%M}. "
                "Choose another time."
            )
    return errors


def days_of(event):
    """The exact days on which an event takes place, in order; none when they are not known."""
    first, last = event.dated and event.dated.day, event.ended and event.ended.day
    if not first or event.ended and not last:
        return []
    return [first + datetime.timedelta(days=n) for n in range(((last or first) - first).days + 1)]


def impossible_hours(part, event):
    """What cannot be in the hours of a part of an event: a message by name of its field.

    Of an event of several days only a part that says on which of them it is can be outside it.
    """
    days = days_of(event)
    number = 1 if not event.ended else part.day
    if number and days and number > len(days):
        return {"day": f"The event lasts {len(days)} days. Choose one of them."}
    errors = {}
    for name in ("starts", "ends"):
        time = getattr(part, name)
        if time is not None and number:
            wrong = _why_missing(event, days, number, time) or _why_outside(
                event, number == 1, number == (len(days) or 1), time
            )
            errors |= {name: wrong} if wrong else {}
    return errors


def _why_missing(event, days, number, time):
    if days and is_missing(days[number - 1], time, event.time_zone):
        return (
            f"On {days[number - 1]:%-d %B %Y} the clocks go forward and there is no {time:%H:%M}."
        )
    return None


def _why_outside(event, is_first, is_last, time):
    if is_first and event.starts and time < event.starts:
        return (
            f"The event begins at {event.starts:%H:%M}. Choose a later time, or change the event."
        )
    if is_last and event.ends and time > event.ends:
        return f"The event ends at {event.ends:%H:%M}. Choose an earlier time, or change the event."
    return None
