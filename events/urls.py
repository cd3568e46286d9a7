from django.urls import path

from .views import calendars, events, open_questions, series, writing

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/calendar.ics", calendars.calendar, name="calendar"),
    path("events/new/", writing.event_new, name="event-new"),
    path("events/series/new/", series.event_series_new, name="event-series-new"),
    path("events/series/<uslug:slug>/", series.event_series, name="event-series"),
    path("events/series/<uslug:slug>/edit/", series.event_series_edit, name="event-series-edit"),
    path("events/<uslug:slug>/", events.event, name="event"),
    path("events/<uslug:slug>/event.ics", calendars.event_ics, name="event-ics"),
    path("events/<uslug:slug>/edit/", writing.event_edit, name="event-edit"),
    path("events/<uslug:slug>/edit/<slug:page>/", writing.event_edit_page, name="event-edit-page"),
    path("events/<uslug:slug>/write-up/", writing.event_write_up, name="event-write-up"),
    path("ideas/questions/", open_questions.open_questions, name="open-questions"),
]
