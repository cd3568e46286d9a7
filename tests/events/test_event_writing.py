import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from events.models import Appearance, Event, EventSeries, OpenQuestion, Session, WitnessSlot
from network.models import ImpreciseDate, Person, Photo
from tests.events.booking import book, bookable
from tests.factories import make_event, make_organisation, make_person, make_report
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db

ANNOUNCED = {
    "title": "Write it up in a day",
    "format": "workshop",
    "summary": "Bring somebody.",
    "announcement": "Bring a question.",
    "dated": "20 July 2027",
    "starts": "10:30",
    "ends": "15:30",
    "time_zone": "Europe/London",
    "venue": "Old Reading Room",
    "comments_open": "on",
}


def announce(client, **fields):
    return client.post("/events/new/", ANNOUNCED | fields)


def save(client, event, page, data):
    return client.post(f"/events/{event.slug}/edit/{page}/", data)


def told_errors(response):
    """What stands in the list of errors on top of the page."""
    assert response.status_code == 422
    page = response.content.decode()
    assert "Please look at this again" in page
    summary = page[page.index("Please look at this again") :]
    return summary[: summary.index("Nothing you typed is lost.")]


def test_organiser_saves_a_draft_with_only_a_title(olu_client, olu):
    response = olu_client.post("/events/new/", {"title": "Some day", "format": "talk",
                                                "time_zone": "Europe/London"})  # fmt: skip

    event = Event.objects.get()
    assert response.url == "/events/some-day/"
    assert (event.created_by, event.is_published, event.dated) == (olu, False, None)


def test_organiser_announces_an_event(olu_client, client):
    announce(olu_client, publish="")

    event = Event.objects.get()
    assert event.is_published
    assert event.dated == ImpreciseDate("2027-07-20")
    assert event.starts == datetime.time(10, 30)
    assert "Bring a question." in client.get("/events/write-it-up-in-a-day/").content.decode()


def test_announcement_without_a_summary_is_kept_as_a_draft_and_says_what_is_missing(olu_client):
    response = announce(olu_client, publish="", summary="")

    assert response.url == "/events/write-it-up-in-a-day/edit/?publishing=yes"
    assert "Say in a sentence or two" in olu_client.get(response.url).content.decode()
    assert not Event.objects.get().is_published


def test_only_organisers_announce(client, amina_client, mo_client, admin_client):
    for outsider in (amina_client, mo_client):
        assert outsider.get("/events/new/").status_code == 403
        assert announce(outsider).status_code == 403
    assert client.get("/events/new/").status_code == 302
    assert admin_client.get("/events/new/").status_code == 200
    assert not Event.objects.exists()


@pytest.mark.parametrize("page", ["", "programme/", "appearances/", "write-up/", "questions/"])
def test_only_organisers_edit_and_of_drafts_only_their_authors(
    client, amina_client, mo_client, olu, olu_client, admin_client, page
):
    published = make_event(olu, title="Published")
    draft = make_event(olu, title="Draft", published=False)

    def answers(reader):
        return [reader.get(f"/events/{e.slug}/edit/{page}").status_code for e in (published, draft)]

    assert answers(olu_client) == [200, 200]
    assert answers(admin_client) == [200, 404]
    assert answers(amina_client) == [403, 404]
    assert answers(mo_client) == [403, 404]
    assert answers(client) == [302, 302]


def test_unknown_page_of_an_event_is_not_found(olu, olu_client):
    event = make_event(olu)

    assert olu_client.get(f"/events/{event.slug}/edit/elsewhere/").status_code == 404


def test_saving_may_lead_to_the_next_page(olu_client):
    assert announce(olu_client, **{"go-on": "programme"}).url == (
        "/events/write-it-up-in-a-day/edit/programme/"
    )
    assert announce(olu_client, **{"go-on": "//evil.example"}).url.startswith("/events/")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"starts": "15:30", "ends": "10:30"}, "It ends before it starts."),
        ({"starts": "25:00"}, "Write the time like this: 14:30."),
        ({"dated": "28 March 2027", "starts": "01:30"}, "there is no 01:30"),
        ({"dated": "July 2027"}, "A time needs an exact day"),
        ({"dated": "31 February 2027"}, "We cannot read this as a date."),
        ({"dated": "someday"}, "We cannot read this as a date."),
        ({"dated": "1 July 1066"}, "Is 1066 the year you mean?"),
        ({"dated": "1 July 9999"}, "Is 9999 the year you mean?"),
        ({"starts": "22:00", "ends": "02:00"}, "If it goes on after midnight, give its last day"),
        ({"ended": "19 July 2027"}, "Its last day is before its first."),
        ({"time_zone": "Mars/Olympus"}, "We do not know this time zone."),
        ({"stop": "2"}, "Say of which series this is a stop."),
        ({"stop": "0"}, "Write 1 or more."),
        ({"stop": "99999"}, "Write 100 or less."),
        ({"format": "party"}, "Choose one of those that are offered."),
        ({"series": "999999"}, "Choose one of those that are offered."),
        ({"launches": "x"}, "Choose one of those that are offered."),
        ({"online_address": "javascript:alert(1)"}, "This is no web address."),
        ({"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(olu_client, given, message):
    assert message in told_errors(announce(olu_client, **given))
    assert not Event.objects.exists()


def test_taken_stop_is_told_with_who_has_it(olu_client):
    series = EventSeries.objects.titled("Roadshow")
    make_event(title="London", series=series, stop=5)

    response = announce(olu_client, series=series.pk, stop="5")

    assert "Stop 5 of this series is “London” already." in response.content.decode()


def test_new_series_is_made_with_the_first_stop(olu_client):
    announce(olu_client, new_series="Roadshow", stop="1")

    event = Event.objects.get()
    assert (str(event.series), event.stop) == ("Roadshow", 1)
    assert event.series.get_absolute_url() == "/events/series/roadshow/"


def test_two_series_at_once_are_told(olu_client):
    series = EventSeries.objects.titled("Roadshow")

    assert "not both" in told_errors(announce(olu_client, series=series.pk, new_series="Tour"))
    assert EventSeries.objects.count() == 1


def test_missing_stop_begins_with_its_series_and_number(olu_client):
    series = EventSeries.objects.titled("Roadshow")

    form = olu_client.get("/events/new/?series=roadshow&stop=4").context["form"]

    assert form["series"].value() in (series, series.pk)
    assert form["stop"].value() == "4"
    assert olu_client.get("/events/new/?series=nowhere&stop=x").status_code == 200


def test_launched_report_is_chosen_among_those_that_one_may_see(olu, olu_client, bryn):
    mine = make_report(olu, title="Mine", published=False)
    theirs = make_report(bryn, title="Theirs", published=False)

    assert "Choose one of those that are offered." in told_errors(
        announce(olu_client, launches=theirs.pk)
    )
    announce(olu_client, launches=mine.pk)

    assert Event.objects.get().launches == mine


@pytest.mark.parametrize("title", ["New", "Series"])
def test_title_that_is_a_word_of_our_addresses_gets_one_of_its_own(olu_client, title):
    response = announce(olu_client, title=title)

    assert response.url == f"/events/{title.lower()}-2/"
    assert title in olu_client.get(response.url).content.decode()


def test_odd_but_honest_words_are_kept(olu_client):
    title = "Cyfarfod “Siân” عمل 🙂"
    announce(olu_client, title=title, place="Llanfairpwllgwyngyll", hashtag=" #goodweek ")

    event = Event.objects.get()
    assert (event.title, event.hashtag) == (title, "goodweek")
    assert olu_client.get(event.get_absolute_url()).status_code == 200


def test_nul_and_a_megabyte_are_refused(olu_client):
    assert announce(olu_client, title="a\x00b").status_code == 400
    response = announce(olu_client, announcement="x" * 1_000_000)
    assert response.status_code == 422
    assert "at most 200000 characters" in response.content.decode()


def test_script_in_an_announcement_does_not_reach_the_page(olu_client, client):
    announce(olu_client, publish="", announcement="<p>Hi<script>alert(1)</script></p>")

    assert b"<script>alert" not in client.get("/events/write-it-up-in-a-day/").content


def test_programme_is_kept_in_the_order_given(olu, olu_client):
    event = make_event(olu)
    old = Session.objects.create(event=event, title="Old part")

    save(olu_client, event, "programme", rows(
        "sessions",
        {"title": "Second", "starts": "11.00", "ORDER": 2},
        {"title": "First", "starts": "10:00", "ends": "11:00", "room": "Hall", "ORDER": 1},
        {"row": old.pk, "title": "Old part", "DELETE": "on"},
    ) | rows("slots", {"heading": "Nights"}))  # fmt: skip

    parts = list(event.sessions.values_list("title", "starts", "room"))
    assert parts == [("First", datetime.time(10), "Hall"), ("Second", datetime.time(11), "")]
    assert [str(slot) for slot in event.witness_slots.all()] == ["Nights"]


def test_part_that_ends_before_it_starts_is_told_and_nothing_is_lost(olu, olu_client):
    event = make_event(olu)

    response = save(
        olu_client,
        event,
        "programme",
        rows("sessions", {"title": "Tea", "starts": "11:00", "ends": "10:00"}),
    )

    assert "This part ends before it starts." in told_errors(response)
    assert 'value="Tea"' in response.content.decode()
    assert not event.sessions.exists()


def appear(client, event, *people):
    return save(client, event, "appearances", rows("appearances", *people))


def test_people_known_here_new_and_unnamed_are_kept(olu, olu_client):
    event = make_event(olu)
    known = make_person("Emma Main", is_credited=True)
    trust = make_organisation("Holy Cross Centre Trust")
    slot = WitnessSlot.objects.create(event=event, heading="A time bank")

    appear(
        olu_client,
        event,
        {
            "name_as_printed": "Emma Main", "who": known.pk, "capacity": "witness",
            "witness_slot": slot.pk, "organisation_as_printed": "holy cross centre trust",
        },
        {"name_as_printed": "Sunita Rao", "capacity": "keynote", "role": "Chair"},
        {"name_as_printed": "", "capacity": "witness", "organisation_as_printed": "SILK"},
    )  # fmt: skip

    emma, sunita, unnamed = event.appearances.all()
    assert (emma.person, emma.organisation, emma.witness_slot) == (known, trust, slot)
    assert (str(sunita.person), sunita.capacity, sunita.role) == ("Sunita Rao", "keynote", "Chair")
    assert (unnamed.person, str(unnamed), unnamed.line) == (None, "Not named", "SILK")


def test_name_of_somebody_known_is_asked_about(olu, olu_client):
    event = make_event(olu)
    known = make_person("Emma Main", is_credited=True)
    row = {"name_as_printed": "Emma Main", "capacity": "speaker"}

    asked = appear(olu_client, event, row)
    assert "Is it the same person?" in told_errors(asked)

    appear(olu_client, event, row | {"who": "new"})
    assert event.appearances.get().person not in (None, known)


def test_somebody_new_who_appears_twice_is_one_person(olu, olu_client):
    event = make_event(olu)

    appear(
        olu_client,
        event,
        {"name_as_printed": "Sunita Rao", "capacity": "keynote"},
        {"name_as_printed": "Sunita Rao", "capacity": "panel"},
    )

    assert Person.objects.filter(name="Sunita Rao").count() == 1


def test_printed_name_may_differ_and_stays_one_person(olu, olu_client):
    event = make_event(olu)
    garath = make_person("Garath Symonds")
    row = Appearance.objects.create(event=event, person=garath, name_as_printed="Garath Symonds")

    appear(
        olu_client,
        event,
        {"row": row.pk, "name_as_printed": "Gareth Symonds", "capacity": "panel"},
    )

    row.refresh_from_db()
    assert (row.name_as_printed, row.person) == ("Gareth Symonds", garath)


def test_name_taken_away_unlinks_the_person(olu, olu_client):
    event = make_event(olu)
    row = Appearance.objects.create(
        event=event, person=make_person("Emma Main"), name_as_printed="Emma Main"
    )

    appear(
        olu_client,
        event,
        {"row": row.pk, "name_as_printed": "", "role": "A care worker", "capacity": "witness"},
    )

    row.refresh_from_db()
    assert (row.person, str(row)) == (None, "Not named")


def test_appearance_of_nobody_is_told(olu, olu_client):
    event = make_event(olu)

    response = appear(olu_client, event, {"capacity": "witness", "said": "Something."})

    assert "Say who: a name, a role or an organisation." in told_errors(response)


def test_part_of_another_event_cannot_be_chosen(olu, olu_client):
    event, other = make_event(olu), make_event(olu, title="Other")
    Session.objects.create(event=event, title="Here")
    elsewhere = Session.objects.create(event=other, title="Elsewhere")

    response = appear(
        olu_client, event, {"name_as_printed": "A", "capacity": "host", "session": elsewhere.pk}
    )

    assert "Choose one of those that are offered." in told_errors(response)


def test_people_added_to_a_published_event_are_credited(olu, olu_client):
    event = make_event(olu)

    appear(olu_client, event, {"name_as_printed": "Sunita Rao", "capacity": "host"})

    assert Person.objects.get(name="Sunita Rao").is_credited
    assert "Sunita Rao" in Event.objects.get().names


def test_write_up_stays_unseen_until_it_is_published(olu, olu_client, client):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"))
    save(olu_client, event, "write-up", {"body": "A full room.", "heard": "More for more."})

    assert b"A full room." not in client.get("/events/a-workshop-in-cardiff/").content

    response = olu_client.post("/events/a-workshop-in-cardiff/write-up/")

    assert response.url == "/events/a-workshop-in-cardiff/"
    shown = client.get(response.url).content.decode()
    assert "A full room." in shown
    assert "More for more." in shown


def test_changes_to_a_published_write_up_show_at_once(olu, olu_client, client):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"), body="<p>Old words.</p>")

    save(olu_client, event, "write-up", {"body": "<p>New words.</p>"})

    assert b"New words." in client.get("/events/a-workshop-in-cardiff/").content


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"body": "<p>Too early.</p>"}, "The event has not begun."),
        ({"dated": ImpreciseDate("2010-07-20")}, "Say first what happened"),
    ],
)
def test_write_up_that_cannot_be_published_yet_says_why(olu, olu_client, fields, told):
    event = make_event(olu, **fields)

    response = olu_client.post(f"/events/{event.slug}/write-up/", follow=True)

    assert told in response.content.decode()
    event.refresh_from_db()
    assert not event.is_written_up


def test_publishing_the_write_up_of_a_draft_publishes_all_of_it(olu, olu_client):
    event = make_event(
        olu, dated=ImpreciseDate("2010-07-20"), body="<p>A full room.</p>", published=False
    )

    olu_client.post(f"/events/{event.slug}/write-up/")

    event.refresh_from_db()
    assert event.is_published
    assert event.is_written_up


def test_only_organisers_publish_a_write_up(client, amina_client, mo_client, olu, olu_client):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"))
    Event.objects.update(body="<p>A full room.</p>")
    address = f"/events/{event.slug}/write-up/"

    assert amina_client.post(address).status_code == 403
    assert mo_client.post(address).status_code == 403
    assert client.post(address).status_code == 302
    assert olu_client.get(address).status_code == 405
    event.refresh_from_db()
    assert not event.is_written_up


def test_questions_and_answers_are_kept(olu, olu_client):
    event = make_event(olu)
    slot = WitnessSlot.objects.create(event=event, heading="Nights")
    person = make_person("Morag Kerr")
    Appearance.objects.create(event=event, person=person, name_as_printed="Morag Kerr")
    known = OpenQuestion.objects.worded("Is there evidence?")

    save(
        olu_client,
        event,
        "questions",
        rows("outcomes", {"text": "A definition", "met": "partly", "note": "One was brought."})
        | rows("slots", {"row": slot.pk, "heading": "Nights", "account": "In rounds."})
        | rows(
            "questions",
            {"text": "What is it?", "answer": "Obvious.", "witness_slot": slot.pk},
            {"text": "And the money?"},
        )
        | rows("insights", {"text": "It is restful.", "name_as_printed": "morag kerr"})
        | {"left_open": "is there evidence?\n\nWhose budget?\nwhose budget?"},
    )

    assert event.learning_outcomes.get().get_met_display() == "Met in part"
    slot.refresh_from_db()
    assert slot.account == "<p>In rounds.</p>"
    assert [q.witness_slot for q in event.questions.all()] == [slot, None]
    assert event.insights.get().person == person
    assert set(event.open_questions.all()) == {known, OpenQuestion.objects.worded("Whose budget?")}


def test_photos_and_files_come_with_the_write_up(olu, olu_client, client):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"), published=False)
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(picture, "JPEG")
    sent = {"body": "A full room."} | rows("photos") | rows("downloads", {"title": "Slides"})
    sent["photos-new"] = SimpleUploadedFile("room.jpg", picture.getvalue(), "image/jpeg")
    sent["downloads-0-file"] = SimpleUploadedFile("slides.pdf", b"%PDF-1.4\n", "application/pdf")

    save(olu_client, event, "write-up", sent)
    Photo.objects.update(alternative_text="A full room from the back.")
    olu_client.post(f"/events/{event.slug}/write-up/")

    shown = client.get(f"/events/{event.slug}/").content.decode()
    assert 'alt="A full room from the back."' in shown
    assert f'href="/downloads/{event.downloads.get().pk}/"' in shown
    assert client.head(f"/downloads/{event.downloads.get().pk}/").status_code == 200


def test_file_that_is_not_what_it_says_is_told(olu, olu_client):
    event = make_event(olu)
    sent = rows("downloads", {"title": "Slides"})
    sent["downloads-0-file"] = SimpleUploadedFile("slides.pdf", b"MZ evil", "application/pdf")

    assert "We cannot take this file." in told_errors(save(olu_client, event, "write-up", sent))
    assert not event.downloads.exists()


@pytest.mark.parametrize(
    "address", ["/events/new/", "/events/{}/edit/", "/events/{}/edit/programme/"]
)
def test_writing_pages_take_no_other_method(olu, olu_client, address):
    assert olu_client.delete(address.format(make_event(olu).slug)).status_code == 405


def test_question_taken_away_is_kept_for_earlier_versions_of_the_page(olu, olu_client):
    event = make_event(olu)
    event.open_questions.add(OpenQuestion.objects.worded("Is there evidence?"))

    save(olu_client, event, "questions", {"left_open": ""})

    assert not event.open_questions.exists()
    assert OpenQuestion.objects.filter(text="Is there evidence?").exists()


def test_question_put_right_leaves_its_first_words_off_the_register(client, olu, olu_client):
    event = make_event(olu, dated=ImpreciseDate("2011-21"), body="<p>Day.</p>")
    for words in ("Who pay?", "Who pays?"):
        save(olu_client, event, "questions", {"left_open": words})

    shown = client.get("/ideas/questions/").text

    assert "Who pays?" in shown
    assert "Who pay?" not in shown


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("\n".join(f"Question {n}?" for n in range(31)), "Write at most 30 lines."),
        ("x" * 301, "A line holds at most 300 letters."),
    ],
)
def test_too_many_or_too_long_questions_are_told(olu, olu_client, given, message):
    event = make_event(olu)

    assert message in told_errors(save(olu_client, event, "questions", {"left_open": given}))


def test_page_of_the_programme_leaves_the_rest_of_the_event_alone(olu, olu_client):
    event = make_event(olu, hashtag="goodweek", venue="Hall", body="<p>Kept.</p>")
    event.topics.add("care")

    save(olu_client, event, "programme", rows("sessions", {"title": "Tea"}))

    event.refresh_from_db()
    assert (event.hashtag, event.venue, event.body) == ("goodweek", "Hall", "<p>Kept.</p>")
    assert [topic.name for topic in event.topics.all()] == ["care"]
    assert event.comments_open


def test_fault_on_another_page_does_not_hinder_this_one(olu, olu_client):
    event = make_event(olu, dated=ImpreciseDate("1066-10-14"))

    response = save(olu_client, event, "programme", rows("sessions", {"title": "Tea"}))

    assert response.status_code == 302
    assert event.sessions.exists()


def test_two_organisers_who_edit_the_programme_are_told(olu, olu_client, admin_client):
    event = make_event(olu)
    seen = event.updated_at.isoformat()
    save(admin_client, event, "programme", rows("sessions", {"title": "Tea"}) | {"version": seen})

    response = save(
        olu_client, event, "programme", rows("sessions", {"title": "Coffee"}) | {"version": seen}
    )

    assert response.status_code == 409
    assert [session.title for session in event.sessions.all()] == ["Tea"]
    assert 'value="Coffee"' in response.content.decode()


@pytest.mark.parametrize("page", ["", "programme/", "appearances/", "write-up/", "questions/"])
def test_writing_pages_cost_the_same_for_1_and_30_rows(olu, olu_client, queries, page):
    event = make_event(olu)

    def add(numbers):
        for number in numbers:
            slot = WitnessSlot.objects.create(event=event, heading=f"Slot {number}")
            Session.objects.create(event=event, title=f"Part {number}")
            person = make_person(f"Person {number}")
            Appearance.objects.create(
                event=event, person=person, name_as_printed=person.name, witness_slot=slot
            )
            event.questions.create(text=f"Question {number}")
            event.insights.create(text=f"Insight {number}")

    add([0])
    one = queries(olu_client, f"/events/{event.slug}/edit/{page}")
    add(range(1, 30))

    assert queries(olu_client, f"/events/{event.slug}/edit/{page}") == one


def test_who_moves_an_event_reads_that_those_booked_are_not_told_by_themselves(olu, olu_client):
    event = bookable(olu)
    for guest in ("Ann", "Ben"):
        book(event, guest)
    same = ANNOUNCED | {"dated": str(event.dated), "starts": "", "ends": "", "venue": event.venue}
    for fields, is_told in (
        (same, False),
        (same | {"summary": "Bring two."}, False),
        (same | {"venue": "Another hall"}, True),
        (same | {"venue": "Another hall", "starts": "10:00"}, True),
    ):
        told = olu_client.post(event.get_edit_url(), fields, follow=True)
        assert told.redirect_chain
        assert ("2 people have booked, and nobody tells them" in told.text) == is_told, fields


def test_a_stop_that_is_taken_by_somebody_elses_draft_does_not_tell_its_title(
    olu, olu_client, admin_client
):
    series = EventSeries.objects.titled("Roadshow")
    make_event(olu, title="Still a secret", published=False, series=series, stop=2)
    for client, title in ((olu_client, "“Still a secret”"), (admin_client, "another event")):
        sent = client.post("/events/new/", ANNOUNCED | {"series": series.pk, "stop": "2"})
        assert f"Stop 2 of this series is {title}" in sent.text
    assert "Still a secret" not in sent.text


def test_a_row_that_is_asked_for_without_javascript_is_no_mistake(olu, olu_client):
    event = make_event(olu)
    writing = f"{event.get_absolute_url()}edit/appearances/"
    sent = as_sent(olu_client.get(writing)) | {
        "appearances-0-name_as_printed": "Joan Price",
        "appearances-0-capacity": "host",
        "add": "appearances",
    }
    again = olu_client.post(writing, sent)
    assert again.status_code == 200
    assert "Please look at this again" not in again.text
    assert 'name="appearances-1-name_as_printed"' in again.text
    assert olu_client.post(writing, as_sent(again)).status_code == 302
    assert event.appearances.count() == 1
