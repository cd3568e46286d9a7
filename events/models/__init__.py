"""Events, their series, programme and expert witnesses: one noun a module."""

from .booking_calendars import BookingCalendar
from .booking_letters import BookingLetter, BookingMessage
from .booking_questions import BookingAnswer, BookingQuestion
from .booking_terms import BookingClosedError, BookingTerms
from .bookings import Booking
from .changes_of_plan import ChangeOfPlan, PlanReversal
from .commitment_letters import CommitmentLetter
from .commitments import Commitment
from .events import Event
from .live_questions import LiveQuestion, LiveSupport
from .open_answers import OpenAnswer
from .open_questions import OpenQuestion
from .programme import Appearance, Session
from .question_boards import QuestionBoard
from .question_changes import QuestionChange
from .series import EventSeries
from .subscriptions import QuestionSubscription, SeriesSubscription
from .witnesses import Insight, LearningOutcome, Question, WitnessSlot
from .write_up_withdrawals import WriteUpWithdrawal

__all__ = [
    "Appearance",
    "Booking",
    "BookingAnswer",
    "BookingCalendar",
    "BookingClosedError",
    "BookingLetter",
    "BookingMessage",
    "BookingQuestion",
    "BookingTerms",
    "ChangeOfPlan",
    "Commitment",
    "CommitmentLetter",
    "Event",
    "EventSeries",
    "Insight",
    "LearningOutcome",
    "LiveQuestion",
    "LiveSupport",
    "OpenAnswer",
    "OpenQuestion",
    "PlanReversal",
    "Question",
    "QuestionBoard",
    "QuestionChange",
    "QuestionSubscription",
    "SeriesSubscription",
    "Session",
    "WitnessSlot",
    "WriteUpWithdrawal",
]
