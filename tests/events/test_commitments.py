"""What people said at an event that they would do: noted, asked about later, told, and shown."""

import email.policy
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import ChangeOfPlan, Commitment, CommitmentLetter, Event
from events.tasks import ask_about_commitments
from network.models import ImpreciseDate, Person, Revision
from network.models.withheld_names import withhold_person
from tests.factories import make_event, make_person
from tests.words import words as text_of
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
PROMISE = "Ask the school whether we may use its kitchen"


@pytest.fixture
def event(olu):
    """One that was two months ago, with its write-up."""
    day = TODAY - 60 * A_DAY
    made = make_event(olu, dated=ImpreciseDate(day.isoformat()), body="<p>Forty people came.</p>")
    made.publish_write_up()
    return made


def promise(event, text=PROMISE, **fields):
    fields = {"role": "A neighbour", "due": TODAY, "position": event.commitments.count()} | fields
    return Commitment.objects.create(event=event, text=text, **fields)


def link_in(letter):
    return re.search(r"http\S+(/commitments/\S+/)\n", letter.body)[1]


# On the page of the event


def test_page_shows_each_promise_in_words_and_how_many_are_done(client, event):
    promise(
        event, state="done", came_of_it="They gave us the key.", told_on=TODAY, told_by="organiser"
    )
    promise(
        event, "Write to the bus company", state="let-go", came_of_it="There is no bus any more."
    )
    promise(event, "Everybody brings a chair", role="Everyone there", due=None)

    shown = text_of(client.get(event.get_absolute_url()))

    assert "1 of 3 done so far." in shown
    assert "Done" in shown
    assert "Told by an organiser on" in shown
    assert "Let go" in shown
    assert "There is no bus any more." in shown
    assert "Not told yet" in shown
    assert shown.index(PROMISE) < shown.index("Everybody brings a chair")


def test_promises_wait_for_the_write_up_as_all_else_does(client, olu_client, event):
    promise(event)
    event.take_back_write_up()

    assert PROMISE not in client.get(event.get_absolute_url()).text
    event.decline_write_up()
    assert PROMISE in client.get(event.get_absolute_url()).text


def test_page_costs_no_query_more_for_thirty_promises(queries, client, event):
    before = queries(client, event.get_absolute_url())
    for number in range(30):
        promise(event, f"Promise {number}")
    assert queries(client, event.get_absolute_url()) == before


def test_only_who_agreed_is_named(client, olu_client, event):
    promise(event, name_as_printed="Gwen Price", role="")
    promise(event, "Bring soup", name_as_printed="Joan Rees", consent_from="Joan Rees")

    shown = client.get(event.get_absolute_url()).text
    assert "Gwen Price" not in shown
    assert "Somebody who was there" in shown
    assert "Joan Rees, A neighbour" in shown
    assert "Gwen Price" in olu_client.get(f"/events/{event.slug}/commitments/").text


def test_search_finds_what_came_of_a_promise_once_it_is_told(event):
    made = promise(event)
    assert not list(Event.objects.matching("hinges"))
    made.tell(teller="organiser", state="done", came_of_it="The hinges were mended too.")
    assert list(Event.objects.matching("hinges")) == [event]


def test_a_name_that_is_taken_down_goes_from_promises_and_revisions(client, event):
    gwen = make_person("Gwen Price")
    promise(event, person=gwen, name_as_printed="Gwen Price", consent_from="Gwen Price")
    Revision.objects.note_before(event)

    withhold_person(gwen)

    assert "Gwen Price" not in client.get(event.get_absolute_url()).text
    kept = Revision.objects.filter(contribution=event).first().content["parts"]["commitments"]
    assert kept[0]["name_as_printed"] == "Name withheld"


def test_moderators_read_no_name_in_revisions_that_readers_do_not(olu_client, mo_client, event):
    made = promise(event, person=make_person("Gwen Price"), name_as_printed="Gwen Price")
    Revision.objects.note_before(event)
    made.tell(teller="organiser", state="done", came_of_it="They gave us the key.")
    for number in ("1", "2"):
        for page in ("", "restoration/"):
            address = f"{event.get_absolute_url()}revisions/{number}/{page}"
            assert "Gwen Price" not in mo_client.get(address).text
    first = f"{event.get_absolute_url()}revisions/1/"
    assert "A person who is not named" in mo_client.get(first).text
    assert "Gwen Price" in olu_client.get(first).text


# Noting them


def test_noted_from_a_phone_with_a_name_that_stays_private_without_a_yes(olu_client, event, olu):
    address = f"/events/{event.slug}/commitments/"
    sent = {"text": PROMISE, "name": "Gwen Price", "email": "gwen@example.org", "due": "2031-03-01"}
    assert "Nobody is asked by mail" not in olu_client.get(address).text

    assert olu_client.post(address, sent).status_code == 302

    kept = event.commitments.get()
    assert (kept.text, kept.name_as_printed, kept.consent_from) == (PROMISE, "Gwen Price", "")
    assert (kept.due, kept.email, kept.state) == (date(2031, 3, 1), "gwen@example.org", "")
    assert Revision.objects.filter(contribution=event, by=olu).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Write it first."),
        ({"name": ""}, "Say who: a name, or below a role"),
        ({"due": "soon"}, "Write the day like this"),
        ({"due": "2999-01-01"}, "Is 2999 the year you mean?"),
        ({"email": "gwen"}, "This is no e-mail address."),
        ({"text": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_is_wrong_on_the_phone_is_told_and_kept(olu_client, event, sent, words):
    sent = {"text": PROMISE, "name": "Gwen Price"} | sent
    response = olu_client.post(f"/events/{event.slug}/commitments/", sent)
    assert response.status_code == 422
    assert words in response.text
    assert not event.commitments.exists()


def test_written_as_rows_in_their_order_with_revisions(olu_client, event):
    address = f"/events/{event.slug}/edit/commitments/"
    first, second = promise(event, email="gwen@example.org"), promise(event, "Bring soup")
    sent = as_sent(olu_client.get(address))
    sent |= {"commitments-0-ORDER": 2, "commitments-1-ORDER": 1}
    sent |= {"commitments-0-state": "done", "commitments-0-came_of_it": "We have the key."}

    assert olu_client.post(address, sent).status_code == 302

    assert [row.pk for row in event.commitments.all()] == [second.pk, first.pk]
    first.refresh_from_db()
    assert (first.state, first.told_on, first.told_by) == ("done", TODAY, "organiser")
    assert first.email == ""
    revision = Revision.objects.filter(contribution=event).order_by("-at", "-pk").first()
    kept = revision.content["parts"]["commitments"]
    assert [row["state"] for row in kept] == ["", "done"]
    assert "gwen@example.org" not in str(revision.content)


def test_letting_go_needs_a_line_why(olu_client, event):
    address = f"/events/{event.slug}/edit/commitments/"
    values = {"text": PROMISE, "role": "Everyone there", "state": "let-go"}
    sent = as_sent(olu_client.get(address)) | rows("commitments", values)
    assert "Say in a line why it was let go." in olu_client.post(address, sent).text

    made = promise(event)
    response = olu_client.post(f"/events/{event.slug}/commitments/{made.pk}/", {"state": "let-go"})
    assert response.status_code == 422
    with transaction.atomic(), pytest.raises(IntegrityError, match="commitment_let_go_says_why"):
        Commitment.objects.update(state="let-go")


def test_database_asks_who(event):
    with pytest.raises(IntegrityError, match="commitment_says_who"):
        promise(event, role="")


# Asking


def test_who_promised_is_asked_once_on_the_day_and_once_a_month_later(event):
    made = promise(event, email="gwen@example.org")
    promise(event, "Not yet", due=TODAY + A_DAY, email="gwen@example.org")
    promise(event, "Nobody to ask")

    ask_about_commitments.enqueue()
    ask_about_commitments.enqueue()

    (letter,) = mail.outbox
    assert letter.to == ["gwen@example.org"]
    assert PROMISE in letter.body
    assert PROMISE in letter.alternatives[0][0]
    assert "last time" not in letter.body

    CommitmentLetter.objects.update(at=timezone.now() - 31 * A_DAY)
    ask_about_commitments.enqueue()
    ask_about_commitments.enqueue()
    assert len(mail.outbox) == 2
    assert "This is the last time that we ask." in mail.outbox[1].body
    assert list(made.letters.values_list("number", flat=True)) == [1, 2]


def test_one_address_is_asked_about_few_promises_a_day(event):
    for number in range(5):
        promise(event, f"Promise {number}", email="rosa@copro.example")
    promise(event, "Another's", email="gwen@copro.example")

    ask_about_commitments.enqueue()
    ask_about_commitments.enqueue()

    assert sorted(to for message in mail.outbox for to in message.to) == [
        "gwen@copro.example", *["rosa@copro.example"] * 3
    ]  # fmt: skip
    cache.clear()  # as by tomorrow
    ask_about_commitments.enqueue()
    assert [message.to for message in mail.outbox[4:]] == [["rosa@copro.example"]] * 2


def test_one_without_a_day_is_asked_three_months_after_the_event(event):
    made = promise(event, due=None, email="gwen@example.org")
    assert list(Commitment.objects.to_ask(TODAY + 29 * A_DAY)) == []
    assert list(Commitment.objects.to_ask(TODAY + 30 * A_DAY)) == [made]


def test_nobody_is_asked_about_drafts_cancelled_or_long_past_events(event, olu):
    promise(event, due=TODAY - 400 * A_DAY, email="old@example.org")
    promise(make_event(olu, published=False, title="Draft"), email="draft@example.org")
    off = make_event(olu, title="Off")
    promise(off, email="off@example.org")
    ChangeOfPlan.objects.create(event=off, what="cancelled", reason="Flooded.")

    ask_about_commitments.enqueue()

    assert mail.outbox == []
    assert not Commitment.objects.filter(email="old@example.org").exists()
    assert Commitment.objects.filter(email="draft@example.org").exists()


def test_a_member_is_asked_at_the_address_of_their_account(event, amina):
    promise(event, person=Person.objects.of_member(amina), name_as_printed="Amina Haddad")
    ask_about_commitments.enqueue()
    assert mail.outbox[0].to == [amina.email]


# Answering by the link


def test_reading_the_link_answers_nothing_and_it_is_kept_private(client, event):
    made = promise(event, email="gwen@example.org")
    for _ in range(2):
        response = client.get(made.get_absolute_url())
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert PROMISE in response.text
    client.head(f"{made.get_absolute_url()}silence/")
    client.get(f"{made.get_absolute_url()}silence/")
    made.refresh_from_db()
    assert (made.state, made.stopped_at) == ("", None)


def test_done_is_told_on_the_page_and_the_address_is_forgotten(client, event):
    made = promise(event, name_as_printed="Gwen Price", email="gwen@example.org")
    ask_about_commitments.enqueue()
    seen = event.updated_at

    sent = {"state": "done", "came_of_it": "They said yes.", "agrees": "on"}
    page = client.post(link_in(mail.outbox[0]), sent, follow=True)

    assert "There is nothing more to tell" in page.text
    made.refresh_from_db()
    event.refresh_from_db()
    assert (made.state, made.email, made.told_by) == ("done", "", "themselves")
    assert made.due == TODAY
    assert event.updated_at > seen
    shown = text_of(client.get(event.get_absolute_url()))
    assert "Gwen Price, A neighbour" in shown
    assert "They said yes." in shown
    client.post(made.get_absolute_url(), {"state": "not-done"})
    made.refresh_from_db()
    assert made.state == "done"


def test_who_tells_of_a_promise_that_is_taken_away_at_this_moment_sees_no_error(
    client, olu_client, event, monkeypatch
):
    tell = Commitment.tell

    def too_late(self, **told):
        Commitment.objects.filter(pk=self.pk).delete()
        return tell(self, **told)

    monkeypatch.setattr(Commitment, "tell", too_late)

    theirs = client.post(promise(event).get_absolute_url(), {"state": "done"}, follow=True)
    address = f"/events/{event.slug}/commitments/{promise(event).pk}/"
    ours = olu_client.post(address, {"state": "done"}, follow=True)

    assert (theirs.status_code, ours.status_code) == (410, 200)
    assert "Somebody took it away at this moment." in ours.text


def test_under_way_asks_for_a_new_day_and_is_asked_again_then(client, event):
    made = promise(event, email="gwen@example.org")
    ask_about_commitments.enqueue()
    link = link_in(mail.outbox[0])
    assert "Say by when: we ask again then." in client.post(link, {"state": "under-way"}).text
    past = {"state": "under-way", "due": TODAY.isoformat()}
    assert "Choose a day to come." in client.post(link, past).text

    soon = TODAY + 7 * A_DAY
    assert client.post(link, {"state": "under-way", "due": soon.isoformat()}).status_code == 302

    made.refresh_from_db()
    assert (made.state, made.due, made.email) == ("under-way", soon, "gwen@example.org")
    Commitment.objects.update(due=TODAY - A_DAY)
    ask_about_commitments.enqueue()
    assert len(mail.outbox) == 2


def test_mail_programs_can_read_where_it_is_stopped(event, settings):
    settings.SITE_ADDRESS = "https://coproduction-practitioners.example.org"
    made = promise(event, email="gwen@example.org")
    ask_about_commitments.enqueue()
    raw = mail.outbox[0].message(policy=email.policy.SMTP).as_bytes().decode()
    stop = f"{settings.SITE_ADDRESS}{made.get_absolute_url()}silence/"
    assert f"\r\nList-Unsubscribe: <{stop}>\r\n" in raw


def test_who_wants_no_mail_gets_none_and_is_forgotten(client, event):
    made = promise(event, email="gwen@example.org")
    client.post(f"{made.get_absolute_url()}silence/")
    ask_about_commitments.enqueue()
    made.refresh_from_db()
    assert mail.outbox == []
    assert made.email == ""


def test_a_link_to_an_earlier_address_opens_nothing(client, olu_client, event):
    made = promise(event, email="wrong@example.org")
    link = made.get_absolute_url()
    address = f"/events/{event.slug}/edit/commitments/"
    sent = as_sent(olu_client.get(address)) | {"commitments-0-email": "gwen@example.org"}
    olu_client.post(address, sent)

    assert client.get(link).status_code == 410
    assert client.get("/commitments/1-0.forged/").status_code == 404
    made.refresh_from_db()
    assert client.get(made.get_absolute_url()).status_code == 200


# Members and organisers


def test_your_pages_list_what_you_promised_by_name_or_address(
    amina_client, bryn_client, amina, event
):
    promise(event, person=Person.objects.of_member(amina), name_as_printed="Amina Haddad")
    promise(event, "Bring soup", email="bryn@copro.example")
    amina.emailaddress_set.create(email=amina.email, verified=True)
    promise(event, "Bring a chair", email=amina.email)
    shown = amina_client.get("/you/").text
    assert PROMISE in shown
    assert "Bring a chair" in shown
    assert "Bring soup" not in shown
    assert "What you said you would do" not in bryn_client.get("/you/").text  # not verified


def test_organisers_see_in_the_checklist_what_nobody_told_and_tell_it(olu_client, event):
    made = promise(event)
    assert (
        "What came of 1 promise whose day has come" in olu_client.get(event.get_absolute_url()).text
    )
    assert PROMISE in olu_client.get("/commitments/").text

    address = f"/events/{event.slug}/commitments/{made.pk}/"
    assert olu_client.post(address, {"state": "not-done", "came_of_it": "No."}).status_code == 302

    made.refresh_from_db()
    assert (made.state, made.told_by) == ("not-done", "organiser")
    assert PROMISE not in olu_client.get("/commitments/").text
    assert "Nothing waits." in olu_client.get("/commitments/").text


def test_only_organisers_and_facilitators_note_promises(
    client, amina_client, bryn_client, olu_client, mo_client, bryn, event
):
    made = promise(event)
    event.appearances.create(
        person=Person.objects.of_member(bryn), name_as_printed="Bryn", capacity="facilitator"
    )
    pages = [f"/events/{event.slug}/commitments/", f"/events/{event.slug}/commitments/{made.pk}/"]
    expected = {client: 302, amina_client: 403, bryn_client: 200, olu_client: 200, mo_client: 403}
    for member, status in expected.items():
        assert [member.get(page).status_code for page in pages] == [status, status]
    everywhere = {client: 302, amina_client: 403, bryn_client: 403, olu_client: 200, mo_client: 403}
    for member, status in everywhere.items():
        assert member.get("/commitments/").status_code == status
        edit = member.get(f"/events/{event.slug}/edit/commitments/").status_code
        assert edit == status


def test_the_address_of_a_promise_without_any_day_is_forgotten_too(olu):
    event = make_event(olu, dated=None)
    promise(event, due=None, email="joan@example.org")
    for days, kept in ((300, 1), (400, 0)):
        Event.objects.filter(pk=event.pk).update(published_at=timezone.now() - days * A_DAY)
        Commitment.objects.all().forget_addresses(TODAY)
        assert Commitment.objects.exclude(email="").count() == kept
