"""Tasks run behind the request, perhaps twice, and do nothing the second time."""

import pytest
from django.conf import settings
from django.core import mail
from django.utils.module_loading import import_string

from network import tasks
from network.models import Comment, Removal, Restoration
from tests.factories import make_case_study, make_comment
from tests.mail_servers import AWAY, BACK


@pytest.fixture
def removal(olu, amina, mo):
    comment = make_comment(make_case_study(olu), amina)
    return Removal.objects.remove(comment, by=mo, reason="Off topic")


def test_a_removal_is_told_once(removal):
    for _ in range(2):
        tasks.tell_of_removal.func(removal.pk)
    assert len(mail.outbox) == 1
    removal.refresh_from_db()
    assert removal.told_at is not None


def test_a_removal_that_is_undone_before_is_not_told(removal, mo):
    pk = removal.pk
    removal.undo(by=mo)
    tasks.tell_of_removal.func(pk)
    assert mail.outbox == []


def test_a_restoration_is_told_once(removal, mo):
    restoration = removal.undo(by=mo)
    for _ in range(2):
        tasks.tell_of_restoration.func(restoration.pk)
    assert len(mail.outbox) == 1
    assert Restoration.objects.get().told_at is not None


def test_a_message_that_fails_is_tried_again(removal, settings):
    settings.MAILERS = AWAY
    with pytest.raises(ConnectionRefusedError):
        tasks.tell_of_removal.func(removal.pk)
    settings.MAILERS = BACK
    tasks.tell_of_removal.func(removal.pk)
    assert len(mail.outbox) == 1


def test_tasks_about_what_is_deleted_do_nothing(removal):
    pk = removal.pk
    Comment.objects.all().delete()
    tasks.tell_of_removal.func(pk)
    tasks.tell_of_restoration.func(pk)
    tasks.tell_of_withdrawal.func(pk)
    assert mail.outbox == []


def test_a_withdrawal_by_a_moderator_is_told_to_its_authors(olu, amina, mo):
    study = make_case_study(amina)
    study.bylines.create(
        person=olu.person, name_as_printed="Olu", position=1, confirmed_at=study.created_at
    )
    study.withdraw(by=mo, reason="A person named in it asked us to.")
    withdrawal = study.withdrawals.get()
    for _ in range(2):
        tasks.tell_of_withdrawal.func(withdrawal.pk)
    assert {tuple(message.to) for message in mail.outbox} == {(amina.email,), (olu.email,)}
    message = mail.outbox[0]
    assert f"“{study.title}” was taken back to a draft" in message.subject
    assert "A person named in it asked us to." in message.body
    assert f"http://127.0.0.1:8000{study.get_absolute_url()}" in message.body


def test_who_withdraws_and_who_cannot_sign_in_gets_no_mail(olu, amina, admin):
    study = make_case_study(amina)
    study.bylines.create(
        person=admin.person, name_as_printed="Ada", position=1, confirmed_at=study.created_at
    )
    amina.is_active = False
    amina.save()
    study.withdraw(by=admin, reason="Mistake")
    tasks.tell_of_withdrawal.func(study.withdrawals.get().pk)
    assert mail.outbox == []


def test_readings_are_counted_by_the_clock():
    assert settings.TASK_SCHEDULE["network.tasks.count_readings"] == 5
    assert import_string("network.tasks.count_readings").enqueue


def test_withdrawing_tells_the_authors_only_when_a_moderator_does_it(
    amina, amina_client, mo_client, django_capture_on_commit_callbacks
):
    for client, told in ((amina_client, 0), (mo_client, 1)):
        study = make_case_study(amina)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{study.get_absolute_url()}withdrawal/", {"reason": "A name was wrong."})
        assert len(mail.outbox) == told
