"""What a moderator takes back, its authors do not publish again by themselves."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from network.models import Appeal, CaseStudy, ImpreciseDate, Schedule, Withdrawal
from network.tasks import tell_of_appeal, tell_of_lifting, tell_of_withdrawal
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import make_article, make_case_study, make_comment, make_event, make_photo
from tests.mail_servers import AWAY_SOON, BACK, AwaySoon

HOLDS = "/moderation/holds/"
REASON = "It names a child."


def hold_at(contribution, noun):
    return f"{contribution.get_absolute_url()}hold/{noun}/"


@pytest.fixture
def held(amina, mo):
    study = make_case_study(amina, published=timezone.now() - timedelta(days=2))
    study.withdraw(by=mo, reason=REASON)
    return study


def test_its_authors_read_the_reason_and_edit_but_do_not_publish(held, amina_client, client):
    page = amina_client.get(held.get_absolute_url())
    assert "A moderator holds this" in page.text
    assert REASON in page.text
    assert f"{held.get_absolute_url()}publication/" not in page.text
    assert held.get_edit_url() in page.text
    assert amina_client.get(held.get_edit_url()).status_code == 200
    for noun in ("publication", "schedule", "share-links"):
        assert amina_client.post(f"{held.get_absolute_url()}{noun}/").status_code == 403
    assert "Held by a moderator" in amina_client.get("/you/").text
    assert client.get(held.get_absolute_url()).status_code == 410


def test_the_button_of_the_form_keeps_the_text_and_publishes_nothing(held, amina_client):
    sent = {"title": "Without the name", "summary": held.summary, "body": held.body, "publish": ""}
    page = amina_client.post(held.get_edit_url(), sent, follow=True)
    assert "A moderator holds it, so it is not published." in page.text
    assert "It is published" not in page.text
    held.refresh_from_db()
    assert (held.title, held.is_published) == ("Without the name", False)


def test_the_write_up_of_an_event_that_is_held_is_not_published(olu, olu_client, mo):
    event = make_event(olu, dated=ImpreciseDate("2010-07-20"), body="<p>We ate cake.</p>")
    event.withdraw(by=mo, reason=REASON)
    assert olu_client.post(f"{event.get_absolute_url()}write-up/").status_code == 403
    event.refresh_from_db()
    assert not event.is_published


def test_nothing_is_arranged_for_what_is_held(held, amina):
    Schedule.objects.arrange(contribution=held, at=held.created_at, by=amina)
    held.refresh_from_db()
    assert not held.is_published


def test_moderators_read_it_and_others_do_not(held, mo_client, admin_client, bryn_client, client):
    for moderator in (mo_client, admin_client):
        page = moderator.get(held.get_absolute_url())
        assert page.status_code == 200
        assert REASON in page.text
        assert "Let it be published again" in page.text
        assert held.get_edit_url() not in page.text
        assert moderator.get(held.get_edit_url()).status_code == 403
    assert bryn_client.get(held.get_absolute_url()).status_code == 410
    assert client.get(held.get_absolute_url()).status_code == 410


def test_a_draft_that_nobody_holds_is_not_for_moderators(amina, mo_client):
    study = make_case_study(amina)
    study.withdraw(by=amina, reason="Mine.")
    assert mo_client.get(study.get_absolute_url()).status_code == 410
    draft = make_article(amina, published=False)
    assert mo_client.get(draft.get_absolute_url()).status_code == 404


def test_pictures_of_what_is_held_are_for_its_authors_and_moderators(
    held, amina_client, mo_client, client, bryn_client
):
    address = make_photo(contribution=held).file.url
    for reader in (amina_client, mo_client):
        assert b"".join(reader.get(address))
    for other in (client, bryn_client):
        assert other.get(address).status_code == 404


def test_an_author_asks_and_the_moderators_are_told_once(
    held, amina_client, mo, admin, mo_client, django_capture_on_commit_callbacks
):
    asked = amina_client.get(hold_at(held, "appeal"))
    assert REASON in asked.text
    page = amina_client.post(hold_at(held, "appeal"), {"words": " "})
    assert page.status_code == 422
    assert not Appeal.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = amina_client.post(
            hold_at(held, "appeal"), {"words": "The name is gone."}, follow=True
        )
    assert "The name is gone." in page.text
    assert {tuple(message.to) for message in mail.outbox} == {(mo.email,), (admin.email,)}
    message = mail.outbox[0]
    assert message.subject == f"Please look again at “{held.title}”"
    assert "The name is gone." in message.body
    assert REASON in message.body
    assert message.alternatives[0].mimetype == "text/html"
    tell_of_appeal.func(Appeal.objects.get().pk)
    assert len(mail.outbox) == 2
    listed = mo_client.get(HOLDS)
    assert "The name is gone." in listed.text


def test_asking_has_a_limit_that_keeps_the_words(held, amina_client):
    for _ in range(3):
        assert amina_client.post(hold_at(held, "appeal"), {"words": "Please"}).status_code == 302
    page = amina_client.post(hold_at(held, "appeal"), {"words": "Please, please"})
    assert page.status_code == 429
    assert "You have asked three times today" in page.text
    assert "Please, please" in page.text
    assert Appeal.objects.count() == 3


def test_an_appeal_has_words(held, amina):
    with pytest.raises(IntegrityError, match="appeal_has_words"), transaction.atomic():
        Appeal.objects.create(withdrawal=held.withdrawals.get(), by=amina, words="")


def test_a_moderator_lifts_it_and_the_authors_publish_it_as_it_was(
    held, amina, bryn, amina_client, mo, mo_client, client, django_capture_on_commit_callbacks
):
    make_comment(held, bryn, "Kept all along.")
    with django_capture_on_commit_callbacks(execute=True):
        page = mo_client.post(hold_at(held, "lifting"))
    assert page.url == HOLDS
    withdrawal = Withdrawal.objects.get()
    assert withdrawal.lifted_by == mo
    assert [message.to for message in mail.outbox] == [[amina.email]]
    assert mail.outbox[0].subject == f"You can publish “{held.title}” again"
    tell_of_lifting.func(withdrawal.pk)
    assert len(mail.outbox) == 1
    assert mo_client.get(held.get_absolute_url()).status_code == 410
    draft = amina_client.get(held.get_absolute_url())
    assert "A moderator looked at it again" in draft.text
    assert client.get(held.get_absolute_url()).status_code == 410
    amina_client.post(f"{held.get_absolute_url()}publication/")
    assert "Kept all along." in client.get(held.get_absolute_url()).text
    published = CaseStudy.objects.get()
    assert published.published_at == withdrawal.was_published_at


def test_lifting_what_is_lifted_is_refused(held, mo_client):
    mo_client.post(hold_at(held, "lifting"))
    assert mo_client.post(hold_at(held, "lifting")).status_code == 410
    assert not Withdrawal.objects.get().lift(by=None)


def test_only_moderators_lift_and_only_authors_ask(
    held, amina_client, bryn_client, olu_client, mo_client, client
):
    assert amina_client.post(hold_at(held, "lifting")).status_code == 403
    assert mo_client.post(hold_at(held, "appeal"), {"words": "Please"}).status_code == 403
    for noun in ("lifting", "appeal"):
        for other in (bryn_client, olu_client):
            assert other.post(hold_at(held, noun), {"words": "Please"}).status_code == 410
        assert "/accounts/login/" in client.post(hold_at(held, noun)).url
    assert mo_client.get(hold_at(held, "lifting")).status_code == 405
    assert Withdrawal.objects.get().is_holding
    assert not Appeal.objects.exists()


def test_a_moderator_does_not_lift_the_hold_on_their_own_work(mo, mo_client, admin, admin_client):
    study = make_case_study(mo)
    study.withdraw(by=admin, reason=REASON)
    page = mo_client.get(study.get_absolute_url())
    assert "Let it be published again" not in page.text
    assert mo_client.post(hold_at(study, "lifting")).status_code == 403
    assert admin_client.post(hold_at(study, "lifting")).status_code == 302


def test_a_moderator_who_withdraws_their_own_holds_nothing(mo, mo_client):
    study = make_case_study(mo)
    assert (
        "until a moderator lets them"
        not in mo_client.get(f"{study.get_absolute_url()}withdrawal/").text
    )
    mo_client.post(f"{study.get_absolute_url()}withdrawal/")
    assert not Withdrawal.objects.get().is_hold
    assert mo_client.post(f"{study.get_absolute_url()}publication/").status_code == 302
    study.refresh_from_db()
    assert study.is_published


def test_moderators_see_all_that_is_held(held, mo_client, client, bryn_client, olu_client):
    page = mo_client.get(HOLDS)
    assert held.title in page.text
    assert REASON in page.text
    for other in (bryn_client, olu_client):
        assert other.get(HOLDS).status_code == 403
    assert "/accounts/login/" in client.get(HOLDS).url


def test_nothing_held_is_said(mo_client):
    assert "Nothing is held." in mo_client.get(HOLDS).text


def test_the_list_costs_the_same_for_one_and_thirty(queries, held, amina, mo, mo_client):
    one = queries(mo_client, HOLDS)
    assert one == 4
    for number in range(29):
        study = make_case_study(amina, title=f"Number {number}")
        withdrawal = study.withdraw(by=mo, reason=REASON)
        Appeal.objects.create(withdrawal=withdrawal, by=amina, words="Please")
    assert queries(mo_client, HOLDS) == one


def test_mail_of_a_withdrawal_is_not_doubled_when_its_task_fails_half_way(amina, olu, mo, settings):
    study = make_case_study(amina)
    study.bylines.create(
        person=olu.person, name_as_printed="Olu", position=1, confirmed_at=study.created_at
    )
    withdrawal = study.withdraw(by=mo, reason=REASON)
    AwaySoon.took.clear()
    settings.MAILERS = AWAY_SOON
    with pytest.raises(ConnectionRefusedError):
        tell_of_withdrawal.func(withdrawal.pk)
    settings.MAILERS = BACK
    for _ in range(2):
        tell_of_withdrawal.func(withdrawal.pk)
    told = [*AwaySoon.took, *(message.to[0] for message in mail.outbox)]
    assert sorted(told) == sorted([amina.email, olu.email])
    assert "Only the moderators can let it be published again" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_who_publishes_while_a_moderator_holds_does_not_bring_it_back(amina, mo):
    study = make_case_study(amina)
    address = study.get_absolute_url()
    at_once(
        partial(signed_in(mo).post, f"{address}withdrawal/", {"reason": REASON}),
        *[partial(signed_in(amina).post, f"{address}publication/") for _ in range(3)],
    )
    study.refresh_from_db()
    assert not study.is_published
    assert Withdrawal.objects.get().is_holding
