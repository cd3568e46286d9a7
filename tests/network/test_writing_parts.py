"""People, organisations, changes and quotes on a writing page: rows that come, go and move."""

import pytest
from django.db import IntegrityError, transaction

from network.models import Byline, CaseStudy, Organisation, Outcome, Partner, Person, Quote, SeenBy
from tests.factories import make_case_study, make_organisation, make_person
from tests.writing import as_sent, rows

NEW = "/case-studies/new/"


def write(client, *parts, **fields):
    data = {"title": "A lunch club"} | fields
    for part in parts:
        data |= part
    return client.post(NEW, data)


def test_bylines_are_kept_in_the_order_given(amina_client):
    write(
        amina_client,
        rows(
            "bylines",
            {"name_as_printed": "Zadie Cole", "took_part_as": "carer", "ORDER": 2},
            {"name_as_printed": "Ann Marsh", "took_part_as": "person", "ORDER": 1},
        ),
    )
    draft = CaseStudy.objects.get()
    assert [str(byline) for byline in draft.bylines.all()] == ["Ann Marsh", "Zadie Cole"]
    assert draft.credit == "Ann Marsh and Zadie Cole"


def test_a_new_name_becomes_a_person_without_an_account(amina_client):
    write(amina_client, rows("bylines", {"name_as_printed": "Ann Marsh"}))
    person = Person.objects.get(name="Ann Marsh")
    assert person.member is None


def test_a_person_of_a_draft_is_listed_nowhere_before_publication(amina_client, bryn, bryn_client):
    write(amina_client, rows("bylines", {"name_as_printed": "Ann Marsh"}))
    assert not Person.objects.listed_for(bryn).filter(name="Ann Marsh").exists()
    assert "Ann Marsh" not in bryn_client.get("/suggestions/people/?q=Ann").text
    CaseStudy.objects.get().publish()
    assert Person.objects.listed_for(bryn).filter(name="Ann Marsh").exists()


def test_a_name_that_we_know_is_asked_about_before_anybody_is_named(amina_client):
    known = make_person("Sunita Rao", role="carer", place="Derby", listed=SeenBy.EVERYONE)
    typed = rows("bylines", {"name_as_printed": "sunita rao", "took_part_as": "carer"})
    page = write(amina_client, typed, place="Ely")
    assert not CaseStudy.objects.exists()
    assert "We know somebody called sunita rao" in page.text
    assert "Sunita Rao, carer, Derby" in page.text
    assert 'value="Ely"' in page.text
    write(amina_client, typed | {"bylines-0-who": known.pk})
    byline = Byline.objects.get()
    assert (byline.person, byline.name_as_printed) == (known, "sunita rao")


def test_two_people_may_have_one_name(amina_client):
    known = make_person("Sunita Rao", listed=SeenBy.EVERYONE)
    write(amina_client, rows("bylines", {"name_as_printed": "Sunita Rao", "who": "new"}))
    assert Byline.objects.get().person != known
    assert Person.objects.filter(name="Sunita Rao").count() == 2


def test_somebody_who_is_listed_to_nobody_is_not_given_away(amina_client):
    hidden = make_person("Sunita Rao", listed=SeenBy.NOBODY)
    page = write(amina_client, rows("bylines", {"name_as_printed": "Sunita Rao"}))
    assert page.status_code == 302
    assert Byline.objects.get().person != hidden


@pytest.mark.parametrize("who", ["999999999", "0", "-1", "x", "٣", "1" * 40])
def test_a_made_up_person_is_not_taken(amina_client, who):
    write(amina_client, rows("bylines", {"name_as_printed": "Ann Marsh", "who": who}))
    assert Byline.objects.get().person.name == "Ann Marsh"


def test_the_same_person_is_not_named_twice(amina_client, amina):
    me = amina.person.pk
    page = write(
        amina_client,
        rows(
            "bylines",
            {"name_as_printed": "Amina Haddad", "who": me},
            {"name_as_printed": "A. Haddad", "who": me},
        ),
    )
    assert "Amina Haddad is named twice" in page.text
    assert not CaseStudy.objects.exists()


def test_a_name_is_no_html_in_the_hint_below_it(amina_client, amina):
    study = make_case_study(amina, published=False)
    person = make_person("<b>Sunita</b>")
    Byline.objects.create(contribution=study, person=person, name_as_printed="Sunita")
    page = amina_client.get(study.get_edit_url()).text
    assert "It stands for &lt;b&gt;Sunita" in page
    assert "<b>Sunita" not in page


def test_own_words_are_asked_for_where_they_are_chosen(amina_client):
    row = {"name_as_printed": "Ann Marsh", "took_part_as": "own-words"}
    page = write(amina_client, rows("bylines", row))
    assert "Say in your own words how they took part." in page.text
    write(amina_client, rows("bylines", row | {"own_words": "ran the kitchen"}))
    assert Byline.objects.get().capacity == "ran the kitchen"


def test_a_row_is_changed_moved_and_removed(amina_client, amina):
    study = make_case_study(amina, published=False)
    for place, name in enumerate(["Ann Marsh", "Bo Lee"], start=1):
        study.bylines.create(person=make_person(name), name_as_printed=name, position=place)
    sent = as_sent(amina_client.get(study.get_edit_url()))
    sent |= {"bylines-0-DELETE": "on", "bylines-1-ORDER": 9, "bylines-2-name_as_printed": "Bo L."}
    amina_client.post(study.get_edit_url(), sent)
    assert [str(byline) for byline in study.bylines.all()] == ["Bo L.", "Ann Marsh"]
    assert study.bylines.first().person.name == "Bo Lee"


def test_a_removed_row_may_have_errors(amina_client):
    write(
        amina_client,
        rows("quotes", {"text": "a" * 3000, "name_as_printed": "", "DELETE": "on"}),
    )
    assert CaseStudy.objects.exists()
    assert not Quote.objects.exists()


def test_empty_rows_are_not_kept(amina_client):
    write(amina_client, rows("bylines", {}, {}), rows("partners", {"capacity": "partner"}))
    assert not Byline.objects.exists()
    assert not Partner.objects.exists()


def test_parts_that_were_not_sent_stay_as_they_are(amina_client, amina):
    study = make_case_study(amina)
    amina_client.post(study.get_edit_url(), {"title": "Other", "summary": "a", "body": "b"})
    assert [str(byline) for byline in study.bylines.all()] == ["Amina Haddad"]


def test_somebody_without_javascript_gets_another_row_and_keeps_what_was_typed(amina_client):
    sent = {"title": "A lunch club", "add": "bylines"}
    page = amina_client.post(NEW, sent | rows("bylines", {"name_as_printed": "Ann Marsh"}))
    assert page.status_code == 200
    assert not CaseStudy.objects.exists()
    again = as_sent(page)
    assert again["bylines-TOTAL_FORMS"] == "2"
    assert again["bylines-0-name_as_printed"] == "Ann Marsh"
    assert again["bylines-1-name_as_printed"] == ""


@pytest.mark.parametrize("name", ["nothing", "", "bylines-0", "title"])
def test_asking_for_a_row_of_nothing_does_no_harm(amina_client, name):
    assert amina_client.post(NEW, {"title": "A lunch club", "add": name}).status_code == 200


@pytest.mark.parametrize("total", ["", "x", "1e9", "999999999999999999999", "9" * 5000, "100000"])
def test_a_made_up_number_of_rows_is_refused(amina_client, total):
    sent = {"title": "A lunch club", "bylines-TOTAL_FORMS": total, "bylines-INITIAL_FORMS": "0"}
    for extra in ({}, {"add": "bylines"}):
        page = amina_client.post(NEW, sent | extra)
        assert page.status_code == 422
    assert not CaseStudy.objects.exists()


@pytest.mark.parametrize("total", ["-5", "٣", "0"])
def test_an_odd_number_of_rows_is_none(amina_client, total):
    write(amina_client, {"bylines-TOTAL_FORMS": total, "bylines-INITIAL_FORMS": "0"})
    assert CaseStudy.objects.exists()
    assert not Byline.objects.exists()


@pytest.mark.parametrize("who", ["9" * 19, "9" * 5000, "²", "-1"])
def test_a_person_with_an_impossible_number_is_nobody_yet(amina_client, bryn, who):
    row = {"name_as_printed": bryn.name, "who": who}
    page = amina_client.post(NEW, {"title": "A lunch club"} | rows("bylines", row))
    assert page.status_code == 422
    assert not Byline.objects.exists()


def test_a_row_of_another_page_is_not_touched(amina_client, amina, bryn):
    theirs = make_case_study(bryn)
    row = theirs.bylines.get()
    mine = make_case_study(amina, title="Mine", published=False)
    sent = {"title": "Mine"} | rows("bylines", {"row": row.pk, "name_as_printed": "Nobody"})
    amina_client.post(mine.get_edit_url(), sent)
    row.refresh_from_db()
    assert (row.name_as_printed, row.contribution_id) == ("Bryn Llewelyn", theirs.pk)


def test_a_row_that_is_gone_meanwhile_is_kept_anew(amina_client, amina):
    study = make_case_study(amina, published=False)
    study.quotes.create(text="Yes.", name_as_printed="Bo")
    sent = as_sent(amina_client.get(study.get_edit_url())) | {"version": ""}
    study.quotes.all().delete()
    amina_client.post(study.get_edit_url(), sent)
    assert [str(quote) for quote in study.quotes.all()] == ["Bo: Yes."]


@pytest.mark.parametrize("typed", ["Riverside Trust", "riverside trust", "RT"])
def test_an_organisation_is_known_by_either_name(amina_client, typed):
    known = make_organisation("Riverside Trust", short_name="RT")
    write(amina_client, rows("partners", {"name": typed, "capacity": "host"}))
    assert Partner.objects.get().organisation == known


def test_a_new_organisation_gets_a_page(amina_client, client):
    write(amina_client, rows("partners", {"name": "Ely Kitchen", "capacity": "host"}))
    assert client.get(Organisation.objects.get().get_absolute_url()).status_code == 200


def test_an_organisation_is_named_once_in_each_capacity(amina_client):
    make_organisation("Riverside Trust", short_name="RT")
    twice = [{"name": "RT", "capacity": "host"}, {"name": "Riverside Trust", "capacity": "host"}]
    page = write(amina_client, rows("partners", *twice))
    assert "It is named twice." in page.text
    new = [{"name": "Ely", "capacity": "host"}, {"name": "ely", "capacity": "host"}]
    assert "It is named twice." in write(amina_client, rows("partners", *new)).text
    both = [{"name": "RT", "capacity": "host"}, {"name": "RT", "capacity": "funder"}]
    write(amina_client, rows("partners", *both))
    assert Partner.objects.count() == 2


def test_changes_that_got_worse_are_kept_as_such(amina_client):
    change = {"what": "Waiting", "before": "3", "after": "5", "unit": "weeks", "is_worse": "on"}
    write(amina_client, rows("outcomes", change | {"kind_of_evidence": "records"}))
    outcome = Outcome.objects.get()
    assert (outcome.what, outcome.is_worse) == ("Waiting", True)


def test_a_row_with_an_error_leads_to_it_from_the_top(amina_client):
    page = write(amina_client, rows("outcomes", {"before": "3"}))
    assert 'href="#id_outcomes-0-what"' in page.text
    assert 'id="id_outcomes-0-what"' in page.text


def test_a_person_is_on_a_byline_once(amina):
    study = make_case_study(amina)
    with pytest.raises(IntegrityError, match="byline_once"), transaction.atomic():
        study.bylines.create(person=amina.person, name_as_printed="Again")


def test_own_words_are_there_where_they_are_chosen(amina):
    study = make_case_study(amina)
    with pytest.raises(IntegrityError, match="byline_own_words_given"), transaction.atomic():
        study.bylines.create(
            person=make_person(), name_as_printed="Sunita", took_part_as="own-words"
        )


def test_an_organisation_is_a_partner_once_in_a_capacity(amina):
    study, trust = make_case_study(amina), make_organisation()
    study.partners.create(organisation=trust, capacity="host")
    with pytest.raises(IntegrityError, match="partner_once"), transaction.atomic():
        study.partners.create(organisation=trust, capacity="host")
