"""Several organisers tie and untie the same wordings at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from reports.models import Tie, Wording
from tests.factories import make_recommendations, make_report

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 2  # seconds, in which whoever comes second meets who was first


@pytest.fixture
def recommendations(olu):
    texts = ("Ask first.", "Ask before you plan.", "Plan with people.", "Begin by asking.")
    return make_recommendations(make_report(olu), *texts)


def meanwhile(client, address, data):
    """A press of a button that begins now, in a thread, and ends after what is done at this moment."""
    answers = []

    def press():
        try:
            answers.append(client.post(address, data).url)
        finally:
            connection.close()

    thread = threading.Thread(target=press)
    thread.start()
    thread.join(A_MOMENT)
    return thread, answers


def test_one_that_is_untied_at_this_moment_can_be_tied_to_another(olu_client, recommendations):
    one, other, third, _ = recommendations
    Wording.objects.tie(one, other, by=None)
    with transaction.atomic():
        other.wordings.get().untie()
        address = f"/ideas/recommendations/{one.pk}/wordings/"
        thread, answers = meanwhile(olu_client, address, {"other": third.pk})
    thread.join()

    assert answers == [f"/ideas/recommendations/{one.pk}/"]
    assert {each.recommendation for each in Tie.objects.get().wordings.all()} == {one, third}


def test_one_whose_tie_is_joined_to_another_at_this_moment_can_be_untied(
    olu_client, recommendations
):
    one, other, third, last = recommendations
    Wording.objects.tie(one, other, by=None)
    Wording.objects.tie(third, last, by=None)
    with transaction.atomic():
        Wording.objects.tie(one, third, by=None)
        address = f"/wordings/{last.wordings.get().pk}/deletion/"
        thread, answers = meanwhile(olu_client, address, {})
    thread.join()

    assert answers == [f"/ideas/recommendations/{last.pk}/"]
    assert {each.recommendation for each in Tie.objects.get().wordings.all()} == {one, other, third}
