"""What belongs to those on a programme: their slides, and that they ask not to be recorded."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Appearance, Session
from network.models import ImpreciseDate, Person, Revision
from tests.factories import make_download, make_event
from tests.writing import as_sent, rows

from .booking import bookable

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(olu):
    return make_event(olu, dated=ImpreciseDate("2027-06-10"))


@pytest.fixture
def tea(event):
    return Session.objects.create(
        event=event, title="Tea", starts=datetime.time(11), room="Green room"
    )


@pytest.fixture
def ann(event, tea):
    return Appearance.objects.create(
        event=event, session=tea, name_as_printed="Ann Price", role="baker"
    )


def write_up(client, event, **fields):
    """Sends the page of the write-up with one file, as a browser would."""
    return client.post(f"/events/{event.slug}/edit/write-up/", rows("downloads", fields))


def test_slides_are_sent_with_the_word_whose_they_are(client, olu_client, event, ann, tea):
    pdf = SimpleUploadedFile("kneading.pdf", b"%PDF-1.4\n", "application/pdf")

    write_up(olu_client, event, title="Kneading", file=pdf, shown_with=f"appearance-{ann.pk}")

    ann.refresh_from_db()
    file = event.downloads.get()
    assert ann.slides == file
    assert "Slides: <bdi>Kneading</bdi>" in client.get(event.get_absolute_url()).text
    page = olu_client.get(f"/events/{event.slug}/edit/write-up/")
    assert as_sent(page)["downloads-0-shown_with"] == f"appearance-{ann.pk}"
    write_up(olu_client, event, row=file.pk, title="Kneading", shown_with=f"session-{tea.pk}")
    ann.refresh_from_db()
    tea.refresh_from_db()
    assert (ann.slides, tea.slides) == (None, file)
    write_up(olu_client, event, row=file.pk, title="Kneading", shown_with="")
    tea.refresh_from_db()
    assert tea.slides is None
    assert event.downloads.get() == file


def test_slides_of_somebody_at_another_event_are_refused_and_nothing_is_lost(
    olu, olu_client, event, ann
):
    other = Appearance.objects.create(event=make_event(olu), name_as_printed="Bo")
    pdf = SimpleUploadedFile("kneading.pdf", b"%PDF-1.4\n", "application/pdf")

    page = write_up(
        olu_client, event, title="Kneading", file=pdf, shown_with=f"appearance-{other.pk}"
    )

    assert "Choose one of those that are offered" in page.text
    sent = as_sent(page)
    assert sent["downloads-0-title"] == "Kneading"
    assert sent["downloads-0-kept"]  # the file waits
    assert not event.downloads.exists()


def test_file_that_is_forgotten_leaves_its_speaker(event, ann):
    ann.slides = make_download(event)
    ann.save()

    ann.slides.delete()

    ann.refresh_from_db()
    assert ann.slides is None


def test_who_asks_not_to_be_recorded_is_noted_by_organisers_and_kept_when_others_save(
    olu_client, admin_client, event, ann
):
    address = f"/events/{event.slug}/edit/appearances/"
    olu_client.post(
        address, as_sent(olu_client.get(address)) | {"appearances-0-no_recording": "on"}
    )

    ann.refresh_from_db()
    assert ann.no_recording
    admin_client.post(address, as_sent(admin_client.get(address)))
    ann.refresh_from_db()
    assert ann.no_recording


def test_only_those_who_hold_the_camera_are_told_who(
    amina, client, bryn_client, mo_client, amina_client, olu_client, olu, ann
):
    event = ann.event
    bookable(event=event)
    ann.no_recording = True
    ann.save()
    Appearance.objects.create(
        event=event, name_as_printed="Amina", capacity="facilitator",
        person=Person.objects.get(member=amina),
    )  # fmt: skip
    told = "Please do not record or photograph"
    for page in ("edit/", "edit/write-up/", "check-in/", "live/"):
        shown = olu_client.get(f"/events/{event.slug}/{page}").text
        assert told in shown, page
        assert "<bdi>Ann Price</bdi>, baker" in shown
        assert "11:00, <bdi>Tea</bdi>, <bdi>Green room</bdi>" in shown
    assert told in amina_client.get(f"/events/{event.slug}/live/").text  # she facilitates it
    for reader in (client, bryn_client, mo_client, amina_client, olu_client):
        page = reader.get(event.get_absolute_url()).text
        assert told not in page
        assert page.count("at somebody’s wish") == 1
    for reader in (bryn_client, mo_client):
        assert reader.get(f"/events/{event.slug}/live/").status_code == 403


def test_revisions_do_not_tell_who_asked_not_to_be_recorded(olu, mo_client, event, ann):
    Revision.objects.note(event, by=olu)
    ann.no_recording, ann.said = True, "<p>Bread.</p>"
    ann.save()
    Revision.objects.note(event, by=olu)

    shown = mo_client.get(f"/events/{event.slug}/revisions/2/").text

    assert "Bread." in shown
    assert "recorded" not in shown


def test_going_back_to_a_revision_puts_people_back_into_their_parts(olu, event, ann, tea):
    ann.no_recording = True
    ann.save()
    first = Revision.objects.note(event, by=olu)
    gone = tea.pk
    ann.delete()
    tea.delete()
    event.summary = "Another."
    event.save()

    Revision.objects.go_back(first, by=olu, seen=event.updated_at.isoformat())

    back = event.appearances.get()
    assert (back.session_id, back.name_as_printed, back.no_recording) == (gone, "Ann Price", True)
