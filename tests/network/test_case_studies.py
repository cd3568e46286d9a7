from tests.factories import make_case_study


def test_visitor_reads_a_published_case_study(client, amina):
    study = make_case_study(amina)
    page = client.get(study.get_absolute_url())
    assert page.status_code == 200
    assert "A time bank in the day centre" in page.text
    assert "planned it together" in page.text


def test_draft_is_not_found_by_others(bryn_client, amina):
    draft = make_case_study(amina, published=False)
    assert bryn_client.get(draft.get_absolute_url()).status_code == 404
