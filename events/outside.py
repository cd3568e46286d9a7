"""Parts of a programme that the hours of their event leave outside, once those were changed."""

from django.contrib import messages

from events.models.times import impossible_hours

MOST_NAMED = 4


def parts_outside(event):
    """The sessions that cannot be at the hours they have; one query for a stored event."""
    if event.pk is None:
        return []
    return [part for part in event.sessions.all() if impossible_hours(part, event)]


def in_words(parts):
    """ "“Lunch” (13:00 to 14:00) and “Tea” (15:30)": the first few, and how many more there are."""
    named = [_named(part) for part in parts[:MOST_NAMED]]
    if len(parts) > MOST_NAMED:
        named.append(f"{len(parts) - MOST_NAMED} more")
    *others, last = named
    return f"{', '.join(others)} and {last}" if others else last


def _named(part):
    hours = " to ".join(f"{time:%H:%M}" for time in (part.starts, part.ends) if time)
    return f"“{part}” ({hours})"


def warn_of_parts_outside(request, event):
    """Tells an organiser who changed the hours what has to be moved now."""
    if parts := parts_outside(event):
        stand = "This part of the programme stands" if len(parts) == 1 else "These parts stand"
        messages.warning(
            request,
            f"{stand} outside the hours of the event now: {in_words(parts)}. Nothing is lost: "
            "change them on the page of the programme, or change the hours back.",
        )
