"""Several people press the button at the same moment."""

from functools import partial

import pytest

from network.models import CaseStudy
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import make_case_study
from tests.writing import as_sent


@pytest.mark.django_db(transaction=True)
def test_drafts_with_one_title_saved_at_once_are_all_kept_or_asked_again(amina):
    def save(client):
        sent = client.post("/case-studies/new/", {"title": "The same title"})
        if sent.status_code == 409:
            assert "save again" in sent.text
            assert "The same title" in sent.text
        return sent.status_code

    statuses = at_once(*[partial(save, signed_in(amina)) for _ in range(5)])
    assert set(statuses) <= {302, 409}
    slugs = CaseStudy.objects.values_list("slug", flat=True)
    assert len(slugs) == len(set(slugs)) == statuses.count(302)


@pytest.mark.django_db(transaction=True)
def test_a_draft_deleted_and_saved_at_once_is_deleted_or_saved(amina):
    study = make_case_study(by=amina, published=False)
    address = study.get_absolute_url()
    sent = as_sent(signed_in(amina).get(f"{address}edit/"))
    jobs = [(f"{address}deletion/", {}), (f"{address}edit/", sent)] * 3
    answers = at_once(*[partial(signed_in(amina).post, *job) for job in jobs])
    statuses = {answer.status_code for answer in answers}
    assert statuses <= {302, 404, 409}
    assert not CaseStudy.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("published", "below"),
    [(True, ("edit/", "withdrawal/")), (False, ("edit/", "publication/", "deletion/"))],
)
def test_who_saves_publishes_withdraws_and_deletes_at_once_waits_for_no_other(
    amina, published, below
):
    """PostgreSQL ends one of two that wait for each other, which would be an error 500."""
    study = make_case_study(by=amina, published=published)
    address = study.get_absolute_url()
    sent = as_sent(signed_in(amina).get(f"{address}edit/")) | {"reason": "A mistake."}
    presses = [partial(signed_in(amina).post, f"{address}{noun}", sent) for noun in below * 3]
    statuses = {answer.status_code for answer in at_once(*presses)}
    assert statuses <= {200, 302, 403, 404, 409, 422}
