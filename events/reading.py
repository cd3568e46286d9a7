"""All that an event's page shows, in as many queries for thirty of everything as for one.

The small parts of an event come with it as JSON, a column each; what leads to other pages
(stops of its series, the report it launches, reflections) is one query more.
"""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from events.models import (
    Appearance,
    Commitment,
    Event,
    Insight,
    LearningOutcome,
    OpenQuestion,
    Question,
    Session,
    WitnessSlot,
)
from events.timetable import timetable
from network.models import (
    Article,
    Contribution,
    Download,
    Kind,
    Organisation,
    Partner,
    Photo,
    Topic,
)

PRESS_RELEASE = Article.Form.PRESS_RELEASE
MOST_RELATED = 60  # stops, and reflections: more than any page should list

OF_EVENT = {"event": "pk"}
PHOTO = (
    "id", "token", "renditions", "taken_down_at", "file", "small", "width", "height", "small_width", "small_height",
    "alternative_text", "is_decorative", "caption", "credit",
)  # fmt: skip
OF_SESSION = (
    "id", "title", "format", "day", "starts", "ends", "room", "summary", "slides_id",
)  # fmt: skip
OF_COMMITMENT = (
    "id", "text", "name_as_printed", "consent_from", "role", "due", "state", "came_of_it", "told_on", "told_by",
)  # fmt: skip
# Which columns of which part the page shows, and what in the part is what in the event.
PARTS = {
    "sessions": (Session, OF_EVENT, OF_SESSION),
    "learning_outcomes": (LearningOutcome, OF_EVENT, ("id", "text", "met", "note")),
    "witness_slots": (WitnessSlot, OF_EVENT, ("id", "heading", "account")),
    "questions": (
        Question,
        OF_EVENT,
        ("id", "witness_slot_id", "text", "answer", "name_as_printed"),
    ),
    "insights": (Insight, OF_EVENT, ("id", "witness_slot_id", "text", "name_as_printed")),
    "commitments": (Commitment, OF_EVENT, OF_COMMITMENT),
    "open_questions": (OpenQuestion, {"asked_at": "pk"}, ("id", "text", "slug", "closed_at")),
    "topics": (Topic, {"filings__content_object": "pk"}, ("id", "name", "slug")),
    "photos": (Photo, {"contribution": "pk"}, PHOTO),
    "downloads": (Download, {"contribution": "pk"}, ("id", *Download.SHOWN[1:])),
    "series_partners": (Organisation, {"event_series": "series"}, ("id", "name", "slug")),
}


@dataclass
class Programme:
    """Sessions and interviews with what belongs to each; `of_event` is what belongs to none.

    `days` are the sessions as a timetable. `unrecorded`: somebody asked not to be recorded.
    """

    sessions: list
    slots: list
    of_event: object
    capacities: list
    days: list
    unrecorded: bool


@dataclass
class Slot:
    """A session, an interview or the event as a whole, with its people, questions and insights."""

    part: object = None
    appearances: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    insights: list = field(default_factory=list)

    @property
    def is_of_one(self):
        """Whether it goes without saying who said what."""
        return len(self.appearances) == 1


def with_parts(events):
    """The events with their small parts as JSON, for `parts_of`."""
    return events.annotate(
        **{
            f"{name}_read": ArraySubquery(
                model.objects.filter(**{its: OuterRef(ours) for its, ours in owner.items()}).values(
                    row=JSONObject(**{column: column for column in columns})
                )
            )
            for name, (model, owner, columns) in PARTS.items()
        }
    )


def parts_of(event):
    """The small parts of an event from `with_parts`, by name, as objects of their models."""
    return {
        name: [_object(model, row) for row in getattr(event, f"{name}_read")]
        for name, (model, _, _) in PARTS.items()
    }


def _object(model, row):
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: columns[name].to_python(value) for name, value in row.items()})


def programme_of(event, parts):
    """Who and what belongs to which session and interview; one query."""
    sessions = {session.pk: Slot(session) for session in parts["sessions"]}
    slots = {slot.pk: Slot(slot) for slot in parts["witness_slots"]}
    of_event = Slot()
    capacities = {capacity: [] for capacity in Appearance.Capacity}
    # What was shown is among the files of the event, which are read already; one taken away is not.
    files = {file.pk: file for file in parts["downloads"]}
    for session in parts["sessions"]:
        session.slides = files.get(session.slides_id)
    people = event.appearances.select_related("person__photo", "organisation")
    appearances = list(people.order_by("position", "pk"))
    for appearance in appearances:
        appearance.slides = files.get(appearance.slides_id)
        if appearance.session_id in sessions:
            sessions[appearance.session_id].appearances.append(appearance)
        if appearance.witness_slot_id in slots:
            slots[appearance.witness_slot_id].appearances.append(appearance)
        else:
            capacities[Appearance.Capacity(appearance.capacity)].append(appearance)
    for question in parts["questions"]:
        slots.get(question.witness_slot_id, of_event).questions.append(question)
    for insight in parts["insights"]:
        slots.get(insight.witness_slot_id, of_event).insights.append(insight)
    return Programme(
        sessions=list(sessions.values()),
        slots=list(slots.values()),
        of_event=of_event,
        capacities=[(capacity, people) for capacity, people in capacities.items() if people],
        days=timetable(event, sessions.values()),
        unrecorded=any(appearance.no_recording for appearance in appearances),
    )


def related_to(event):
    """What is published beside it: all stops of its series in order, the one before and the one
    after it, the report it launches, what was written about it, and press releases about it or
    about that report; one query, card's columns.
    """
    stops = Event.objects.filter(series=event.series_id or 0).order_by("stop").values("pk")
    of_report = Q(about=event.launches_id or 0, form=PRESS_RELEASE)
    articles = Article.objects.filter(Q(about=event.pk) | of_report)
    reflections = articles.order_by("published_at").values("pk")
    launched = Contribution.objects.filter(pk=event.launches_id or 0).values("pk")
    everything = stops[:MOST_RELATED].union(reflections[:MOST_RELATED], launched)
    rows = list(
        Contribution.objects.published()
        .filter(pk__in=everything)
        .for_cards()
        .annotate(stop=F("event__stop"), form=F("article__form"))
        .order_by("stop", "published_at", "pk")
    )
    stops = [row for row in rows if row.kind == Kind.EVENT]
    articles = [row for row in rows if row.kind == Kind.ARTICLE]
    numbered = [row for row in stops if row.stop is not None and event.stop is not None]
    return {
        "stops": stops,
        "earlier": next((row for row in reversed(numbered) if row.stop < event.stop), None),
        "later": next((row for row in numbered if row.stop > event.stop), None),
        "report": next((row for row in rows if row.kind == Kind.REPORT), None),
        "reflections": [row for row in articles if row.form != PRESS_RELEASE],
        "press_releases": [row for row in articles if row.form == PRESS_RELEASE],
    }


def partners_of(event, series_partners):
    """Its own organisations, then those of its series that it does not name itself."""
    own = list(event.partners.all())
    named = {partner.organisation_id for partner in own}
    return own + [
        Partner(organisation=organisation)
        for organisation in series_partners
        if organisation.pk not in named
    ]
