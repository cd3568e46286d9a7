"""A draft that saves itself: what is right is kept, the rest waits, and nothing that comes twice is made twice."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from network.models import (
    Article,
    Byline,
    CaseStudy,
    Contribution,
    Organisation,
    Person,
    Quote,
    SeenBy,
    Sheet,
    Topic,
)
from network.tasks import forget_sheets
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_person,
    make_photo,
    make_report,
)
from tests.writing import as_sent, rows

NEW = "/case-studies/new/"


def autosave(client, address, data, **more):
    """What the script sends, and the answer."""
    sent = {"sheet": "sheet-1", "autosave": "yes", "typing": ""} | data | more
    return client.post(address, sent, headers={"Accept": "application/json"})


def make_author(study, member):
    """Somebody who agreed to be named, and so may write it too."""
    return study.bylines.create(
        person=member.person, name_as_printed=member.name, confirmed_at=timezone.now()
    )


def opened(client, address):
    return as_sent(client.get(address))


def test_a_new_draft_is_saved_and_its_page_told_where_it_is(amina_client, amina):
    told = autosave(amina_client, NEW, {"body": "It began with soup.", "number": 1}).json()
    draft = CaseStudy.objects.get()
    assert (draft.body, draft.title) == ("<p>It began with soup.</p>", "")
    assert (draft.created_by, draft.updated_by, draft.is_published) == (amina, amina, False)
    assert told["address"] == draft.get_edit_url()
    assert told["version"] == draft.updated_at.isoformat()
    assert told["saved"] == timezone.localtime(draft.updated_at).strftime("%H:%M")
    assert (told["is_whole"], told["waiting"]) == (True, [])


def test_what_comes_again_from_the_same_page_makes_nothing_twice(amina_client):
    """As when the answer is lost: the page knows neither its draft nor its rows, and has gone on."""
    quote = {"text": "It was cold.", "name_as_printed": "Bo"}
    typed = {"title": "Soup"} | rows("bylines", {"name_as_printed": "Ann Marsh", "row": ""})
    typed |= rows("quotes", quote | {"row": ""})
    first = autosave(amina_client, NEW, typed, number=1).json()
    again = autosave(amina_client, NEW, typed | {"title": "Soup and bread"}, number=2)
    assert again.status_code == 200
    assert again.json()["rows"] == first["rows"]
    draft = CaseStudy.objects.get()
    assert draft.title == "Soup and bread"
    assert (draft.bylines.count(), draft.quotes.count()) == (1, 1)
    assert Person.objects.filter(name="Ann Marsh").count() == 1


def test_the_button_after_a_lost_answer_lands_on_the_same_draft(amina_client):
    autosave(amina_client, NEW, {"title": "Soup"})
    page = amina_client.post(NEW, {"title": "Soup and bread", "sheet": "sheet-1", "save": ""})
    draft = CaseStudy.objects.get()
    assert page.url == draft.get_absolute_url()
    assert draft.title == "Soup and bread"


def test_a_lost_answer_on_an_old_draft_is_no_conflict_with_oneself(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url())
    for title in ("One", "Two"):
        assert (
            autosave(amina_client, study.get_edit_url(), sent | {"title": title}).status_code == 200
        )
    study.refresh_from_db()
    assert study.title == "Two"


def test_a_new_page_does_not_overwrite_what_another_window_saved_of_its_draft(amina_client):
    autosave(amina_client, NEW, {"title": "Soup"})
    edit = CaseStudy.objects.get().get_edit_url()
    amina_client.post(edit, opened(amina_client, edit) | {"title": "Bread"})
    answer = autosave(amina_client, NEW, {"title": "Soup again"})
    assert (answer.status_code, answer.json()["code"]) == (409, "overtaken")
    page = amina_client.post(NEW, {"title": "Soup again", "sheet": "sheet-1", "save": ""})
    assert page.status_code == 409
    assert "You saved this in another window" in page.text
    assert CaseStudy.objects.get().title == "Bread"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"dated": "the day after tomorrow"}, "id_dated"),
        ({"region": "atlantis"}, "id_region"),
        ({"title": "a" * 201}, "id_title"),
        ({"advice": "a" * 200_001}, "id_advice"),
        ({"topics": "a" * 61}, "id_topics"),
        ({"last_confirmed": "yesterday"}, "id_last_confirmed"),
    ],
)
def test_a_wrong_answer_waits_and_the_rest_is_saved(amina_client, amina, wrong, where):
    study = make_case_study(amina, published=False, topics=["soup"], dated="2009")
    before = CaseStudy.objects.get()
    sent = opened(amina_client, study.get_edit_url())
    told = autosave(amina_client, study.get_edit_url(), sent | {"problem": "Cold."} | wrong).json()
    after = CaseStudy.objects.get()
    assert after.problem == "<p>Cold.</p>"
    name = next(iter(wrong))
    if name == "topics":
        assert list(after.topics.names()) == ["soup"]
    else:
        assert getattr(after, name) == getattr(before, name)
    assert [each["where"] for each in told["waiting"]] == [where]
    assert told["is_whole"] is False


def test_answers_that_do_not_go_together_wait_and_the_others_do_not(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url())
    sent |= {"place": "Ely", "running": "yes", "ended": "2011"}
    told = autosave(amina_client, study.get_edit_url(), sent).json()
    study.refresh_from_db()
    assert study.place == "Ely"
    assert (study.running, study.ended) != ("yes", "2011")
    assert told["waiting"]


def test_a_row_that_cannot_be_saved_waits_and_the_others_are_kept(amina_client):
    make_person("Sunita Rao", listed=SeenBy.EVERYONE)
    typed = rows(
        "bylines",
        {"name_as_printed": "Sunita Rao"},
        {"name_as_printed": "Ann Marsh"},
    ) | rows("quotes", {"text": "Nobody said who I am."})
    told = autosave(amina_client, NEW, typed).json()
    assert [byline.name_as_printed for byline in Byline.objects.all()] == ["Ann Marsh"]
    assert not Quote.objects.exists()
    assert told["rows"] == {"bylines-1-row": str(Byline.objects.get().pk)}
    assert [each["where"] for each in told["waiting"]][-1] == "id_quotes-0-name_as_printed"
    assert "We know somebody called Sunita Rao" in told["waiting"][0]["words"]


def test_a_stored_row_that_became_wrong_stays_as_it_is(amina_client, amina):
    study = make_case_study(amina, published=False)
    study.quotes.create(text="It was cold.", name_as_printed="Bo")
    sent = opened(amina_client, study.get_edit_url())
    sent |= {"quotes-0-text": "It was warm.", "quotes-0-name_as_printed": "", "place": "Ely"}
    autosave(amina_client, study.get_edit_url(), sent)
    study.refresh_from_db()
    assert study.place == "Ely"
    assert study.quotes.get().text == "It was cold."


def test_rows_are_moved_and_removed_too(amina_client, amina):
    study = make_case_study(amina, published=False)
    for text in ("One.", "Two.", "Three."):
        study.quotes.create(text=text, name_as_printed="Bo")
    sent = opened(amina_client, study.get_edit_url())
    sent |= {"quotes-0-ORDER": 9, "quotes-1-DELETE": "on"}
    told = autosave(amina_client, study.get_edit_url(), sent).json()
    assert [quote.text for quote in study.quotes.all()] == ["Three.", "One."]
    assert "quotes-1-row" not in told["rows"]
    kept = autosave(
        amina_client,
        study.get_edit_url(),
        {k: v for k, v in sent.items() if k != "quotes-1-DELETE"},
    )
    assert kept.status_code == 200
    assert sorted(quote.text for quote in study.quotes.all()) == ["One.", "Three.", "Two."]


@pytest.mark.parametrize("name", ["cover", "photos-0"])
def test_no_picture_is_taken_away_before_the_button(amina_client, amina, name):
    study = make_case_study(amina, published=False, cover=make_photo())
    make_photo(contribution=study)
    sent = opened(amina_client, study.get_edit_url())
    sent |= {"cover-remove": "on"} if name == "cover" else {"photos-0-DELETE": "on"}
    told = autosave(amina_client, study.get_edit_url(), sent | {"place": "Ely"}).json()
    study.refresh_from_db()
    assert study.place == "Ely"
    assert study.cover is not None
    assert study.photos.count() == 1
    assert told["is_whole"] is False


@pytest.mark.parametrize(
    ("typing", "typed", "made"),
    [
        ("bylines-0-name_as_printed", rows("bylines", {"name_as_printed": "Sun"}), Byline),
        (
            "partners-0-name",
            rows("partners", {"name": "Riversi", "capacity": "partner"}),
            Organisation,
        ),
        ("topics", {"topics": "time ba"}, Topic),
    ],
)
def test_half_a_name_makes_nothing_until_the_field_is_left(amina_client, typing, typed, made):
    told = autosave(amina_client, NEW, typed | {"title": "Soup"}, typing=typing).json()
    assert CaseStudy.objects.get().title == "Soup"
    assert not made.objects.exists()
    assert (told["is_whole"], told["waiting"]) == (False, [])
    autosave(amina_client, NEW, typed | {"title": "Soup"})
    assert made.objects.exists()


def test_a_name_put_right_after_it_was_saved_is_that_of_the_person_too(amina_client):
    typed = {"title": "Soup"} | rows("bylines", {"name_as_printed": "Ann Mrash", "row": ""})
    autosave(amina_client, NEW, typed)
    typed |= {"bylines-0-name_as_printed": "Ann Marsh", "title": "Soup"}
    autosave(amina_client, NEW, typed)
    assert Byline.objects.get().person.name == "Ann Marsh"
    assert not Person.objects.filter(name="Ann Mrash").exists()


@pytest.mark.parametrize("known", ["listed", "named twice", "member"])
def test_somebody_known_keeps_their_name_however_it_is_printed(amina_client, amina, bryn, known):
    study = make_case_study(amina, published=False)
    person = bryn.person if known == "member" else make_person("Ann Marsh", listed=SeenBy.NOBODY)
    if known == "listed":
        Person.objects.filter(pk=person.pk).update(listed=SeenBy.MEMBERS)
    if known == "named twice":
        other = make_case_study(amina, published=False)
        other.bylines.create(person=person, name_as_printed=person.name)
    study.bylines.create(person=person, name_as_printed=person.name, position=1)
    sent = opened(amina_client, study.get_edit_url()) | {"bylines-1-name_as_printed": "A. M."}
    autosave(amina_client, study.get_edit_url(), sent)
    assert str(study.bylines.get(person=person)) == "A. M."
    assert Person.objects.get(pk=person.pk).name == person.name


@pytest.mark.parametrize("about", ["", "They run the library."])
def test_an_organisation_put_right_after_it_was_saved_leaves_no_other_behind(amina_client, about):
    typed = rows("partners", {"name": "Riversde Trust", "capacity": "partner", "row": ""})
    autosave(amina_client, NEW, typed)
    Organisation.objects.update(about=about)
    autosave(amina_client, NEW, typed | {"partners-0-name": "Riverside Trust"})
    left = {"Riverside Trust", "Riversde Trust"} if about else {"Riverside Trust"}
    assert set(Organisation.objects.values_list("name", flat=True)) == left


def test_a_new_series_is_made_with_the_button_alone(olu_client):
    told = autosave(olu_client, "/reports/new/", {"title": "Right", "new_series": "In thr"}).json()
    assert [each["words"] for each in told["waiting"]] == ["This is made when you save."]
    address = told["address"]
    sent = opened(olu_client, address) | {"new_series": "In three parts"}
    olu_client.post(address, sent)
    assert "In three parts" in olu_client.get(address).text


def test_a_list_of_recommendations_does_not_wait_for_its_rows(olu_client, olu):
    report = make_report(olu, published=False)
    typed = rows("lists", {"title": "To government"}) | rows(
        "lists-0-recommendations", {"text": "Share power."}, {"text": "a" * 3000, "row": ""}
    )
    sent = opened(olu_client, report.get_edit_url()) | typed
    told = autosave(olu_client, report.get_edit_url(), sent).json()
    assert [str(each.text) for each in report.recommendation_lists.get().recommendations.all()] == [
        "Share power."
    ]
    assert {"lists-0-row", "lists-0-recommendations-0-row"} <= told["rows"].keys()
    assert told["waiting"][-1]["where"] == "id_lists-0-recommendations-1-text"


def test_each_page_of_an_event_saves_itself_and_stays_where_it_is(olu_client, olu):
    event = make_event(olu, published=False)
    address = f"{event.get_edit_url()}programme/"
    typed = rows("sessions", {"title": "Soup"})
    told = autosave(olu_client, address, opened(olu_client, address) | typed).json()
    assert told["address"] == address
    assert event.sessions.get().title == "Soup"


@pytest.mark.parametrize("at", ["now", "later"])
def test_nothing_published_or_arranged_is_changed_but_by_the_button(amina_client, amina, at):
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url()) | {"title": "Half a sen"}
    if at == "now":
        study.publish()
    else:
        CaseStudy.objects.update(published_at=timezone.now() + timedelta(days=1))
    study.refresh_from_db()
    answer = autosave(amina_client, study.get_edit_url(), sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "public")
    study.refresh_from_db()
    assert study.title != "Half a sen"


def test_publication_is_not_undone_by_what_was_under_way(amina_client, amina):
    """A page that was opened as a draft, and sent with the button after somebody published."""
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url())
    study.publish()
    study.refresh_from_db()
    amina_client.post(study.get_edit_url(), sent | {"place": "Ely"})
    study.refresh_from_db()
    assert study.is_published
    assert study.place == "Ely"


def test_who_saved_meanwhile_is_named_with_the_time_and_nothing_is_overwritten(
    amina_client, amina, bryn, bryn_client
):
    study = make_case_study(amina, published=False)
    make_author(study, bryn)
    address = study.get_edit_url()
    sent = opened(amina_client, address)
    theirs = opened(bryn_client, address) | {"place": "York", "sheet": "b"}
    assert autosave(bryn_client, address, theirs).status_code == 200
    answer = autosave(amina_client, address, sent | {"place": "Ely"})
    study.refresh_from_db()
    at = timezone.localtime(study.updated_at).strftime("%H:%M")
    assert answer.status_code == 409
    assert answer.json() == {"code": "overtaken", "words": f"Bryn Llewelyn saved this at {at}."}
    assert study.place == "York"
    page = amina_client.post(address, sent | {"place": "Ely", "save": ""})
    assert page.status_code == 409
    assert f"<bdi>Bryn Llewelyn saved this at {at}.</bdi>" in page.text
    assert 'data-saving="browser"' in page.text
    amina_client.post(address, as_sent(page))
    study.refresh_from_db()
    assert study.place == "Ely"


def test_another_window_of_ones_own_is_told_as_such(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = [opened(amina_client, study.get_edit_url()) for _ in range(2)]
    autosave(amina_client, study.get_edit_url(), sent[0] | {"sheet": "a", "place": "York"})
    answer = autosave(amina_client, study.get_edit_url(), sent[1] | {"sheet": "b", "place": "Ely"})
    assert answer.json()["words"].startswith("You saved this in another window at ")


def test_a_draft_that_is_gone_or_closed_meanwhile_is_not_saved(
    amina_client, amina, bryn, bryn_client
):
    study = make_case_study(amina, published=False)
    byline = make_author(study, bryn)
    address = study.get_edit_url()
    sent = opened(bryn_client, address) | {"title": "Mine"}
    byline.delete()
    assert autosave(bryn_client, address, sent).status_code == 404
    assert CaseStudy.objects.get().title == study.title
    study.delete_for_good()
    assert autosave(amina_client, address, sent).status_code == 404
    assert not CaseStudy.objects.exists()


def test_whoever_may_not_write_a_kind_saves_none_of_it(client, amina_client):
    assert autosave(amina_client, "/events/new/", {"title": "Mine"}).status_code == 403
    answer = autosave(client, NEW, {"title": "Mine"})
    assert answer.url.startswith("/accounts/login/")
    assert not CaseStudy.objects.exists()


def test_somebody_elses_page_is_not_found_by_its_key(amina_client, bryn_client):
    autosave(amina_client, NEW, {"title": "Hers"})
    autosave(bryn_client, NEW, {"title": "His"})
    assert {study.title: study.created_by.name for study in CaseStudy.objects.all()} == {
        "Hers": "Amina Haddad",
        "His": "Bryn Llewelyn",
    }
    assert bryn_client.get(f"{NEW}?sheet=sheet-1").json()["address"] == "/case-studies/his/edit/"


def test_a_page_asks_later_what_of_it_was_saved(amina_client, amina):
    ask = f"{NEW}?sheet=sheet-1"
    assert amina_client.get(ask).json()["number"] == 0
    autosave(amina_client, NEW, {"title": "Soup"}, number=3)
    told = amina_client.get(ask)
    assert told.headers["Cache-Control"] == "no-store"
    assert told.json()["number"] == 3
    assert told.json()["address"] == "/case-studies/soup/edit/"
    assert told.json()["member"] == amina.pk
    autosave(amina_client, NEW, {"title": "Soup", "dated": "soon"}, number=4)
    assert amina_client.get(ask).json()["number"] == 3
    amina_client.post(NEW, {"title": "Bread", "sheet": "sheet-1", "number": "5"})
    assert amina_client.get(ask).json()["number"] == 5


@pytest.mark.parametrize("number", ["", "-1", "x", "9" * 30, "٣"])
def test_a_made_up_number_is_none(amina_client, number):
    assert autosave(amina_client, NEW, {"title": "Soup"}, number=number).status_code == 200
    assert Sheet.objects.get().number == 0


def test_an_endless_key_is_no_key(amina_client):
    assert autosave(amina_client, NEW, {"title": "Soup"}, sheet="a" * 33).status_code == 200
    assert not Sheet.objects.exists()


def test_a_page_that_made_another_kind_makes_nothing_of_this_one(amina_client):
    autosave(amina_client, "/articles/new/", {"title": "Soup"})
    assert autosave(amina_client, NEW, {"title": "Beans"}).status_code == 404
    assert [each.title for each in Contribution.objects.all()] == ["Soup"]


def test_text_that_waited_comes_back_into_the_form_with_what_is_stored_beside_it(
    amina_client, amina
):
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url())
    page = amina_client.post(study.get_edit_url(), sent | {"place": "Ely", "again": "yes"})
    assert page.status_code == 200
    assert 'value="Ely"' in page.text
    amina_client.post(
        study.get_edit_url(), opened(amina_client, study.get_edit_url()) | {"place": "York"}
    )
    page = amina_client.post(study.get_edit_url(), sent | {"place": "Ely", "again": "yes"})
    assert page.status_code == 409
    for words in ("You saved this in another window", 'value="Ely"', "York"):
        assert words in page.text
    study.refresh_from_db()
    assert study.place == "York"


def test_a_form_above_four_megabytes_is_refused_and_nothing_changes(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = opened(amina_client, study.get_edit_url()) | {"advice": "a" * 5_000_000}
    assert autosave(amina_client, study.get_edit_url(), sent).status_code == 413
    assert CaseStudy.objects.get().updated_at == study.updated_at


def test_two_megabytes_in_one_answer_wait_and_the_rest_is_saved(amina_client):
    told = autosave(amina_client, NEW, {"title": "Soup", "body": "<p>a</p>" * 260_000}).json()
    assert CaseStudy.objects.get().body == ""
    assert [each["where"] for each in told["waiting"]] == ["id_body"]


def test_articles_save_themselves_with_what_they_are_about_waiting(amina_client, amina):
    article = make_article(amina, published=False, about=make_event(amina))
    sent = opened(amina_client, article.get_edit_url()) | {
        "about": "/events/nowhere/",
        "place": "Ely",
    }
    autosave(amina_client, article.get_edit_url(), sent)
    after = Article.objects.get()
    assert (after.place, after.about_id) == ("Ely", article.about_id)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["autosave", "save", "both"])
def test_a_new_draft_sent_several_times_at_once_is_one_draft(amina, way):
    clients = [signed_in(amina) for _ in range(4)]
    typed = {"title": "Soup", "sheet": "one"} | rows(
        "quotes", {"text": "Yes.", "name_as_printed": "Bo", "row": ""}
    )

    def send(number, client):
        by_script = way == "autosave" or (way == "both" and number % 2)
        return client.post(NEW, typed | ({"autosave": "yes"} if by_script else {"save": ""}))

    answers = at_once(*[partial(send, *each) for each in enumerate(clients)])
    draft = CaseStudy.objects.get()
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert len(answers) == 4
    assert {answer.url for answer in answers if answer.status_code == 302} <= {
        draft.get_absolute_url()
    }
    assert draft.quotes.count() == 1


def test_old_pages_are_forgotten(amina_client):
    autosave(amina_client, NEW, {"title": "Soup"})
    forget_sheets.call()
    assert Sheet.objects.exists()
    Sheet.objects.update(opened_at=timezone.now() - timedelta(days=31))
    forget_sheets.call()
    assert not Sheet.objects.exists()
    assert CaseStudy.objects.exists()
