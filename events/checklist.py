"""What an event lacks in this phase of its life, for its organisers; from what its page has read already."""

from dataclasses import dataclass

from django.urls import reverse

from events.models.times import impossible_hours

MOST_NAMED = 4


@dataclass(frozen=True)
class Item:
    """Something that the page should have by now, in words, and where one adds it."""

    words: str
    is_done: bool
    href: str


def checklist_of(event, page):
    """The items of its phase, what is missing first; none for an event that is called off.

    `page` is the context of its page: programme, sessions, photos, downloads, booking_state.
    """
    if event.is_called_off:
        return []
    items = after(event, page) if event.is_over else before(event, page)
    return sorted(items, key=lambda item: item.is_done)


def before(event, page):
    announcement, bookings = event.get_edit_url(), reverse("bookings", args=[event.slug])
    terms = getattr(event, "booking_terms", None)
    programme = page["programme"]
    items = [
        Item("An announcement in words", bool(event.announcement), announcement),
        Item("An exact day", bool(event.dated and event.dated.day), announcement),
        Item("A time", event.starts is not None, announcement),
        Item(
            "A venue, or an address online", bool(event.venue or event.online_address), announcement
        ),
        Item("A programme", bool(programme.sessions), edit_page(event, "programme")),
        Item(
            "Who speaks, hosts or is asked", has_people(programme), edit_page(event, "appearances")
        ),
        Item("Booking", terms is not None, bookings),
        Item(
            "How to join or get there",
            bool(terms and terms.joining),
            reverse("booking-terms", args=[event.slug]),
        ),
    ]
    if has_people(programme):
        items.append(everybody_agreed(event, programme))
    outside = [str(each.part) for each in programme.sessions if impossible_hours(each.part, event)]
    if outside:
        words = f"Parts outside the hours of the event: {some_of(outside)}"
        items.append(Item(words, False, edit_page(event, "programme")))
    return items


def everybody_agreed(event, programme):
    open_ones = [
        appearance.name_as_printed or appearance.line
        for appearance in people_of(programme)
        if not appearance.is_confirmed
    ]
    words = f"Not confirmed: {some_of(open_ones)}. Note under “Consent” who agreed to take part"
    return Item(
        words if open_ones else "Everybody who takes part has agreed to",
        not open_ones,
        edit_page(event, "appearances"),
    )


def some_of(names):
    """The first few, and how many more there are."""
    named = ", ".join(names[:MOST_NAMED])
    return f"{named} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else named


def after(event, page):
    write_up = edit_page(event, "write-up")
    preview = f"{event.get_absolute_url()}?preview=write-up"
    quotes, photos = event.quotes.all(), page["photos"]
    wanted = [photo for photo in photos if not photo.taken_down_at]
    items = [
        Item("A write-up: what happened", bool(event.body), write_up),
        Item("The write-up is published", event.is_written_up, preview if event.body else write_up),
        Item("What you heard, in a few points", bool(event.heard), write_up),
        Item("Who took part", has_people(page["programme"]), edit_page(event, "appearances")),
        Item("Photos", bool(wanted), write_up),
    ]
    if wanted:
        told = all(photo.alternative_text or photo.is_decorative for photo in wanted)
        items.append(Item("Every photo described for those who cannot see it", told, write_up))
    if quotes:
        agreed = all(quote.consent_from for quote in quotes)
        items.append(Item("Who agreed to be quoted, noted beside each quote", agreed, write_up))
    if outcomes := page["learning_outcomes"]:
        said = all(outcome.met for outcome in outcomes)
        words = "Of each thing that the group set out to learn, whether it did"
        items.append(Item(words, said, edit_page(event, "questions")))
    if page["commitments"]:
        items.append(promises_told(event, page["commitments"]))
    return items


def promises_told(event, commitments):
    """Whether it is told of each promise whose day has come what came of it."""
    late = sum(commitment.is_late(event) for commitment in commitments)
    words = f"What came of {late} promise{'s' * (late != 1)} whose day has come"
    told = "What came of each promise whose day has come"
    return Item(words if late else told, not late, reverse("commitments", args=[event.slug]))


def people_of(programme):
    return [
        *(each for _, people in programme.capacities for each in people),
        *(each for slot in programme.slots for each in slot.appearances),
    ]


def has_people(programme):
    return bool(people_of(programme))


def edit_page(event, page):
    return reverse("event-edit-page", args=[event.slug, page])
