"""Two presses at once on the form about a recommendation."""

from functools import partial

import pytest

from network.models import Organisation
from reports.models import Uptake
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import make_recommendations, make_report


@pytest.mark.django_db(transaction=True)
def test_an_organisation_named_twice_at_one_moment_is_made_once(olu):
    [recommendation] = make_recommendations(make_report(olu), "Ask first.")
    address = f"/ideas/recommendations/{recommendation.pk}/uptakes/"
    sent = {"state": "partly", "reason": "Their board minutes.", "organisation": "Lambeth Council"}

    answers = at_once(*[partial(signed_in(olu).post, address, sent) for _ in range(6)])

    assert [answer.status_code for answer in answers] == [302] * 6
    assert set(Uptake.objects.values_list("organisation", flat=True)) == {
        Organisation.objects.get().pk
    }
