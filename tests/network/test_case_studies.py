"""The page of a case study, as people read it."""

import pytest
from django.db import IntegrityError, connection, transaction

from network.models import CaseStudy, Outcome, Topic
from tests.factories import (
    make_article,
    make_case_study,
    make_comments,
    make_organisation,
    make_person,
    make_photo,
    make_topic,
)


def shown(client, contribution):
    page = client.get(contribution.get_absolute_url())
    assert page.status_code == 200
    return page.text


def add_parts(study, count):
    """So many of everything that a page lists."""
    for number in range(count):
        name = f"Person {study.pk} {number}"
        person = make_person(name, photo=make_photo())
        study.bylines.create(
            person=person, name_as_printed=name, position=number, took_part_as="carer"
        )
        study.partners.create(organisation=make_organisation(f"{name} Trust"))
        study.quotes.create(
            person=person, name_as_printed=name, text="Yes.", is_lived_experience=number % 2
        )
        study.outcomes.create(what=f"Change {number}")
        study.topics.add(make_topic(f"topic {study.pk} {number}"))
        make_photo(contribution=study)
        make_article(None, title=f"About {study.pk} {number}", about=study)
    make_comments(study, study.created_by, count)


def test_visitor_reads_the_whole_story(client, amina):
    study = make_case_study(
        amina,
        place="Camden",
        stage="working",
        running="changed",
        dated="2009",
        ended="2011-21",
        last_confirmed="2011-03-02",
        problem="<p>It was a problem.</p>",
        what_changed="<p>It changed.</p>",
        costs="<p>It cost little.</p>",
        what_was_hard="<p>It was hard.</p>",
        advice="<p>Begin.</p>",
        provenance="Retold from a talk.",
        topics=[make_topic("time banking")],
    )
    page = shown(client, study)
    for words in (
        *("A time bank in the day centre", "Neighbours swap hours", "Amina Haddad"),
        *("Camden", "London", "Mental health", "Making it work", "Running in another form"),
        *("Last confirmed in", "March 2011", "spring 2011", "Retold from a talk.", "time banking"),
        *("It was a problem.", "planned it together", "It changed.", "It cost little."),
        *("It was hard.", "Begin.", "What was not working", "What we would tell others"),
    ):
        assert words in page


def test_parts_that_nobody_wrote_are_not_there(client, amina):
    page = shown(client, make_case_study(amina))
    for title in ("What was not working", "Costs and savings", "What was hard", "In their words"):
        assert f"<h2>{title}</h2>" not in page


def test_everybody_is_named_in_order_with_how_they_took_part(client, amina):
    study = make_case_study(amina)
    study.bylines.create(
        person=make_person("Ann Marsh"),
        name_as_printed="Ann M.",
        took_part_as="own-words",
        own_words="ran the kitchen",
        position=2,
    )
    page = shown(client, study)
    assert page.index("Amina Haddad") < page.index("Ann M.")
    assert "ran the kitchen" in page


def test_what_got_worse_is_told_as_such_with_its_source(client, amina):
    study = make_case_study(amina)
    Outcome.objects.create(
        case_study=study,
        what="Waiting",
        before="3",
        after="5",
        unit="weeks",
        source="the rota",
        kind_of_evidence="records",
        is_worse=True,
    )
    page = shown(client, study)
    for words in ("Waiting", "weeks", "Got worse", "Our own records: the rota"):
        assert words in page


def test_a_voice_of_lived_experience_stands_in_the_story(client, amina):
    study = make_case_study(amina, problem="<p>It was a problem.</p>")
    study.quotes.create(name_as_printed="Bo", text="I am needed.", is_lived_experience=True)
    study.quotes.create(name_as_printed="Cy", text="It works", is_paraphrase=True)
    page = shown(client, study)
    assert page.index("“I am needed.”") < page.index("What we did together")
    assert page.index("It works") > page.index("What we did together")
    assert "“It works”" not in page
    assert "told in our words" in page


def test_photos_have_their_words_and_a_decorative_one_none(client, amina):
    study = make_case_study(amina, cover=make_photo(is_decorative=True))
    make_photo("Soup", contribution=study, caption="On a Tuesday", credit="Bo")
    page = shown(client, study)
    assert 'alt="Soup"' in page
    assert 'alt="Five people cook."' not in page
    assert "On a Tuesday" in page


def test_reflections_on_it_are_listed_once_they_are_published(client, amina, bryn):
    study = make_case_study(amina)
    make_article(bryn, title="What I make of it", about=study)
    make_article(bryn, title="Not yet", about=study, published=False)
    page = shown(client, study)
    assert "What I make of it" in page
    assert "Not yet" not in page


def test_names_and_titles_are_escaped(client, amina):
    study = make_case_study(amina, title="<script>x</script>", place="<b>Ely</b>")
    page = shown(client, study)
    assert "<script>x" not in page
    assert "<b>Ely" not in page


def test_only_those_who_may_do_something_are_offered_it(
    client, amina, amina_client, bryn_client, mo_client
):
    study = make_case_study(amina)
    assert study.get_edit_url() in shown(amina_client, study)
    assert "withdrawal/" in shown(amina_client, study)
    assert "withdrawal/" in shown(mo_client, study)
    assert study.get_edit_url() not in shown(mo_client, study)
    for other in (client, bryn_client):
        assert "withdrawal/" not in shown(other, study)
        assert study.get_edit_url() not in shown(other, study)


def test_a_draft_says_that_it_is_one_and_is_kept_from_search_engines(amina, amina_client):
    draft = make_case_study(amina, published=False)
    page = shown(amina_client, draft)
    assert "This is a draft" in page
    assert "noindex" in page
    assert "deletion/" in page


def test_visitors_get_no_cookie_and_may_keep_the_page(client, amina):
    study = make_case_study(amina)
    page = client.get(study.get_absolute_url())
    assert not page.cookies
    assert "public" in page["Cache-Control"]
    again = client.get(study.get_absolute_url(), headers={"If-None-Match": page["ETag"]})
    assert again.status_code == 304


def test_a_draft_is_kept_by_nobody_else(amina, amina_client):
    draft = make_case_study(amina, published=False)
    assert "private" in amina_client.get(draft.get_absolute_url())["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_methods_are_refused(client, amina, method):
    study = make_case_study(amina)
    assert getattr(client, method)(study.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("slug", ["nowhere", "ورشة", "a" * 100])
def test_unknown_addresses_are_not_found(client, db, slug):
    assert client.get(f"/case-studies/{slug}/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_much_is_on_it(
    client, amina, amina_client, bryn_client, mo_client, queries, count
):
    study = make_case_study(amina, cover=make_photo())
    add_parts(study, count)
    address = study.get_absolute_url()
    assert queries(client, address) == 9
    for reader in (amina_client, bryn_client, mo_client):
        assert queries(reader, address) == 11


def test_a_case_study_cannot_have_ended_and_be_still_running(amina):
    study = make_case_study(amina)
    with pytest.raises(IntegrityError, match="case_study_ended_or_running"), transaction.atomic():
        CaseStudy.objects.filter(pk=study.pk).update(ended="2011", running="yes")


@pytest.mark.parametrize(
    "update",
    [
        "UPDATE network_contribution SET dated = '2010-1'",
        "UPDATE network_casestudy SET ended = 'sometime'",
    ],
)
def test_a_date_is_one_that_edtf_knows(amina, update):
    make_case_study(amina)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="is_edtf"):
        cursor.execute(update)


def test_a_topic_is_filed_once(amina):
    study = make_case_study(amina, topics=[make_topic("time banking")])
    topic = Topic.objects.get()
    with pytest.raises(IntegrityError, match="filing_once"), transaction.atomic():
        study.filings.create(tag=topic)
