"""The admin shows comments and what became of them, and changes none."""

import pytest

from network.models import Removal
from tests.factories import make_case_study, make_comment

LISTS = ["comment", "removal", "restoration"]


@pytest.fixture
def comment(olu, amina, mo):
    comment = make_comment(make_case_study(olu), amina, "Mrs Jones told me")
    Removal.objects.remove(comment, by=mo, reason="It names a patient").undo(by=mo)
    Removal.objects.remove(comment, by=mo, reason="It still names a patient")
    return comment


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_and_search(admin_client, comment, name):
    address = f"/admin/network/{name}/"
    assert admin_client.get(address).status_code == 200
    assert admin_client.get(f"{address}add/").status_code == 403


def test_a_comment_leads_to_its_removal_on_the_site(admin_client, comment):
    page = admin_client.get(f"/admin/network/comment/{comment.pk}/change/").content.decode()
    assert f'href="/comments/{comment.pk}/removal/"' in page
    assert "It still names a patient" in page
    assert 'name="_save"' not in page


def test_nothing_is_changed_or_deleted_there(admin_client, comment):
    address = f"/admin/network/comment/{comment.pk}"
    assert admin_client.post(f"{address}/change/", {"body": "Mine"}).status_code == 403
    assert admin_client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    comment.refresh_from_db()
    assert comment.body == "Mrs Jones told me"


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_no_more_for_more(admin_client, olu, amina, queries, count):
    study = make_case_study(olu)
    for _ in range(count):
        make_comment(study, amina)
    assert queries(admin_client, "/admin/network/comment/") == 6
