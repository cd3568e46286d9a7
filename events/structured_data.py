"""What schema.org asks of an event: when and where it is."""

from network.structured_data import named, without_gaps

ONLINE = "https://schema.org/OnlineEventAttendanceMode"
THERE = "https://schema.org/OfflineEventAttendanceMode"
STATUS = "https://schema.org/Event"
BOTH = "https://schema.org/MixedEventAttendanceMode"


def event_data(event):
    """Its days as ISO 8601, with the hour and its zone where they are known, and its venue."""
    starts, last = event.dated, event.ended or event.dated
    if event.plan and starts is None:  # schema.org: one that is postponed keeps its day
        starts = last = event.plan.dated
    return without_gaps(
        {
            "startDate": moment(event.starts_at) or (starts and starts.machine),
            "endDate": moment(event.ends_at) or (last and last.machine),
            "eventStatus": f"{STATUS}{status(event)}",
            "previousStartDate": was_to_start(event) if event.is_rescheduled else None,
            "eventAttendanceMode": attendance(event),
            "location": places(event),
        }
    )


def status(event):
    """The last part of schema.org's EventStatusType."""
    if event.is_called_off:
        return event.plan.get_what_display()
    return "Rescheduled" if event.is_rescheduled else "Scheduled"


def was_to_start(event):
    return event.plan.dated and event.plan.dated.machine


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
        town = event.place if event.place not in event.address else ""
        place["address"] = ", ".join(part for part in (event.address, town) if part)
        found.append(without_gaps(place))
    if event.online_address and not event.is_over:
        found.append({"@type": "VirtualLocation", "url": event.online_address})
    return found
