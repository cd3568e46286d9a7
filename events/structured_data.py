"""What schema.org asks of an event: when and where it is."""

from network.structured_data import named, without_gaps

ONLINE = "https://schema.org/OnlineEventAttendanceMode"
THERE = "https://schema.org/OfflineEventAttendanceMode"
BOTH = "https://schema.org/MixedEventAttendanceMode"


def event_data(event):
    """Its days as ISO 8601, with the hour and its zone where they are known, and its venue."""
    last = event.ended or event.dated
    return without_gaps(
        {
            "startDate": moment(event.starts_at) or (event.dated and event.dated.machine),
            "endDate": moment(event.ends_at) or (last and last.machine),
            "eventAttendanceMode": attendance(event),
            "location": places(event),
        }
    )


def moment(at):
    return at.isoformat() if at else None


def attendance(event):
    there = bool(event.venue or event.place)
    if event.online_address:
        return BOTH if there else ONLINE
    return THERE if there else None


def places(event):
    found = []
    if event.venue or event.place:
        place = named("Place", event.venue or event.place)
        place["address"] = ", ".join(part for part in (event.address, event.place) if part)
        found.append(without_gaps(place))
    if event.online_address and not event.is_over:
        found.append({"@type": "VirtualLocation", "url": event.online_address})
    return found
