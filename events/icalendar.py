"""Writes calendars as RFC 5545 has them: CRLF, lines of at most 75 octets, zones spelled out.

Only events with an exact day can stand in a calendar; `why_left_out` says so of the others.
"""

import datetime
import math
import re
import zoneinfo
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

LONGEST_LINE = 75  # octets, the CRLF not counted
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)  # no zone changes its clocks twice within one
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def calendar(events, *, name, description=""):
    """A VCALENDAR of these events as UTF-8 bytes; those without an exact day are left out.

    Events need `topics` prefetched, and their sessions' times are not asked for.
    """
    exact = [as_planned(event) for event in events if why_left_out(event) is None]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//copro//events//EN",
        "CALSCALE:GREGORIAN",
        text("NAME", name),
        text("X-WR-CALNAME", name),
        *([text("X-WR-CALDESC", description)] if description else []),
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        *zones_of(exact),
        *(line for event in exact for line in event_lines(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def why_left_out(event):
    """Why no calendar can hold this event, in words for its readers; None if one can."""
    event = as_planned(event)
    if event.dated is None:
        return "It has no date yet, so no calendar can hold it."
    if event.dated.day is None:
        return f"Only “{event.dated}” is known, no exact day, so no calendar can hold it."
    return None


def as_planned(event):
    """One that is postponed without a new date, on the day on which it was to be: so calendars cancel it."""
    if event.dated is not None or event.plan is None:
        return event
    was = event.plan.as_it_was(event)
    was.calls_off = True
    return was


def status(event):
    """CANCELLED also for one that is postponed, as long as nobody knows until when (section 3.8.1.11)."""
    return "CANCELLED" if event.is_called_off or hasattr(event, "calls_off") else "CONFIRMED"


def event_lines(event):
    """A VEVENT, its lines not yet folded."""
    address = f"{settings.SITE_ADDRESS}{event.get_absolute_url()}"
    changed = in_utc(event.updated_at)
    off = status(event) == "CANCELLED" and event.plan
    about = [
        off and f"{off.get_what_display()}: {off.reason}",
        event.summary,
        event.online_address and f"Online: {event.online_address}",
        address,
    ]
    lines = [
        "BEGIN:VEVENT",
        f"UID:event-{event.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}",
        # Without a METHOD the stamp says when the event was last changed (section 3.8.7.2).
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"CREATED:{in_utc(event.created_at)}",
        f"SEQUENCE:{sequence(event)}",
        *when(event),
        text("SUMMARY", f"{off.get_what_display()}: {event.title}" if off else event.title),
        text("DESCRIPTION", "\n\n".join(filter(None, about))),
        f"URL:{address}",
        f"STATUS:{status(event)}",
    ]
    town = event.place if event.place not in event.address else ""
    place = ", ".join(filter(None, [event.venue, event.address, town]))
    if place:
        lines.append(text("LOCATION", place))
    if event.online_address:  # RFC 7986, section 5.11
        lines.append(f"CONFERENCE;VALUE=URI;LABEL=Online:{one_line(event.online_address)}")
    topics = ",".join(escaped(topic.name) for topic in event.topics.all())
    return [*lines, *([f"CATEGORIES:{topics}"] if topics else []), "END:VEVENT"]


def when(event):
    """DTSTART and DTEND: moments on the venue's clock, or whole days when no time is known.

    The end of days is the day after (section 3.6.1).
    """
    first = event.dated.day
    last = event.ended.day if event.ended and event.ended.day else first
    after = min(last, datetime.date.max - DAY) + DAY
    if event.starts is None:
        return [f"DTSTART;VALUE=DATE:{basic(first)}", f"DTEND;VALUE=DATE:{basic(after)}"]
    zone = f";TZID={event.time_zone}:"
    lines = [f"DTSTART{zone}{basic(first)}T{event.starts:%H%M%S}"]
    if event.ends is not None:
        lines.append(f"DTEND{zone}{basic(last)}T{event.ends:%H%M%S}")
    elif last > first:
        lines.append(f"DTEND{zone}{basic(after)}T000000")
    return lines


def basic(day):
    """ISO 8601's basic form: 20260720."""
    return day.isoformat().replace("-", "")


def sequence(event):
    """A number that grows with each change (section 3.8.7.4): seconds from first to last one, begun ones too."""
    return max(0, math.ceil((event.updated_at - event.created_at).total_seconds()))


def zones_of(events):
    """The VTIMEZONE of each zone that these events use, correct in their years."""
    years = {}
    for event in events:
        if event.starts is not None:
            last = event.ended.year if event.ended else event.dated.year
            years.setdefault(event.time_zone, set()).update((event.dated.year, last))
    return [
        line
        for name in sorted(years)
        for line in zone_lines(name, min(years[name]), max(years[name]))
    ]


@lru_cache(maxsize=256)
def zone_lines(name, first_year, last_year):
    """A VTIMEZONE with every change of the clocks from one New Year to another.

    The first observance says what holds before the first change.
    """
    zone = zoneinfo.ZoneInfo(name)
    utc = datetime.UTC
    now = datetime.datetime(max(first_year, 2), 1, 1, tzinfo=utc) - WEEK
    end = datetime.datetime(min(last_year, 9997) + 1, 1, 1, tzinfo=utc) + WEEK
    before = now.astimezone(zone)
    lines = [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        *observance(before.replace(tzinfo=None), before, before),
    ]
    while now < end:
        later = now + WEEK
        if differ(now, later, zone):
            change = moment_of_change(now, later, zone)
            before, after = ((change - SECOND).astimezone(zone), change.astimezone(zone))
            # The onset is told by the clock as it stood before the change.
            onset = (change + before.utcoffset()).replace(tzinfo=None)
            lines += observance(onset, before, after)
        now = later
    return [*lines, "END:VTIMEZONE"]


def observance(onset, before, after):
    part = "DAYLIGHT" if after.dst() else "STANDARD"
    return [
        f"BEGIN:{part}",
        f"DTSTART:{basic(onset.date())}T{onset:%H%M%S}",
        f"TZOFFSETFROM:{offset(before)}",
        f"TZOFFSETTO:{offset(after)}",
        text("TZNAME", after.tzname()),
        f"END:{part}",
    ]


def differ(one, other, zone):
    one, other = one.astimezone(zone), other.astimezone(zone)
    return (one.utcoffset(), one.tzname()) != (other.utcoffset(), other.tzname())


def moment_of_change(earlier, later, zone):
    """The first second of the new time, by halving what lies between."""
    while later - earlier > SECOND:
        middle = earlier + ((later - earlier) // 2 // SECOND) * SECOND
        if differ(earlier, middle, zone):
            later = middle
        else:
            earlier = middle
    return later


def offset(moment):
    """+0100, and with seconds for local mean times of long ago (section 3.3.14)."""
    seconds = int(moment.utcoffset().total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")


def in_utc(moment):
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"  # of our own making: four digits


def text(name, value):
    return f"{name}:{escaped(value)}"


def escaped(value):
    """TEXT (section 3.3.11): every kind of line break is one, and other controls are gone."""
    return CONTROLS.sub("", "\n".join(value.splitlines())).translate(ESCAPES)


def one_line(value):
    return "".join(value.split())


def folded(line):
    """One content line in UTF-8, folded between characters (section 3.1), with its CRLF."""
    whole = line.encode()
    if len(whole) <= LONGEST_LINE:
        return whole + b"\r\n"
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
