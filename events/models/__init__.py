"""Events, their series, programme and expert witnesses: one noun a module."""

from .events import Event
from .open_questions import OpenQuestion
from .programme import Appearance, Session
from .series import EventSeries
from .witnesses import Insight, LearningOutcome, Question, WitnessSlot

__all__ = [
    "Appearance",
    "Event",
    "EventSeries",
    "Insight",
    "LearningOutcome",
    "OpenQuestion",
    "Question",
    "Session",
    "WitnessSlot",
]
