"""Publishing at a moment to come."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from network.clocks import moment_on_clock
from network.models import CaseStudy, Contribution, Kind, Schedule
from network.tasks import publish_what_is_due
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_person,
    make_photo,
    make_principle,
    make_report,
    make_topic,
)
from tests.mail_servers import AWAY_SOON, BACK, AwaySoon

MAKERS = {
    Kind.CASE_STUDY: make_case_study,
    Kind.EVENT: make_event,
    Kind.REPORT: make_report,
    Kind.ARTICLE: make_article,
}
A_WEEK = timedelta(days=7)


def schedule_at(contribution, noun=""):
    return f"{contribution.get_absolute_url()}schedule/{noun}"


def arrange(contribution, by, after=A_WEEK):
    at = timezone.now() + after
    Schedule.objects.arrange(contribution=contribution, at=at, by=by)
    contribution.refresh_from_db()
    return at


def make_due(contribution):
    """As if its moment had come a second ago, and no task had run yet."""
    ago = timezone.now() - timedelta(seconds=1)
    contribution.schedules.update(due_at=ago)
    Contribution.objects.filter(pk=contribution.pk, published_at__isnull=False).update(
        published_at=ago
    )
    contribution.refresh_from_db()
    return ago


@pytest.fixture
def draft(amina):
    return make_case_study(amina, published=False)


def in_days(days, time="09:30"):
    return {"day": (timezone.localdate() + timedelta(days=days)).isoformat(), "time": time}


def test_an_author_arranges_changes_and_cancels_it(amina_client, draft):
    page = amina_client.post(schedule_at(draft), in_days(7), follow=True)
    assert "Will be published on" in page.text
    draft.refresh_from_db()
    local = timezone.localtime(draft.published_at)
    assert (local.date(), local.hour) == (timezone.localdate() + A_WEEK, 9)
    assert local.strftime("%H:%M") in page.text
    assert "Will be published on" in amina_client.get("/you/").text
    form = amina_client.get(schedule_at(draft))
    assert 'value="09:30"' in form.text
    amina_client.post(schedule_at(draft), in_days(8, "10.15"))
    assert Schedule.objects.get().due_at > draft.published_at
    page = amina_client.post(schedule_at(draft, "cancellation/"), follow=True)
    assert "This is a draft" in page.text
    draft.refresh_from_db()
    assert draft.published_at is None
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (in_days(-1), "That day is over"),
        (in_days(0, "00:00"), "That moment is over"),
        (in_days(367), "more than a year away"),
        ({"day": "9999-12-31", "time": "10:00"}, "more than a year away"),
        ({"day": "0001-01-01", "time": "10:00"}, "That day is over"),
        ({"day": "soon", "time": "10:00"}, "Write the day like this"),
        ({"day": in_days(3)["day"], "time": "25:00"}, "Write the time like this"),
        ({"day": "", "time": ""}, "Please fill this in"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_kept_in_the_form(amina_client, draft, data, told):
    page = amina_client.post(schedule_at(draft), data)
    assert page.status_code == 422
    assert told in page.text
    assert data["time"] in page.text
    assert not Schedule.objects.exists()


def test_the_hour_that_clocks_leave_out_or_have_twice_is_told():
    at = time(1, 30)
    with pytest.raises(ValueError, match="On 28 March 2027 the clocks go forward"):
        moment_on_clock(date(2027, 3, 28), at)
    with pytest.raises(ValueError, match="On 31 October 2027 the clocks go back"):
        moment_on_clock(date(2027, 10, 31), at)
    assert moment_on_clock(date(2027, 7, 1), at) == datetime(2027, 7, 1, 0, 30, tzinfo=UTC)
    assert moment_on_clock(date(2027, 12, 1), at) == datetime(2027, 12, 1, 1, 30, tzinfo=UTC)


def test_the_hour_of_the_change_is_told_on_the_page(amina_client, draft):
    """The next change of the clocks in London is never more than a year away."""
    day = timezone.localdate() + timedelta(days=1)
    while (day.month, day.weekday()) not in ((3, 6), (10, 6)) or day.day < 25:
        day += timedelta(days=1)
    page = amina_client.post(schedule_at(draft), {"day": day.isoformat(), "time": "01:30"})
    assert "the clocks go" in page.text
    assert "Choose another time." in page.text
    assert not Schedule.objects.exists()


def test_a_draft_that_lacks_something_goes_to_its_form_first(amina, amina_client):
    draft = make_case_study(amina, published=False, summary="")
    page = amina_client.post(schedule_at(draft), in_days(3))
    assert page.url == f"{draft.get_edit_url()}?publishing=yes"
    assert not Schedule.objects.exists()


def test_others_arrange_nothing(draft, client, bryn_client, olu_client, mo_client):
    for noun in ("", "cancellation/"):
        for other in (bryn_client, olu_client, mo_client):
            assert other.post(schedule_at(draft, noun), in_days(3)).status_code == 404
        assert "/accounts/login/" in client.post(schedule_at(draft, noun)).url
    assert not Schedule.objects.exists()


def test_what_is_published_is_not_arranged(amina, amina_client):
    study = make_case_study(amina)
    for noun in ("", "cancellation/"):
        assert amina_client.post(schedule_at(study, noun), in_days(3)).status_code == 403


@pytest.mark.parametrize("kind", Kind)
def test_until_its_moment_nobody_but_its_authors_sees_it(
    kind, olu, client, bryn_client, mo_client, amina_client, olu_client
):
    topic = make_topic("swapping hours")
    draft = MAKERS[kind](olu, title="Kumquat", published=False, topics=[topic], place="Llandudno")
    arrange(draft, olu)
    assert olu_client.get(draft.get_absolute_url()).status_code == 200
    places = [
        *("/", f"/{kind.plural}/", "/search/?q=kumquat", "/topics/", "/people/", "/ideas/"),
        *("/events/calendar.ics", "/feeds/latest.xml", f"/{kind.plural}/feed.xml"),
        *("/sitemap-contributions-1.xml", "/suggestions/contributions/?q=kumquat"),
        *(topic.get_absolute_url(), f"{topic.get_absolute_url()}feed.xml"),
        *(olu.person.get_absolute_url(), "/organisations/", "/ideas/questions/"),
        *(draft.get_absolute_url(), f"{draft.get_absolute_url()}comments.xml"),
        *(f"{draft.get_absolute_url()}event.ics", f"{draft.get_absolute_url()}download/"),
    ]
    for place in places:
        for reader in (client, bryn_client, amina_client, mo_client):
            page = reader.get(place, follow=True)
            shown = page.getvalue().decode().replace('value="kumquat"', "")
            assert "Kumquat" not in shown, place
            assert "Llandudno" not in shown, place
    for post in ("comments/", "readings/"):
        address = f"{draft.get_absolute_url()}{post}"
        assert bryn_client.post(address, {"body": "I see you."}).status_code in (204, 404)
    draft.refresh_from_db()
    assert (draft.comment_count, draft.view_count) == (0, 0)


def test_principles_of_a_report_to_come_are_in_no_sitemap(olu, client):
    report = make_report(olu, published=False)
    principle = make_principle(report, name="Kumquat")
    arrange(report, olu)
    sitemap = "/sitemap-principles-1.xml"
    assert principle.slug not in client.get(sitemap).text
    make_due(report)
    assert principle.slug in client.get(sitemap).text


def test_a_name_is_not_listed_before_its_moment(amina, draft):
    person = make_person("Sunita Rao", listed="nobody")
    draft.bylines.create(person=person, name_as_printed="Sunita Rao", vouched_at=timezone.now())
    arrange(draft, amina)
    person.refresh_from_db()
    assert not person.is_credited
    make_due(draft)
    publish_what_is_due.func()
    person.refresh_from_db()
    assert person.is_credited


def test_at_its_moment_it_is_read_even_when_the_task_is_late(amina, client, draft):
    arrange(draft, amina)
    address = draft.get_absolute_url()
    assert client.get(address).status_code == 404
    make_due(draft)
    assert client.get(address).status_code == 200
    assert draft.title in client.get("/case-studies/").text


def test_the_task_tells_every_author_once_however_often_it_runs(amina, bryn, draft):
    draft.bylines.create(
        person=bryn.person, name_as_printed="Bryn", position=1, confirmed_at=timezone.now()
    )
    arrange(draft, amina)
    publish_what_is_due.func()
    assert mail.outbox == []
    due = make_due(draft)
    for _ in range(3):
        publish_what_is_due.func()
    assert {tuple(message.to) for message in mail.outbox} == {(amina.email,), (bryn.email,)}
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject == f"“{draft.title}” is published"
    draft.refresh_from_db()
    assert draft.published_at == due
    assert draft.revisions.count() == 1


def test_mail_that_failed_half_way_is_not_sent_twice(amina, bryn, draft, settings):
    draft.bylines.create(
        person=bryn.person, name_as_printed="Bryn", position=1, confirmed_at=timezone.now()
    )
    arrange(draft, amina)
    make_due(draft)
    AwaySoon.took.clear()
    settings.MAILERS = AWAY_SOON
    with pytest.RaisesGroup(ConnectionRefusedError):
        publish_what_is_due.func()
    assert len(AwaySoon.took) == 1
    settings.MAILERS = BACK
    publish_what_is_due.func()
    told = [*AwaySoon.took, *(message.to[0] for message in mail.outbox)]
    assert sorted(told) == [amina.email, bryn.email]


def test_one_that_fails_keeps_no_other_from_its_moment(amina, bryn, draft):
    other = make_case_study(bryn, title="Another", published=False)
    for each, by in ((draft, amina), (other, bryn)):
        arrange(each, by)
        make_due(each)
    # The first of them cannot be carried out: its kind's own row is gone.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM network_casestudy WHERE contribution_ptr_id = %s", [draft.pk])

    with pytest.raises(ExceptionGroup):
        publish_what_is_due.func()

    assert Schedule.objects.get(contribution=other).ended_at


def test_what_lacks_something_meanwhile_is_not_published_and_its_authors_are_told(
    amina, amina_client, client, draft
):
    arrange(draft, amina)
    draft.summary = ""
    draft.save()
    draft.refresh_index()
    assert "Something is missing now" in amina_client.get(draft.get_absolute_url()).text
    assert "Lacks something" in amina_client.get("/you/").text
    make_due(draft)
    assert client.get(draft.get_absolute_url()).status_code == 404
    for _ in range(2):
        publish_what_is_due.func()
    assert len(mail.outbox) == 1
    assert "was not published" in mail.outbox[0].subject
    assert "Say in a sentence or two what it is about." in mail.outbox[0].body
    draft.refresh_from_db()
    assert draft.published_at is None
    page = amina_client.get(draft.get_absolute_url())
    assert "and was not, because something was missing" in page.text


def test_what_lacks_something_only_the_task_sees_is_taken_back(amina, client, draft):
    arrange(draft, amina)
    make_photo("", contribution=draft)
    make_due(draft)
    publish_what_is_due.func()
    draft.refresh_from_db()
    assert draft.published_at is None
    assert "Describe each photo" in mail.outbox[0].body


def test_what_is_complete_again_appears_at_its_moment(amina, draft):
    at = arrange(draft, amina)
    for summary, moment in (("", None), ("Back again.", at)):
        draft.summary = summary
        draft.save()
        draft.refresh_index()
        draft.refresh_from_db()
        assert draft.published_at == moment


def test_a_new_title_gives_a_new_address_until_it_is_public(amina, client, draft):
    arrange(draft, amina)
    draft.title = "Quite another title"
    draft.save()
    draft.refresh_index()
    assert draft.slug == "quite-another-title"
    make_due(draft)
    address = draft.get_absolute_url()
    publish_what_is_due.func()
    assert client.get(address).status_code == 200


def test_publishing_at_once_ends_what_was_arranged(amina, amina_client, draft):
    arrange(draft, amina)
    page = amina_client.post(f"{draft.get_absolute_url()}publication/")
    assert page.status_code == 302
    draft.refresh_from_db()
    assert draft.is_published
    assert not Schedule.objects.exists()


def test_a_scheduled_draft_may_be_deleted(amina, amina_client, draft):
    arrange(draft, amina)
    assert amina_client.post(f"{draft.get_absolute_url()}deletion/").status_code == 302
    assert not CaseStudy.objects.exists()
    publish_what_is_due.func()


def test_what_a_moderator_holds_before_the_task_ran_does_not_come_back(amina, mo, draft):
    arrange(draft, amina)
    make_due(draft)
    draft.withdraw(by=mo, reason="It names a child.")
    publish_what_is_due.func()
    draft.refresh_from_db()
    assert draft.published_at is None
    assert mail.outbox == []


def test_what_was_withdrawn_comes_back_at_its_moment_with_its_first_date(amina, client):
    study = make_case_study(amina, published=timezone.now() - timedelta(days=90))
    first = study.published_at
    study.withdraw(by=amina, reason="")
    arrange(study, amina)
    assert client.get(study.get_absolute_url()).status_code == 410
    make_due(study)
    assert client.get(study.get_absolute_url()).status_code == 200
    publish_what_is_due.func()
    study.refresh_from_db()
    assert study.published_at == first


def test_an_event_told_after_its_day_appears_with_its_write_up(olu, client):
    event = make_event(
        olu, published=False, dated="2010-07-20", announcement="", body="<p>We ate cake.</p>"
    )
    event.refresh_from_db()
    at = arrange(event, olu)
    assert event.written_up_at == at
    Schedule.objects.cancel(event)
    event.refresh_from_db()
    assert event.written_up_at is None
    arrange(event, olu)
    make_due(event)
    publish_what_is_due.func()
    assert "We ate cake." in client.get(event.get_absolute_url()).text


def test_an_event_published_sooner_has_its_write_up_from_then_on(olu):
    event = make_event(olu, published=False, body="<p>We ate cake.</p>", dated=None)
    arrange(event, olu)
    event.publish()
    event.refresh_from_db()
    assert event.written_up_at == event.published_at
    assert event.is_published


def test_a_draft_is_arranged_once(amina, draft):
    arrange(draft, amina)
    arrange(draft, amina, after=2 * A_WEEK)
    assert Schedule.objects.count() == 1
    with pytest.raises(IntegrityError, match="schedule_standing_once"), transaction.atomic():
        Schedule.objects.create(contribution=draft, due_at=timezone.now(), by=amina)


def test_the_form_leads_to_the_choice_of_a_moment(amina_client, draft):
    sent = {"title": draft.title, "summary": draft.summary, "body": draft.body, "later": ""}
    page = amina_client.post(draft.get_edit_url(), sent)
    assert page.status_code == 302
    draft.refresh_from_db()
    assert page.url == schedule_at(draft)
    assert not draft.is_published


@pytest.mark.django_db(transaction=True)
def test_tasks_and_authors_who_publish_at_once_make_one_publication_with_one_mail(amina):
    draft = make_case_study(amina, published=False)
    arrange(draft, amina)
    due = make_due(draft)
    address = f"{draft.get_absolute_url()}publication/"
    clients = [signed_in(amina) for _ in range(2)]
    at_once(
        *[publish_what_is_due.func] * 3,
        *[lambda client=client: client.post(address).status_code for client in clients],
    )
    draft.refresh_from_db()
    assert draft.published_at == due
    assert draft.revisions.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_authors_who_publish_a_draft_at_once_give_it_one_date_and_address(amina):
    draft = make_case_study(amina, published=False)
    CaseStudy.objects.update(title="A new title, so a new address")
    address = f"{draft.get_absolute_url()}publication/"
    clients = [signed_in(amina) for _ in range(4)]
    answers = at_once(*[lambda client=client: client.post(address) for client in clients])
    assert {answer.status_code for answer in answers} <= {302, 404}
    places = {answer.url for answer in answers if answer.status_code == 302}
    assert places == {"/case-studies/a-new-title-so-a-new-address/"}
    draft.refresh_from_db()
    assert draft.is_published
    assert draft.revisions.count() == 1
