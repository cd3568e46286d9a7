"""What a form is about is deleted in the same instant: a page says so, and gives back what was typed."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection

from events.models import OpenAnswer, OpenQuestion
from network.models import Comment
from reports.models import Dispute
from tests.conftest import signed_in
from tests.factories import (
    make_case_study,
    make_claim,
    make_principle,
)

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "A reason in several words."


@contextmanager
def gone_before(statement, thing):
    """Another connection deletes `thing` right before the first statement that says so."""
    pending = [thing]

    def delete():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            type(thing).objects.filter(pk=thing.pk).delete()
        finally:
            connection.close()

    def execute_later(execute, sql, params, many, context):
        if pending and statement in sql:
            pending.clear()
            other = threading.Thread(target=delete)
            other.start()
            other.join()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute_later):
        yield
    assert not pending, "it was never asked"


def comment(study):
    return (
        f"{study.get_absolute_url()}comments/",
        {"body": REASON},
        'INSERT INTO "network_comment"',
        study,
    )


def answer_by_a_claim(study):
    question = OpenQuestion.objects.create(
        text="Who pays?", slug="who-pays", note="Asked in Leeds."
    )
    claim = make_claim(study, make_principle())
    address = f"/ideas/questions/{question.slug}/answers/new/?page={study.get_absolute_url()}"
    sent = {"part": f"claim-{claim.pk}", "why": REASON}
    return address, sent, 'INSERT INTO "events_openanswer"', claim


def dispute(study):
    claim = make_claim(study, make_principle())
    sent = {"reason": REASON}
    return f"/claims/{claim.pk}/disputes/", sent, "FOR UPDATE", claim


@pytest.mark.parametrize("about", [comment, answer_by_a_claim, dispute])
def test_what_it_was_about_is_gone_and_the_words_are_kept(amina, bryn, about):
    address, sent, statement, thing = about(make_case_study(bryn))
    with gone_before(statement, thing):
        page = signed_in(amina).post(address, sent)
    assert page.status_code == 409
    assert "deleted or changed at this very moment" in page.text
    assert REASON in page.text
    assert not any(model.objects.exists() for model in (Comment, OpenAnswer, Dispute))
