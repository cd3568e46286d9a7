from django.urls import path

from .views import (
    booking_lists,
    bookings,
    calendars,
    changes_of_plan,
    check_in,
    events,
    open_answers,
    open_questions,
    series,
    writing,
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
    path("events/<uslug:slug>/bookings/terms/", booking_lists.booking_terms, name="booking-terms"),
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
    path("ideas/questions/", open_questions.open_questions, name="open-questions"),
    path(
        "ideas/questions/<uslug:slug>/", open_questions.open_question, name="open-question"
    ),
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
