"""The founding content shows what is said about recommendations, and what to read next."""

import pytest
from django.core.management import call_command

from network.models import Contribution, Related
from network.tasks import find_related
from reports.models import Recommendation, Tie
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("founding")]


def test_wordings_whereabouts_discussion_and_what_to_read_next_are_shown(client):
    call_command("load_founding", with_accounts=True, verbosity=0)
    find_related.call()

    page = words(client.get("/reports/right-here-right-now/"))
    assert "Also worded: Open up opportunities through a Co-production Guarantee. in Rec" in page
    assert "about recommendation 2" in page
    assert Tie.objects.get().wordings.count() == 2
    bought = Recommendation.objects.get(
        list__position=1, number=2, list__report__series__isnull=False
    )
    said = words(client.get(f"/ideas/recommendations/{bought.pk}/"))
    assert "By Wensum Short Breaks Panel , Norwich ." in said
    assert "2 comments about it" in words(
        client.get(f"/ideas/recommendations/{bought.pk}/comments/")
    )

    reasons = set(Related.objects.values_list("says", flat=True))
    assert {"Same topic", "Speaks to the same principle", "Also about"} <= reasons
    kinds = set(Related.objects.values_list("contribution__kind", flat=True))
    assert kinds == set(Contribution.objects.values_list("kind", flat=True))
    study = words(client.get("/case-studies/norwich-short-breaks/"))
    assert "Speaks to the same recommendation: Build it into commissioning" in study
