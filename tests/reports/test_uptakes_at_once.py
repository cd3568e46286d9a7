"""Two presses at once on the form about a recommendation."""

import threading

import pytest
from django.db import connection

from network.models import Organisation
from reports.models import Uptake
from tests.conftest import signed_in
from tests.factories import make_recommendations, make_report


@pytest.mark.django_db(transaction=True)
def test_an_organisation_named_twice_at_one_moment_is_made_once(olu):
    [recommendation] = make_recommendations(make_report(olu), "Ask first.")
    address = f"/ideas/recommendations/{recommendation.pk}/uptakes/"
    sent = {"state": "partly", "reason": "Their board minutes.", "organisation": "Lambeth Council"}
    start, statuses = threading.Barrier(6), []

    def press(client):
        try:
            start.wait()
            statuses.append(client.post(address, sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[signed_in(olu)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302] * 6
    assert set(Uptake.objects.values_list("organisation", flat=True)) == {
        Organisation.objects.get().pk
    }
