"""The clock of this site, and the hours that it leaves out or has twice when it is changed."""

import datetime

from django.utils import timezone


def clock_name():
    """Whose clock times are on, in words: "UK time", "New York time"."""
    zone = timezone.get_current_timezone_name()
    place = "UK" if zone == "Europe/London" else zone.rpartition("/")[2].replace("_", " ")
    return f"{place} time"


def moment_on_clock(day, time):
    """The moment of a day and a time on this site's clock.

    Raises ValueError, whose message is for the person who chose it, when clocks go forward and
    leave the time out, or go back and have it twice.
    """
    zone = timezone.get_current_timezone()
    first = datetime.datetime.combine(day, time, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    written = f"{day.day} {day:%B %Y}"
    if first.astimezone(datetime.UTC).astimezone(zone).time() != time:
        raise ValueError(
            f"On {written} the clocks go forward and there is no {time:%H:%M}. Choose another time."
        )
    raise ValueError(
        f"On {written} the clocks go back and {time:%H:%M} comes twice. Choose another time."
    )
