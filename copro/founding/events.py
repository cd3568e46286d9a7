"""Events, their series, programme and witnesses: one file an event."""

from datetime import timedelta

from django.utils import timezone

from events.models import Event, EventSeries, OpenQuestion
from network.models.slugs import slug_of
from reports.models import Report

from .contributions import keep, with_organisation, with_person
from .people import make_once
from .reading import items, listed, naming
from .rows import keep_rows
from .slides import keep_slides

PARTS = ("series", "launches", "in_days", "session", "learning_outcome", "witness", "open_question")


def load_events():
    """Gives those that were made now."""
    for block in listed("series", "event_series"):
        make_once(EventSeries, block)
    made = []
    for slug, block in items("events"):
        with naming(f"events/{slug}.toml"):
            series = block.get("series") and EventSeries.objects.get(slug=block["series"])
            launches = block.get("launches") and Report.objects.get(slug=block["launches"])
            event, is_new = keep(
                Event,
                slug,
                block,
                rows=keep_parts,
                without=PARTS,
                series=series or None,
                launches=launches or None,
                **day_to_come(slug, block),
            )
            if is_new:
                made.append(event)
    return made


def day_to_come(slug, block):
    """The day of an event that is set so many days ahead: the day first chosen stays, until it is over."""
    if "in_days" not in block:
        return {}
    there = Event.objects.filter(slug=slug).first()
    if there and not there.is_over:
        return {"dated": there.dated}
    return {"dated": (timezone.localdate() + timedelta(days=block["in_days"])).isoformat()}


def keep_parts(event, block):
    outcomes = block.get("learning_outcome", [])
    keep_rows(event.learning_outcomes, outcomes)
    sessions = block.get("session", [])
    slots = block.get("witness", [])
    kept_sessions = keep_rows(
        event.sessions, [with_slides(event, without(s, "appearance")) for s in sessions]
    )
    kept_slots = keep_rows(
        event.witness_slots, [without(s, "appearance", "insights", "question") for s in slots]
    )
    keep_appearances(event, sessions, kept_sessions, slots, kept_slots)
    keep_rows(event.questions, asked(slots, kept_slots))
    keep_rows(event.insights, understood(slots, kept_slots))
    for question in block.get("open_question", []):
        register(event, question["text"])


def without(block, *names):
    return {name: value for name, value in block.items() if name not in names}


def keep_appearances(event, sessions, kept_sessions, slots, kept_slots):
    rows = [
        {"session": kept, **appearance}
        for session, kept in zip(sessions, kept_sessions, strict=True)
        for appearance in session.get("appearance", [])
    ]
    rows += [
        {"witness_slot": kept, "capacity": "witness", **appearance}
        for slot, kept in zip(slots, kept_slots, strict=True)
        for appearance in slot.get("appearance", [])
    ]
    named = [with_organisation(with_person(row)) for row in rows]
    keep_rows(event.appearances, [with_slides(event, row) for row in named])


def with_slides(event, row):
    """The row of a part or a person with the file that its block describes, if it does."""
    return row | ({"slides": keep_slides(event, row["slides"])} if "slides" in row else {})


def asked(slots, kept_slots):
    return [
        {"witness_slot": kept, **question}
        for slot, kept in zip(slots, kept_slots, strict=True)
        for question in slot.get("question", [])
    ]


def understood(slots, kept_slots):
    """The insights of each slot, with whose they are where only one witness sat in it."""
    rows = []
    for slot, kept in zip(slots, kept_slots, strict=True):
        witnesses = slot.get("appearance", [])
        whose = with_person(witnesses[0]) if len(witnesses) == 1 else {}
        said_by = {name: whose[name] for name in ("person", "name_as_printed") if name in whose}
        rows += [
            {"witness_slot": kept, "text": text, **said_by} for text in slot.get("insights", [])
        ]
    return rows


def register(event, text):
    """Puts a question on the network's register, or notes that it was asked here as well."""
    slug = slug_of(text)
    question = OpenQuestion.objects.filter(slug=slug).first()
    question = question or OpenQuestion.objects.create(text=text, slug=slug)
    question.asked_at.add(event)
