"""“Is it still running?”: how old a case study is, the yearly mail, and its answers."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from network import tasks
from network.models import CaseStudy, Confirmation, Running
from tests.at_once import at_once
from tests.factories import make_case_study, make_member
from tests.mail_servers import AWAY, BACK

LONG_AGO = timezone.now() - timedelta(days=500)


@pytest.fixture
def old(amina):
    """Amina's case study, published long ago and never confirmed since."""
    return make_case_study(amina, published=LONG_AGO, running="yes")


def ask_and_send():
    """What the clock does on one day."""
    for pk in Confirmation.objects.ask(most=tasks.ASKED_AT_ONCE).values_list("pk", flat=True):
        tasks.send_confirmation.func(pk)


def links(message):
    """The links of a mail by their answers."""
    found = re.findall(r"http://\S+/confirmations/\S+\?answer=([a-z-]+)", message.body)
    addresses = re.findall(r"http://127.0.0.1:8000(/confirmations/\S+)", message.body)
    return dict(zip(found, addresses, strict=True))


def a_while_ago(**ago):
    """As if every question had been put so long ago."""
    Confirmation.objects.update(asked_at=timezone.now() - timedelta(**ago))


def shown(client, study):
    return client.get(study.get_absolute_url()).text


# How old it is


def test_the_page_says_when_it_was_last_confirmed(client, amina):
    day = timezone.localdate() - timedelta(days=90)
    page = shown(client, make_case_study(amina, running="yes", last_confirmed=day))
    assert f"{day:%-d %B %Y}" in page
    assert "It may have changed since" not in page


@pytest.mark.parametrize("running", ["yes", "changed", ""])
def test_what_was_confirmed_long_ago_says_so_plainly(client, amina, running):
    study = make_case_study(amina, running=running, last_confirmed="2024-05-06", published=LONG_AGO)
    page = re.sub(r"<[^>]+>", "", shown(client, study))
    assert "Last confirmed in May 2024. It may have changed since." in page


def test_what_nobody_confirmed_says_so(client, old):
    page = re.sub(r"<[^>]+>", "", shown(client, old))
    assert f"Not confirmed since it was published in {LONG_AGO:%B %Y}." in page


@pytest.mark.parametrize(
    ("running", "words"),
    [("stopped", "Stopped"), ("not-worked", "Tried, and it did not work")],
)
def test_work_that_ended_is_told_as_such_and_kept(client, amina, running, words):
    study = make_case_study(amina, running=running, last_confirmed="2011-05-06")
    assert f'<span class="badge">{words}</span>' in shown(client, study)
    assert "It may have changed since" not in shown(client, study)
    assert f'<span class="badge">{words}</span>' in client.get("/case-studies/").text


def test_lists_are_narrowed_by_what_became_of_it(client, amina):
    make_case_study(amina, title="It goes on", running="yes")
    make_case_study(amina, title="It failed", running="not-worked")
    page = client.get("/case-studies/", {"running": "not-worked"}).text
    assert "It failed" in page
    assert "It goes on" not in page
    assert "Tried, and it did not work" in client.get("/case-studies/").text


# Asking


def test_authors_are_asked_once_a_year(old, amina):
    for _ in range(2):
        ask_and_send()
    assert len(mail.outbox) == 1
    message = mail.outbox[0]
    assert message.to == [amina.email]
    assert message.subject == f"Is “{old.title}” still running?"
    assert set(links(message)) == {"yes", "changed", "stopped", "not-worked", "never"}
    assert "once a year because you are named as an author" in message.body
    html = message.alternatives[0].content
    for link in links(message).values():
        assert link in html
    a_while_ago(days=360)
    ask_and_send()
    assert len(mail.outbox) == 1
    a_while_ago(days=366)
    ask_and_send()
    assert len(mail.outbox) == 2
    assert Confirmation.objects.count() == 1


def test_the_clock_asks_daily(old, django_capture_on_commit_callbacks):
    assert settings.TASK_SCHEDULE["network.tasks.ask_whether_running"] == 24 * 60
    assert import_string("network.tasks.ask_whether_running").enqueue
    with django_capture_on_commit_callbacks(execute=True):
        tasks.ask_whether_running.func()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"running": "stopped"},
        {"running": "not-worked"},
        {"last_confirmed": timezone.localdate() - timedelta(days=300)},
    ],
)
def test_what_ended_or_was_confirmed_this_year_is_not_asked_about(old, change):
    CaseStudy.objects.filter(pk=old.pk).update(**change)
    ask_and_send()
    assert mail.outbox == []


@pytest.mark.parametrize("running", ["yes", "changed", ""])
def test_what_goes_on_or_nobody_knows_of_is_asked_about(old, running):
    CaseStudy.objects.filter(pk=old.pk).update(running=running)
    ask_and_send()
    assert len(mail.outbox) == 1


def test_drafts_and_what_is_to_come_are_not_asked_about(amina):
    make_case_study(amina, published=False, last_confirmed="2011-01-01")
    later = timezone.now() + timedelta(days=1)
    make_case_study(amina, published=later, last_confirmed="2011-01-01")
    ask_and_send()
    assert mail.outbox == []


def test_every_author_with_an_account_who_agreed_is_asked(old, amina, bryn, olu, mo):
    for number, (member, agreed) in enumerate([(bryn, LONG_AGO), (olu, None)], start=1):
        old.bylines.create(
            person=member.person, name_as_printed=member.name, position=number, confirmed_at=agreed
        )
    ask_and_send()
    assert {to for message in mail.outbox for to in message.to} == {amina.email, bryn.email}


def test_an_account_that_is_closed_gets_no_mail(old, amina):
    amina.is_active = False
    amina.save()
    ask_and_send()
    assert mail.outbox == []


def test_who_wrote_much_is_asked_about_one_a_week(amina):
    for number in range(3):
        make_case_study(amina, title=f"Study {number}", published=LONG_AGO)
    for sent in (1, 1):
        ask_and_send()
        assert len(mail.outbox) == sent
    a_while_ago(days=8)
    ask_and_send()
    assert len(mail.outbox) == 2
    assert "Study 1" in mail.outbox[1].subject


def test_so_many_are_asked_at_once_and_the_others_later(groups):
    for number in range(5):
        member = make_member(f"Member {number}")
        make_case_study(member, title=f"Study {number}", published=LONG_AGO)
    for asked in (2, 4, 5):
        Confirmation.objects.ask(most=2)
        assert Confirmation.objects.count() == asked


def test_a_mail_that_failed_is_sent_by_the_next_attempt(old, settings):
    pk = Confirmation.objects.ask(most=9).get().pk
    settings.MAILERS = AWAY
    with pytest.raises(ConnectionRefusedError):
        tasks.send_confirmation.func(pk)
    settings.MAILERS = BACK
    for _ in range(2):
        tasks.send_confirmation.func(pk)
    assert len(mail.outbox) == 1


def test_asking_costs_the_same_for_one_and_for_many(groups, django_assert_num_queries):
    for count in (1, 30):
        for number in range(count):
            make_case_study(make_member(), title=f"Study {count} {number}", published=LONG_AGO)
        with django_assert_num_queries(7):
            assert len(Confirmation.objects.ask(most=99)) >= count


def test_somebody_is_asked_about_the_same_once_at_a_time(old, amina):
    Confirmation.objects.create(case_study=old, asked=amina)
    with pytest.raises(IntegrityError, match="confirmation_asked_once"), transaction.atomic():
        Confirmation.objects.create(case_study=old, asked=amina)


# Answering by link


@pytest.fixture
def link(old):
    ask_and_send()
    return links(mail.outbox[0])


def test_opening_a_link_answers_nothing(client, old, link):
    page = client.get(link["stopped"])
    assert page.status_code == 200
    assert re.search(r'value="stopped"[^>]*checked', page.text)
    assert not re.search(r'value="yes"[^>]*checked', page.text)
    assert "never" in page["Cache-Control"] or "no-store" in page["Cache-Control"]
    old.refresh_from_db()
    assert (old.running, old.last_confirmed) == ("yes", None)


def test_the_button_answers_without_signing_in(client, old, link, amina):
    page = client.post(link["stopped"], {"answer": "stopped", "ended": "March 2022"}, follow=True)
    assert "Thank you" in page.text
    assert "Stopped" in page.text
    old.refresh_from_db()
    assert (old.running, str(old.ended)) == ("stopped", "March 2022")
    assert old.last_confirmed == timezone.localdate()
    assert old.updated_by == amina
    confirmation = Confirmation.objects.get()
    assert (confirmation.answer, confirmation.answered_at is not None) == ("stopped", True)
    ask_and_send()
    assert len(mail.outbox) == 1


def test_an_answer_is_a_revision(client, old, link, amina):
    client.post(link["yes"], {"answer": "stopped"})
    before, after = old.revisions.order_by("number")
    assert after.by == amina
    assert "Stopped" in after.note
    assert before.content["fields"]["running"] == "yes"


def test_still_running_takes_back_an_end(client, old, link):
    CaseStudy.objects.filter(pk=old.pk).update(running="changed", ended="2012")
    client.post(link["yes"], {"answer": "yes"})
    old.refresh_from_db()
    assert (old.running, old.ended) == ("yes", None)


def test_a_link_answers_once(client, old, link):
    client.post(link["yes"], {"answer": "yes"})
    page = client.post(link["yes"], {"answer": "stopped"})
    assert "Thank you" in page.text
    old.refresh_from_db()
    assert old.running == "yes"


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_clicked_twice_at_once_answers_once(old, link):
    answers = ("yes", "stopped", "never")
    at_once(*[partial(Client().post, link["yes"], {"answer": answer}) for answer in answers])
    assert old.confirmations.get().answered_at


def test_the_answer_of_a_second_author_counts_too(client, old, bryn):
    old.bylines.create(
        person=bryn.person, name_as_printed="Bryn", position=1, confirmed_at=LONG_AGO
    )
    ask_and_send()
    client.post(links(mail.outbox[0])["yes"], {"answer": "yes"})
    client.post(links(mail.outbox[1])["stopped"], {"answer": "stopped"})
    old.refresh_from_db()
    assert old.running == "stopped"
    assert Confirmation.objects.filter(answered_at__isnull=False).count() == 2


def test_who_does_not_want_to_be_asked_again_is_not(client, old, link, amina_client):
    page = client.post(link["never"], {"answer": "never"}, follow=True)
    assert "We will not ask you" in page.text
    a_while_ago(days=800)
    ask_and_send()
    assert len(mail.outbox) == 1
    old.refresh_from_db()
    assert (old.running, old.last_confirmed) == ("yes", None)
    assert "Do not ask me again" not in amina_client.get("/you/").text


@pytest.mark.parametrize("sent", [{}, {"answer": "perhaps"}])
def test_no_answer_is_asked_for_again(client, old, link, sent):
    page = client.post(link["yes"], sent)
    assert "error-summary" in page.text
    old.refresh_from_db()
    assert old.last_confirmed is None


def test_a_date_that_cannot_be_read_says_so(client, old, link):
    page = client.post(link["stopped"], {"answer": "stopped", "ended": "a while ago"})
    assert "We cannot read this as a date" in page.text


def test_an_old_link_says_what_to_do(client, link, old, monkeypatch):
    monkeypatch.setattr("network.models.confirmations.LINK_LASTS", timedelta(seconds=-1))
    for page in (client.get(link["yes"]), client.post(link["yes"], {"answer": "stopped"})):
        assert page.status_code == 410
        assert "This link is too old" in page.text
    old.refresh_from_db()
    assert old.running == "yes"


@pytest.mark.parametrize("word", ["x", "x:y:z", "%F0%9F%8C%8D", "a" * 500])
def test_a_link_that_we_did_not_make_is_not_found(client, db, word):
    page = client.get(f"/confirmations/{word}/")
    assert page.status_code == 404
    assert "We do not know this link" in page.text


def test_a_link_to_what_is_gone_or_not_theirs_any_more_is_not_found(client, old, link, amina, bryn):
    old.withdraw(by=amina, reason="")
    assert client.get(link["yes"]).status_code == 404
    old.refresh_from_db()
    old.publish()
    assert client.get(link["yes"]).status_code == 200
    old.bylines.update(person=bryn.person)
    CaseStudy.objects.update(created_by=bryn)
    assert client.post(link["yes"], {"answer": "stopped"}).status_code == 404
    CaseStudy.objects.update(created_by=amina)
    amina.is_active = False
    amina.save()
    assert client.get(link["yes"]).status_code == 404
    old.delete()
    assert client.get(link["yes"]).status_code == 404


# Answering signed in


def test_my_pages_show_what_waits_for_an_answer(amina_client, bryn_client, old):
    page = amina_client.get("/you/").text
    assert "Still running?" in page
    assert old.title in page
    assert "Still running?" not in bryn_client.get("/you/").text


@pytest.mark.parametrize("answer", Running.values)
def test_one_click_on_my_pages_answers(amina_client, old, answer):
    page = amina_client.post(f"{old.get_absolute_url()}confirmation/", {"answer": answer})
    assert page.url == old.get_absolute_url()
    old.refresh_from_db()
    assert (old.running, old.last_confirmed) == (answer, timezone.localdate())
    assert "confirmed today" in amina_client.get(page.url).text
    assert "Still running?</h2>" not in amina_client.get("/you/").text


def test_answering_on_my_pages_closes_the_link(amina_client, client, old, link):
    amina_client.post(f"{old.get_absolute_url()}confirmation/", {"answer": "yes"})
    assert "Thank you" in client.get(link["stopped"]).text


def test_an_author_may_confirm_at_any_time(amina_client, amina, bryn_client):
    study = make_case_study(amina)
    address = f"{study.get_absolute_url()}confirmation/"
    assert f'href="{address}"' in shown(amina_client, study)
    assert f'href="{address}"' not in shown(bryn_client, study)
    assert amina_client.get(address).status_code == 200


def test_only_authors_confirm(amina, client, bryn_client, olu_client, mo_client, admin_client):
    study = make_case_study(amina)
    address = f"{study.get_absolute_url()}confirmation/"
    assert client.post(address, {"answer": "stopped"}).status_code == 302
    for other in (bryn_client, olu_client, mo_client, admin_client):
        assert other.post(address, {"answer": "stopped"}).status_code == 403
    study.refresh_from_db()
    assert study.running == ""


# For the operator


def test_the_administrator_reads_who_was_asked(admin_client, amina_client, old, link):
    address = "/admin/network/confirmation/"
    assert amina_client.get(address).status_code == 302
    page = admin_client.get(address, {"q": old.title}).text
    assert old.title in page
    assert admin_client.get(f"{address}add/").status_code == 403
