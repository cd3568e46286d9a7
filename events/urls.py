from django.urls import path

from .views import (
    booking_lists,
    booking_terms,
    bookings,
    calendars,
    changes_of_plan,
    check_in,
    commitment_links,
    commitments,
    copies,
    events,
    live,
    live_running,
    live_write_up,
    open_answers,
    open_questions,
    series,
    writing,
    your_bookings,
)

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/calendar.ics", calendars.calendar, name="calendar"),
    path("events/calendars/", calendars.calendars, name="calendars"),
    path(
        "events/series/<uslug:slug>/calendar.ics",
        calendars.event_series_calendar,
        name="event-series-calendar",
    ),
    path("events/series/<uslug:slug>/feed.xml", series.event_series_feed, name="event-series-feed"),
    path(
        "events/regions/<slug:region>/calendar.ics",
        calendars.region_calendar,
        name="region-calendar",
    ),
    path(
        "events/topics/<uslug:slug>/calendar.ics", calendars.topic_calendar, name="topic-calendar"
    ),
    path("events/new/", writing.event_new, name="event-new"),
    path("events/series/new/", series.event_series_new, name="event-series-new"),
    path("events/series/<uslug:slug>/", series.event_series, name="event-series"),
    path("events/series/<uslug:slug>/edit/", series.event_series_edit, name="event-series-edit"),
    path("events/<uslug:slug>/", events.event, name="event"),
    path("events/<uslug:slug>/event.ics", calendars.event_ics, name="event-ics"),
    path("events/<uslug:slug>/edit/", writing.event_edit, name="event-edit"),
    path("events/<uslug:slug>/edit/<slug:page>/", writing.event_edit_page, name="event-edit-page"),
    path("events/<uslug:slug>/write-up/", writing.event_write_up, name="event-write-up"),
    path("events/<uslug:slug>/copy/", copies.event_copy, name="event-copy"),
    path(
        "events/<uslug:slug>/write-up/withdrawal/",
        writing.write_up_withdrawal,
        name="write-up-withdrawal",
    ),
    path(
        "events/<uslug:slug>/write-up/refusal/",
        writing.write_up_refusal,
        name="write-up-refusal",
    ),
    path(
        "events/<uslug:slug>/change-of-plan/",
        changes_of_plan.change_of_plan,
        name="change-of-plan",
    ),
    path(
        "events/<uslug:slug>/change-of-plan/reversal/",
        changes_of_plan.change_of_plan_reversal,
        name="change-of-plan-reversal",
    ),
    # Booking: for those who book, then for organisers
    path("you/bookings/", your_bookings.your_bookings, name="your-bookings"),
    path(
        "you/bookings/calendar/", your_bookings.your_calendar_renewal, name="your-calendar-renewal"
    ),
    path("calendars/<str:key>.ics", your_bookings.your_calendar, name="your-calendar"),
    path("events/<uslug:slug>/booking/", bookings.booking, name="booking"),
    path("events/<uslug:slug>/booking/sent/", bookings.booking_sent, name="booking-sent"),
    path("bookings/<str:token>/", bookings.booking_by_link, name="booking-by-link"),
    path("bookings/<str:token>/change/", bookings.booking_change, name="booking-change"),
    path(
        "bookings/<str:token>/confirmation/",
        bookings.booking_confirmation,
        name="booking-confirmation",
    ),
    path(
        "bookings/<str:token>/acceptance/", bookings.booking_acceptance, name="booking-acceptance"
    ),
    path(
        "bookings/<str:token>/cancellation/",
        bookings.booking_cancellation,
        name="booking-cancellation",
    ),
    path("events/<uslug:slug>/bookings/", booking_lists.bookings, name="bookings"),
    path("events/<uslug:slug>/bookings/terms/", booking_terms.booking_terms, name="booking-terms"),
    path("events/<uslug:slug>/bookings/new/", booking_lists.booking_new, name="booking-new"),
    path(
        "events/<uslug:slug>/bookings/message/",
        booking_lists.booking_message,
        name="booking-message",
    ),
    path("events/<uslug:slug>/bookings.csv", booking_lists.bookings_csv, name="bookings-csv"),
    path(
        "events/<uslug:slug>/bookings/<int:pk>/removal/",
        booking_lists.booking_removal,
        name="booking-removal",
    ),
    path("events/<uslug:slug>/check-in/", check_in.check_in, name="check-in"),
    path("events/<uslug:slug>/check-in/<int:pk>/arrival/", check_in.arrival, name="arrival"),
    path(
        "events/<uslug:slug>/check-in/<int:pk>/arrival/deletion/",
        check_in.arrival_deletion,
        name="arrival-deletion",
    ),
    # Live questions: for everybody present, then for those who run them
    path("q/<slug:code>/", live.question_board, name="question-board"),
    path("q/<slug:code>/questions/", live.board_questions, name="board-questions"),
    path("q/<slug:code>/support/", live.board_support, name="board-support"),
    path("events/<uslug:slug>/live/", live_running.live, name="live"),
    path("events/<uslug:slug>/live/questions/", live_running.live_list, name="live-list"),
    path("events/<uslug:slug>/live/opening/", live_running.live_opening, name="live-opening"),
    path("events/<uslug:slug>/live/closing/", live_running.live_closing, name="live-closing"),
    path(
        "events/<uslug:slug>/live/questions/<int:pk>/standing/",
        live_running.live_standing,
        name="live-standing",
    ),
    path(
        "events/<uslug:slug>/live/questions/<int:pk>/place/",
        live_running.live_place,
        name="live-place",
    ),
    path(
        "events/<uslug:slug>/live/questions/<int:pk>/answer/",
        live_running.live_answer,
        name="live-answer",
    ),
    path("events/<uslug:slug>/live/outcomes/", live_running.live_outcomes, name="live-outcomes"),
    path(
        "events/<uslug:slug>/live/outcomes/<int:pk>/",
        live_running.live_outcome,
        name="live-outcome",
    ),
    path("events/<uslug:slug>/live/insights/", live_running.live_insights, name="live-insights"),
    path("events/<uslug:slug>/live/write-up/", live_write_up.live_write_up, name="live-write-up"),
    # What people said that they would do
    path("events/<uslug:slug>/commitments/", commitments.commitments, name="commitments"),
    path("events/<uslug:slug>/commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/", commitments.late_commitments, name="late-commitments"),
    path(
        "commitments/<str:token>/", commitment_links.commitment_by_link, name="commitment-by-link"
    ),
    path(
        "commitments/<str:token>/silence/",
        commitment_links.commitment_silence,
        name="commitment-silence",
    ),
    path("events/<uslug:slug>/question-sheet/", live_running.question_sheet, name="question-sheet"),
    path("ideas/questions/", open_questions.open_questions, name="open-questions"),
    path("ideas/questions/<uslug:slug>/", open_questions.open_question, name="open-question"),
    path(
        "ideas/questions/<uslug:slug>/feed.xml",
        open_questions.open_question_feed,
        name="open-question-feed",
    ),
    path(
        "ideas/questions/<uslug:slug>/answers/new/",
        open_answers.open_answer_new,
        name="open-answer-new",
    ),
    path(
        "ideas/questions/<uslug:slug>/answers/<int:pk>/deletion/",
        open_answers.open_answer_deletion,
        name="open-answer-deletion",
    ),
    path(
        "ideas/questions/<uslug:slug>/closing/",
        open_answers.open_question_closing,
        name="open-question-closing",
    ),
    path(
        "ideas/questions/<uslug:slug>/reopening/",
        open_answers.open_question_reopening,
        name="open-question-reopening",
    ),
]
