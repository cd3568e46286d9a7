import datetime

import pytest

from events.models import Appearance, EventSeries, OpenQuestion, Session, WitnessSlot
from network.models import ImpreciseDate, Partner, Photo, Quote
from tests.factories import (
    make_article,
    make_comment,
    make_download,
    make_event,
    make_organisation,
    make_person,
    make_report,
    make_topic,
)

pytestmark = pytest.mark.django_db
YESTERDAY = "2010-07-20"


def over(**fields):
    """An event of 2010, announced then."""
    return make_event(**{"dated": ImpreciseDate(YESTERDAY), "published": False} | fields)


def told(**fields):
    """An event of 2010 with its write-up."""
    return make_event(
        **{"dated": ImpreciseDate(YESTERDAY), "body": "<p>We sat in a ring.</p>"} | fields
    )


def page(client, event):
    response = client.get(f"/events/{event.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_announcement_leads_before_the_event(client):
    event = make_event(
        body="<p>Prepared for later.</p>",
        starts=datetime.time(10, 30),
        ends=datetime.time(15),
        venue="Old Reading Room",
        address="Tudor Square, Sheffield",
        place="Sheffield",
        hashtag="writeitup",
        online_address="https://example.org/join",
    )

    shown = page(client, event)

    assert "Bring a question." in shown
    assert "Prepared for later." not in shown
    assert "10:30 to 15:00, UK time" in shown
    assert "Old Reading Room<br>Tudor Square, Sheffield" in shown
    assert "#writeitup" in shown
    assert "https://example.org/join" in shown
    assert f"/events/{event.slug}/event.ics" in shown


def test_write_up_leads_after_the_event_at_the_same_address(client):
    event = told(announcement="<p>Bring a question.</p>", heard="<p>More for more.</p>")

    shown = page(client, event)

    assert shown.index("We sat in a ring.") < shown.index("More for more.")
    assert shown.index("More for more.") < shown.index("<h2>How it was announced")
    assert "event.ics" in page(client, make_event())
    assert "Add to my calendar" not in shown


def test_event_over_and_not_written_up_says_that_the_write_up_is_to_come(client, amina_client):
    event = make_event(dated=ImpreciseDate(YESTERDAY))

    shown = page(client, event)

    assert "Its write-up is to come, here at the same address." in shown
    assert "Bring a question." in shown
    assert "Write it up" not in shown
    assert "Write it up" not in page(amina_client, event)


def test_organiser_is_led_to_the_write_up_and_sees_it_before_others(client, olu_client):
    event = make_event(dated=ImpreciseDate(YESTERDAY))
    event.body = "<p>Half written.</p>"
    event.save()
    address = f"/events/{event.slug}/?preview=write-up"

    assert f"/events/{event.slug}/edit/write-up/" in page(olu_client, event)
    assert f'href="{address}">Look at it and publish it' in page(olu_client, event)
    assert "Half written." in olu_client.get(address).content.decode()
    assert "Half written." not in page(olu_client, event)
    assert "Half written." not in client.get(address).content.decode()


def test_a_reader_is_led_to_writing_a_reflection(client, amina_client):
    event = told()
    link = f"/articles/new/?about={event.get_absolute_url()}"

    assert link in page(client, event)
    assert f'value="{event.get_absolute_url()}"' in amina_client.get(link).text


def test_event_without_a_date_says_so_and_offers_no_calendar(client):
    shown = page(client, make_event(dated=None))

    assert "Not set yet" in shown
    assert "Add to my calendar" not in shown
    assert "write-up is to come" not in shown


def test_write_up_without_a_date_says_that_the_date_is_not_known(client):
    assert "Not known" in page(client, told(dated=None))


def test_imprecise_date_is_shown_as_it_is_known(client):
    assert '<time datetime="2011">spring 2011</time>' in page(
        client, told(dated=ImpreciseDate("2011-21"))
    )


def test_people_stand_by_capacity_as_printed_with_what_they_said(client):
    event = told()
    colligan = make_person("Philip Colligan")
    nesta = make_organisation("National Endowment", short_name="NESTA")
    Appearance.objects.create(
        event=event,
        person=colligan,
        name_as_printed="Phillip Colligan",
        role="Executive Director",
        organisation=nesta,
        organisation_as_printed="NESTA",
        said="<p>More for more.</p>",
        capacity="keynote",
    )
    for name in ("Garath Symonds", "Anna Coote"):
        Appearance.objects.create(event=event, name_as_printed=name, capacity="panel")

    shown = page(client, event)

    assert '<a href="/people/philip-colligan/"><bdi>Phillip Colligan</bdi></a>' in shown
    assert f'Executive Director, <a href="{nesta.get_absolute_url()}">NESTA</a>' in shown
    assert "More for more." in shown
    assert shown.index("<h3>Keynote</h3>") < shown.index("<h3>On the panel</h3>")


def test_what_people_said_waits_for_the_write_up(client):
    event = make_event()
    Appearance.objects.create(event=event, name_as_printed="Anna Coote", said="<p>Justice.</p>")

    shown = page(client, event)

    assert "Anna Coote" in shown
    assert "Justice." not in shown


def test_programme_has_times_rooms_and_who(client):
    event = make_event()
    session = Session.objects.create(
        event=event,
        title="Three witnesses",
        starts=datetime.time(13, 50),
        ends=datetime.time(16),
        room="Small hall",
        summary="<p>Forty minutes each.</p>",
    )
    Appearance.objects.create(event=event, session=session, name_as_printed="Olu", role="Host")

    shown = page(client, event)

    for words in ("13:50 to 16:00", "Three witnesses", "Small hall", "Forty minutes each."):
        assert words in shown, words
    assert '<bdi>Olu</bdi><span class="muted">, Host</span>' in shown


def make_witnesses(event):
    slot = WitnessSlot.objects.create(
        event=event, heading="Initiate, Create, Test, Define", account="<p>In rounds.</p>"
    )
    for organisation in ("SILK", "ActiveMobs"):
        Appearance.objects.create(
            event=event,
            witness_slot=slot,
            capacity="witness",
            organisation_as_printed=organisation,
        )
    event.questions.create(witness_slot=slot, text="What is it?", answer="<p>Obvious.</p>")
    event.questions.create(text="And the money?")
    event.insights.create(witness_slot=slot, text="It turns the order round.")
    event.insights.create(text="Ask about the week.", name_as_printed="Nia")
    event.learning_outcomes.create(text="A definition", met="partly", note="One was brought.")
    event.open_questions.add(OpenQuestion.objects.worded("Is there evidence?"))


def test_expert_witness_session_shows_aims_interviews_and_what_stayed_open(client):
    event = told(format="expert-witness")
    make_witnesses(event)

    shown = page(client, event)

    for words in (
        "A definition", "Met in part", "One was brought.", "Initiate, Create, Test, Define",
        "In rounds.", "Not named", "SILK", "ActiveMobs", "What is it?", "Obvious.",
        "And the money?", "No answer was noted.", "It turns the order round.",
        "Ask about the week.", "Nia", "Is there evidence?",
    ):  # fmt: skip
        assert words in shown, words
    assert shown.count("SILK") == 1


def test_before_an_expert_witness_session_only_who_will_be_asked_is_shown(client):
    event = make_event(format="expert-witness")
    make_witnesses(event)

    shown = page(client, event)

    assert "Initiate, Create, Test, Define" in shown
    assert "SILK" in shown
    for words in ("In rounds.", "What is it?", "It turns the order round.", "A definition"):
        assert words not in shown, words


def test_video_is_a_link_with_its_transcript_and_nothing_of_others_is_loaded(client):
    event = told(photos_elsewhere="https://photos.example.org/set")
    event.videos.create(
        address="https://videos.example.org/watch?v=1", transcript="<p>Good morning.</p>"
    )

    shown = page(client, event)

    assert 'href="https://videos.example.org/watch?v=1"' in shown
    assert "Watch the video on videos.example.org" in shown
    assert "Good morning." in shown
    assert 'href="https://photos.example.org/set"' in shown
    assert "<iframe" not in shown
    assert 'src="http' not in shown


def test_files_are_offered_with_type_and_size(client):
    event = make_event()
    file = make_download(event, title="Programme", content=b"%PDF-1.4\n" + b"x" * 20_000)

    shown = page(client, event)

    assert f'href="/downloads/{file.pk}/"' in shown
    assert "PDF, 19.5" in shown


def test_launched_report_and_reflections_are_linked(client):
    report = make_report(title="Right here, right now")
    event = told(launches=report)
    make_article(title="More than a short-term fix", about=event)
    make_article(title="A draft", about=event, published=False)

    shown = page(client, event)

    assert f'href="{report.get_absolute_url()}"' in shown
    assert "More than a short-term fix" in shown
    assert "A draft" not in shown


def test_unpublished_report_is_not_named(client, olu):
    event = make_event(launches=make_report(title="Secret report", published=False))

    assert "Secret report" not in page(client, event)


def test_stop_shows_its_place_in_the_series_and_the_stops_beside_it(client):
    series = EventSeries.objects.titled("Roadshow", planned_stops=5)
    series.partners.add(make_organisation("nef"))
    for number in (1, 2, 4):
        make_event(title=f"Halt {number}", series=series, stop=number)
    draft = make_event(title="Halt 3", series=series, stop=3, published=False)
    event = told(title="London", series=series, stop=5)

    shown = page(client, event)
    second = page(client, make_event(title="x", series=series)).replace("\n", "")

    assert 'Stop 5 of 5: <a href="/events/series/roadshow/"' in shown
    assert "4 of 5 stops have a page here." in shown
    assert draft.title not in shown
    assert "nef" in shown
    after = shown[shown.index("<h2>Earlier and later stops") :]
    assert "Halt 4" in after
    assert "Halt 2" not in after
    assert "Earlier and later stops" not in second


def test_draft_is_for_its_author_alone(client, amina_client, mo_client, olu, olu_client):
    event = make_event(olu, published=False)

    assert olu_client.get(f"/events/{event.slug}/").status_code == 200
    for stranger in (client, amina_client, mo_client):
        assert stranger.get(f"/events/{event.slug}/").status_code == 404


def test_withdrawn_event_is_gone(client, olu):
    event = make_event(olu)
    event.withdraw(by=olu, reason="It was announced by mistake.")

    assert client.get(f"/events/{event.slug}/").status_code == 410
    assert client.get(f"/events/{event.slug}/event.ics").status_code == 410


@pytest.mark.parametrize("slug", ["nowhere", "ddim-yma-日本", "x" * 100, "%F0%9F%99%82"])
def test_unknown_event_is_not_found(client, slug):
    assert client.get(f"/events/{slug}/").status_code == 404


@pytest.mark.parametrize("cursor", ["x", "-", "%00", "a" * 400, "-eyJ"])
def test_odd_cursor_is_not_found(client, cursor):
    event = make_event()

    assert client.get(f"/events/{event.slug}/?page={cursor}").status_code in (400, 404)


def test_event_page_can_only_be_read(client):
    assert client.post(f"/events/{make_event().slug}/").status_code == 405


def fill(event, count):
    """`count` of everything that an event may have, on a published event in a series."""
    for number in range(count):
        slot = WitnessSlot.objects.create(event=event, heading=f"Slot {number}")
        session = Session.objects.create(event=event, title=f"Part {number}")
        for place in ({"session": session}, {"witness_slot": slot}):
            person = make_person(f"Person {number}", photo=make_photo(), photo_seen_by="everyone")
            Appearance.objects.create(
                event=event,
                person=person,
                name_as_printed=person.name,
                organisation=make_organisation(f"Organisation {person.pk}"),
                **place,
            )
        event.questions.create(witness_slot=slot, text=f"Question {number}", answer="<p>Yes.</p>")
        event.insights.create(witness_slot=slot, text=f"Insight {number}")
        event.learning_outcomes.create(text=f"Aim {number}")
        event.open_questions.add(OpenQuestion.objects.worded(f"Open {number}"))
        event.topics.add(make_topic(f"topic {number}"))
        partner = make_organisation(f"Partner {number}")
        Partner.objects.create(contribution=event, organisation=partner)
        event.series.partners.add(make_organisation(f"Series partner {number}"))
        Quote.objects.create(contribution=event, person=person, name_as_printed="P", text="Q")
        make_photo(contribution=event)
        make_download(event)
        make_article(title=f"Reflection {number}", about=event)
        make_event(title=f"Stop {number}", series=event.series, stop=number + 1)


def make_photo(**fields):
    return Photo.objects.create(
        file="a.webp", small="b.webp", width=4, height=3, small_width=4, small_height=3,
        is_decorative=True, **fields,
    )  # fmt: skip


@pytest.fixture
def stop(olu):
    series = EventSeries.objects.titled("Roadshow")
    return told(by=olu, series=series, stop=99, launches=make_report(olu))


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_whatever_there_is(
    client, amina_client, olu_client, amina, stop, count, django_assert_num_queries
):
    fill(stop, count)
    for _ in range(count):
        make_comment(stop, amina)
    address = f"/events/{stop.slug}/"

    for reader, number in ((client, 7), (amina_client, 9), (olu_client, 9)):
        with django_assert_num_queries(number):
            response = reader.get(address)
        for once in (b'class="question-asked"', b'class="tag"', b'src="/media/b.webp"'):
            assert response.content.count(once) >= count


def test_visitors_page_sets_no_cookie_and_is_public(client, stop):
    response = client.get(f"/events/{stop.slug}/")

    assert not response.cookies
    assert response["Cache-Control"].startswith("public")
    again = client.get(f"/events/{stop.slug}/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
