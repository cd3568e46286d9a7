"""Two people, or two tabs, on one page: nothing is overwritten unseen."""

from network.models import CaseStudy
from tests.factories import make_case_study, make_photo
from tests.writing import as_sent


def test_the_second_to_save_sees_both_texts_and_overwrites_nothing(amina_client, amina):
    study = make_case_study(amina, published=False)
    address = study.get_edit_url()
    first = as_sent(amina_client.get(address))
    second = as_sent(amina_client.get(address))
    amina_client.post(address, first | {"body": "<p>Hers.</p>", "place": "Ely"})
    page = amina_client.post(address, second | {"body": "<p>Mine.</p>", "place": "York"})
    assert page.status_code == 409
    study.refresh_from_db()
    assert study.body == "<p>Hers.</p>"
    assert "This was saved since you opened it" in page.text
    for words in ("<p>Hers.</p>", "Mine.", "Ely", 'value="York"'):
        assert words in page.text


def test_having_seen_it_one_may_save_over_it(amina_client, amina):
    study = make_case_study(amina, published=False)
    address = study.get_edit_url()
    second = as_sent(amina_client.get(address)) | {"title": "Mine"}
    amina_client.post(address, as_sent(amina_client.get(address)) | {"title": "Hers"})
    page = amina_client.post(address, second)
    amina_client.post(address, as_sent(page))
    study.refresh_from_db()
    assert study.title == "Mine"


def test_what_differs_in_rows_is_shown_too(amina_client, amina):
    study = make_case_study(amina, published=False)
    study.quotes.create(text="It was cold.", name_as_printed="Bo")
    address = study.get_edit_url()
    second = as_sent(amina_client.get(address)) | {"quotes-0-text": "It was warm."}
    amina_client.post(address, as_sent(amina_client.get(address)) | {"quotes-0-text": "It rained."})
    page = amina_client.post(address, second)
    assert page.status_code == 409
    assert "Bo: It rained." in page.text
    assert "It was warm." in page.text
    assert "Bylines, as they saved it" not in page.text


def test_another_cover_is_shown_in_words(amina_client, amina):
    study = make_case_study(amina, published=False, cover=make_photo())
    address = study.get_edit_url()
    second = as_sent(amina_client.get(address)) | {"cover-alternative_text": "Mine."}
    hers = {"cover-alternative_text": "Hers."}
    amina_client.post(address, as_sent(amina_client.get(address)) | hers)
    page = amina_client.post(address, second)
    assert page.status_code == 409
    assert "<p>Hers.</p>" in page.text
    assert 'value="Mine."' in page.text


def test_every_kind_of_answer_is_shown_in_words(amina_client, amina):
    study = make_case_study(amina, published=False)
    address = study.get_edit_url()
    second = as_sent(amina_client.get(address)) | {
        "region": "wales", "comments_open": "", "topics": "cooking", "dated": "2009"
    }  # fmt: skip
    del second["comments_open"]
    theirs = {"region": "scotland", "topics": "gardening, time banking", "dated": "2010-07"}
    amina_client.post(address, as_sent(amina_client.get(address)) | theirs)
    page = amina_client.post(address, second)
    for words in ("Scotland", "gardening, time banking", "July 2010", "<p>Yes</p>"):
        assert words in page.text


def test_saving_twice_without_anybody_between_is_no_conflict(amina_client, amina):
    study = make_case_study(amina, published=False)
    for title in ("One", "Two"):
        sent = as_sent(amina_client.get(study.get_edit_url())) | {"title": title}
        assert amina_client.post(study.get_edit_url(), sent).status_code == 302
    assert CaseStudy.objects.get().title == "Two"


def test_a_made_up_version_is_a_conflict_and_no_error(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = {"title": "Mine", "version": "yesterday"}
    assert amina_client.post(study.get_edit_url(), sent).status_code == 409
