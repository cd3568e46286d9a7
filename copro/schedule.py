"""What `manage.py work` enqueues by the clock: a task's path, and how many minutes lie between two runs."""

TASK_SCHEDULE = {
    "network.tasks.count_readings": 5,
    "network.tasks.find_related": 5,
    "network.tasks.renew_related": 24 * 60,
    "network.tasks.forget_uploads": 24 * 60,
    "network.tasks.forget_sheets": 24 * 60,
    "network.tasks.forget_missed_searches": 24 * 60,
    "network.tasks.ask_whether_running": 24 * 60,
    "network.tasks.render_remaining": 10,
    "network.tasks.forget_invited_addresses": 24 * 60,
    "network.tasks.publish_what_is_due": 1,
    "network.tasks.tell_of_ending_consents": 24 * 60,
    "network.tasks.forget_takedowns": 24 * 60,
    "network.digests.send_digests": 15,
    "network.digests.forget_unconfirmed_addresses": 24 * 60,
    "events.tasks.look_after_bookings": 5,
    "events.tasks.remind_those_booked": 60,
    "events.tasks.forget_booking_needs": 24 * 60,
    "events.tasks.ask_for_write_ups": 24 * 60,
    "events.tasks.ask_about_commitments": 24 * 60,
    "events.tasks.forget_live_askers": 24 * 60,
}
