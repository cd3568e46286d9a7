"""The programme of an event as a day has it: what is at the same time stands together."""

from dataclasses import dataclass, field

from events.models.times import days_of


@dataclass
class Time:
    """What happens at one time: one part (a Slot), or several in different rooms."""

    parts: list

    @property
    def is_shared(self):
        return len(self.parts) > 1

    @property
    def is_same(self):
        """Whether all of it begins and ends together, so that one time says it."""
        return len({(each.part.starts, each.part.ends) for each in self.parts}) == 1

    @property
    def starts(self):
        return min((each.part.starts for each in self.parts if each.part.starts), default=None)

    @property
    def ends(self):
        """When the last of it ends; None when one does not say."""
        ends = [each.part.ends for each in self.parts]
        return None if None in ends else max(ends)


@dataclass
class Day:
    """A day of an event with its times in order; `date` is None when there is one day, or none is said."""

    date: object = None
    times: list = field(default_factory=list)


def timetable(event, slots):
    """The Days of a programme, its parts in the order that they were given."""
    dates = days_of(event)
    days = {}
    for slot in slots:
        number = slot.part.day if len(dates) > 1 else None
        date = dates[number - 1] if number and number <= len(dates) else None
        day = days.setdefault(date, Day(date))
        if day.times and all(is_beside(slot.part, other.part) for other in day.times[-1].parts):
            day.times[-1].parts.append(slot)
        else:
            day.times.append(Time([slot]))
    said = sorted((day for date, day in days.items() if date), key=lambda day: day.date)
    return said + [day for date, day in days.items() if date is None]


def is_beside(part, other):
    """Whether two parts of one day are at the same time, wholly or for a while."""
    if part.starts is None or other.starts is None:
        return False
    if part.ends is None or other.ends is None:
        return part.starts == other.starts
    return part.starts < other.ends and other.starts < part.ends
