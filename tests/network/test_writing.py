"""The writing page, by the example of case studies and articles."""

import pytest

from network.models import Article, CaseStudy, Kind
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_organisation,
    make_person,
    make_photo,
    make_topic,
)
from tests.writing import as_sent, rows

NEW = "/case-studies/new/"
WHOLE = {
    "title": "A lunch club",
    "summary": "Neighbours cook for each other.",
    "body": "<p>It began with soup.</p>",
} | rows("bylines", {"name_as_printed": "Ann Marsh", "took_part_as": "person"})
WHOLE["vouched"] = "Ann Marsh"


def test_visitor_is_asked_to_sign_in_first(client):
    page = client.get(NEW)
    assert page.status_code == 302
    assert page.url == f"/accounts/login/?next={NEW}"


@pytest.mark.parametrize("address", ["/case-studies/new/", "/articles/new/"])
def test_any_member_finds_the_form(bryn_client, address):
    page = bryn_client.get(address)
    assert page.status_code == 200
    assert "Save draft" in page.text
    assert "Publish" in page.text


def test_a_draft_with_only_a_title_is_saved(amina_client, amina):
    page = amina_client.post(NEW, {"title": "A lunch club", "save": ""})
    draft = CaseStudy.objects.get()
    assert page.url == "/case-studies/a-lunch-club/"
    assert (draft.created_by, draft.updated_by, draft.is_published) == (amina, amina, False)
    assert "Your draft is saved" in amina_client.get(page.url).text


def test_a_draft_may_lack_everything_even_a_title(amina_client):
    page = amina_client.post(NEW, {"summary": "Neighbours cook.", "save": ""}, follow=True)
    assert "Untitled" in page.text
    assert CaseStudy.objects.get().summary == "Neighbours cook."


def test_publishing_without_a_title_asks_for_one(amina_client):
    page = amina_client.post(NEW, WHOLE | {"title": "", "publish": ""}, follow=True)
    assert "Nearly there" in page.text
    assert 'href="#id_title"' in page.text
    assert not CaseStudy.objects.get().is_published


def test_a_published_page_keeps_its_title(amina_client, amina):
    study = make_case_study(amina)
    sent = as_sent(amina_client.get(study.get_edit_url())) | {"title": ""}
    page = amina_client.post(study.get_edit_url(), sent)
    assert "A published page needs a title." in page.text
    assert CaseStudy.objects.get().title == study.title


def test_a_new_page_begins_with_its_writer_among_the_people(amina_client):
    assert 'value="Amina Haddad"' in amina_client.get(NEW).text


def test_whole_case_study_is_published_with_one_button(amina_client, client):
    page = amina_client.post(NEW, WHOLE | {"publish": ""})
    read = client.get(page.url)
    assert read.status_code == 200
    for words in ("A lunch club", "Neighbours cook", "It began with soup", "Ann Marsh"):
        assert words in read.text


def test_publishing_too_early_saves_the_draft_and_lists_what_it_needs(amina_client):
    page = amina_client.post(NEW, {"title": "A lunch club", "publish": ""}, follow=True)
    assert not CaseStudy.objects.get().is_published
    assert "Nearly there" in page.text
    for name in ("id_summary", "id_body", "bylines"):
        assert f'href="#{name}"' in page.text
        assert f'id="{name}"' in page.text


def test_a_published_page_cannot_lose_what_publication_asks_for(amina_client, amina):
    study = make_case_study(amina)
    page = amina_client.post(
        study.get_edit_url(), {"title": study.title, "summary": "", "body": ""}
    )
    study.refresh_from_db()
    assert study.summary == "Neighbours swap hours, and nobody is only a patient."
    assert "Your changes are not saved yet" in page.text


def test_saving_a_published_page_changes_it_at_once(amina_client, amina, client):
    study = make_case_study(amina)
    changed = as_sent(amina_client.get(study.get_edit_url())) | {"title": "Another title"}
    page = amina_client.post(study.get_edit_url(), changed)
    assert page.url == study.get_absolute_url()
    assert "Another title" in client.get(page.url).text


def test_a_form_sent_back_as_it_came_changes_nothing(amina_client, amina):
    event = make_event(amina)
    study = make_article(amina, about=event, topics=[make_topic("time banking")], dated="2010-07")
    study.partners.create(organisation=make_organisation("Riverside Trust"))
    study.quotes.create(name_as_printed="Bo", text="Yes.")
    study.refresh_index()
    before = _all_of(study)
    amina_client.post(study.get_edit_url(), as_sent(amina_client.get(study.get_edit_url())))
    assert _all_of(study) == before


def _all_of(article):
    fresh = Article.objects.get(pk=article.pk)
    values = {
        field.name: getattr(fresh, field.attname)
        for field in fresh._meta.concrete_fields
        if field.name not in ("updated_at", "updated_by")
    }
    parts = [
        list(part.values())
        for part in (fresh.bylines, fresh.partners, fresh.quotes, fresh.topics, fresh.photos)
    ]
    return values, parts


def test_draft_is_open_to_its_authors_alone(
    client, amina, amina_client, bryn_client, olu_client, mo_client, admin_client
):
    draft = make_case_study(amina, published=False)
    for address in (draft.get_absolute_url(), draft.get_edit_url()):
        assert amina_client.get(address).status_code == 200
        for other in (bryn_client, olu_client, mo_client, admin_client):
            assert other.get(address).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_what_others_published_cannot_be_edited(amina, client, bryn_client, mo_client):
    study = make_case_study(amina)
    assert bryn_client.get(study.get_edit_url()).status_code == 403
    assert mo_client.post(study.get_edit_url(), {"title": "Mine"}).status_code == 403
    assert client.get(study.get_edit_url()).status_code == 302


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_edited_at_an_unknown_address(olu_client, kind):
    assert olu_client.get(f"/{kind.plural}/nowhere/edit/").status_code == 404


@pytest.mark.parametrize("address", ["/events/new/", "/reports/new/"])
def test_members_who_are_no_organisers_may_not_write_events_and_reports(amina_client, address):
    assert amina_client.get(address).status_code == 403
    assert amina_client.post(address, {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_wrong_methods_are_refused(amina_client, amina, method):
    study = make_case_study(amina)
    for address in (NEW, study.get_edit_url()):
        assert getattr(amina_client, method)(address).status_code == 405


def test_two_pages_of_one_title_have_addresses_of_their_own(amina_client):
    for _ in range(2):
        amina_client.post(NEW, {"title": "A lunch club"})
    slugs = set(CaseStudy.objects.values_list("slug", flat=True))
    assert slugs == {"a-lunch-club", "a-lunch-club-2"}


@pytest.mark.parametrize("title", ["ورشة عمل", "👩🏽‍🦽🎉", "\u202eevil\u202c", "Ŵyn & <b>Co</b>"])
def test_titles_of_any_script_are_kept_and_escaped(amina_client, title):
    page = amina_client.post(NEW, {"title": title}, follow=True)
    assert page.status_code == 200
    assert CaseStudy.objects.get().title == title
    assert "<b>Co</b>" not in page.text


def test_a_nul_byte_is_refused(amina_client):
    assert amina_client.post(NEW, {"title": "a\x00b"}).status_code == 400
    assert not CaseStudy.objects.exists()


@pytest.mark.parametrize("name", ["title", "summary", "problem", "place", "topics", "dated"])
def test_a_megabyte_in_a_field_is_told_and_kept_in_the_form(amina_client, name):
    long = "a" * 1_000_000
    page = amina_client.post(NEW, {"title": "A lunch club"} | {name: long})
    assert page.status_code == 422
    assert "Please look at this again" in page.text
    assert long in page.text
    assert not CaseStudy.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"region": "atlantis"},
        {"sector": "x" * 500},
        {"dated": "the day after tomorrow"},
        {"dated": "2010-13-45"},
        {"last_confirmed": "yesterday"},
        {"running": "yes", "ended": "2011"},
        {"topics": ",".join(f"topic {n}" for n in range(13))},
        {"topics": "a" * 61},
    ],
)
def test_an_answer_that_cannot_be_is_told_and_the_rest_is_kept(amina_client, sent):
    page = amina_client.post(NEW, {"title": "A lunch club", "place": "Ely"} | sent)
    assert page.status_code == 422
    assert "Please look at this again" in page.text
    assert 'value="Ely"' in page.text
    assert not CaseStudy.objects.exists()


def test_topics_are_words_with_commas_between(amina_client):
    make_topic("time banking")
    amina_client.post(NEW, {"title": "A lunch club", "topics": " Time banking, cooking ,,cooking"})
    draft = CaseStudy.objects.get()
    assert sorted(draft.topics.names()) == ["cooking", "time banking"]


def test_the_search_finds_what_was_written(amina_client):
    page = amina_client.post(NEW, WHOLE | {"advice": "<p>Begin with soup.</p>", "publish": ""})
    found = CaseStudy.objects.published().matching("soup")
    assert [study.get_absolute_url() for study in found] == [page.url]


@pytest.mark.parametrize("count", [1, 30])
def test_the_form_costs_the_same_however_much_is_in_it(amina_client, amina, queries, count):
    assert queries(amina_client, NEW) == 3
    study = make_case_study(amina, published=False, cover=make_photo())
    for number in range(count):
        person = make_person(f"Person {number}", photo=make_photo())
        study.bylines.create(person=person, name_as_printed="x", position=number)
        study.partners.create(organisation=make_organisation(f"Trust {number}"))
        study.quotes.create(person=person, name_as_printed="x", text="Yes.")
        study.outcomes.create(what=f"Change {number}")
        study.topics.add(make_topic(f"topic {number}"))
        make_photo(contribution=study)
        study.videos.create(address="https://youtu.be/abcdefghijk", still=make_photo())
    assert queries(amina_client, study.get_edit_url()) == 12
