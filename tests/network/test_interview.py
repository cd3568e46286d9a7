"""Writing a case study by answering one question after the other."""

import pytest

from network.forms.questions import FIRST, QUESTIONS
from network.models import CaseStudy, SeenBy
from tests.factories import make_case_study, make_member, make_person, make_photo, make_topic
from tests.pages import FormReader
from tests.writing import as_sent, rows

NEW = "/case-studies/new/interview/"
MINE = {"told_by": "writer", "go-on": ""}
JOANS = {
    "told_by": "other",
    "teller-name_as_printed": "Joan Tyson",
    "teller-took_part_as": "person",
    "teller-writer_words": "wrote it down at her table",
    "go-on": "",
}


def question(draft, name):
    return f"/case-studies/{draft.slug}/interview/{name}/"


def begin(client, answer=MINE):
    client.post(NEW, answer)
    return CaseStudy.objects.get()


def answer(client, draft, name, **fields):
    """Fills in the question as it stands, and goes on: gives the page that comes next."""
    page = client.get(question(draft, name))
    assert page.status_code == 200
    return client.post(question(draft, name), as_sent(page) | fields | {"go-on": ""}, follow=True)


def heading(page):
    return page.text.split("<h1>")[1].split("</h1>")[0]


def tell_all_five(client, draft):
    answer(client, draft, "together", body="We cooked on Tuesdays.")
    answer(client, draft, "problem", problem="Nobody asked us.")
    answer(client, draft, "changed", what_changed="Eleven people run it.")
    answer(client, draft, "people")
    return answer(client, draft, "name", title="A lunch club", summary="Neighbours cook.")


@pytest.mark.parametrize("address", [NEW, "/case-studies/x/interview/"])
def test_visitor_is_asked_to_sign_in_first(client, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_the_whole_form_offers_the_interview(amina_client):
    assert f'href="{NEW}"' in amina_client.get("/case-studies/new/").text


def test_the_first_answer_begins_a_draft_and_leads_to_the_first_question(amina_client, amina):
    page = amina_client.post(NEW, MINE, follow=True)
    draft = CaseStudy.objects.get()
    assert heading(page) == "What did you do together?"
    assert "Question 1 of 5" in page.text
    assert (draft.created_by, draft.told_by, draft.is_published) == (amina, "writer", False)
    byline = draft.bylines.get()
    assert (byline.person.member, byline.own_words) == (amina, "")
    assert byline.confirmed_at


def test_opening_the_interview_keeps_nothing(amina_client):
    amina_client.get(NEW)
    assert not CaseStudy.objects.exists()


def test_five_answers_are_enough_to_publish(amina_client, client):
    draft = begin(amina_client)
    page = tell_all_five(amina_client, draft)
    assert "This is enough to publish" in page.text
    amina_client.post(f"/case-studies/{draft.slug}/publication/")
    draft.refresh_from_db()
    read = client.get(draft.get_absolute_url())
    assert draft.slug == "a-lunch-club"
    for words in ("A lunch club", "We cooked on Tuesdays.", "Eleven people run it."):
        assert words in read.text
    assert "4 of 11 parts told" in read.text


def test_questions_come_in_order_and_end_where_one_may_stop(amina_client):
    draft = begin(amina_client)
    for before, after in zip(FIRST, FIRST[1:], strict=False):
        assert heading(answer(amina_client, draft, before.name)) == after.asks
    page = answer(amina_client, draft, FIRST[-1].name)
    assert "Five questions that are enough" in page.text
    assert "Five questions that are enough" in answer(amina_client, draft, "topics").text


def test_what_is_needed_leads_to_the_very_question(amina_client):
    draft = begin(amina_client)
    page = amina_client.get(f"/case-studies/{draft.slug}/interview/").text
    assert "Before everybody can read it" in page
    for name in ("name", "together"):
        assert f'href="{question(draft, name)}"' in page
    assert "/publication/" not in page


def test_a_described_picture_is_needed_at_its_question(amina_client):
    draft = begin(amina_client)
    make_photo("", contribution=draft)
    page = amina_client.get(f"/case-studies/{draft.slug}/interview/").text
    assert "Describe each photo" in page.split("Five questions")[0]
    assert f'href="{question(draft, "pictures")}"' in page.split("Five questions")[0]


def test_every_question_can_be_skipped_and_gone_back_from(amina_client):
    draft = begin(amina_client)
    for number, each in enumerate(QUESTIONS):
        page = amina_client.get(question(draft, each.name)).text
        assert each.why in page
        assert each.example in page
        assert "Skip this question" in page
        for other in QUESTIONS:
            assert (f'href="{question(draft, other.name)}"' in page) or other == each
        if number:
            assert f'<a href="{question(draft, QUESTIONS[number - 1].name)}"' in page


def test_any_question_can_be_answered_at_any_time_and_nothing_else_changes(amina_client, amina):
    draft = make_case_study(amina, published=False, costs="<p>Little.</p>")
    draft.quotes.create(name_as_printed="Bo", text="Yes.")
    answer(amina_client, draft, "hard", what_was_hard="The keys.")
    draft.refresh_from_db()
    assert (draft.what_was_hard, draft.costs) == ("<p>The keys.</p>", "<p>Little.</p>")
    assert draft.title == "A time bank in the day centre"
    assert draft.quotes.count() == 1


def test_each_question_keeps_its_answer(amina_client):
    draft = begin(amina_client)
    told = {
        "costs": {"costs": "£20, from the till."},
        "advice": {"advice": "Begin."},
        "place": {"place": "Ely", "region": "east-of-england", "sector": "health"},
        "stage": {"stage": "working"},
        "time": {"dated": "spring 2009", "running": "stopped", "ended": "2012"},
        "topics": {"topics": "time banking, lunch"},
        "outcomes": rows("outcomes", {"what": "Cooks", "before": "2", "after": "1", "is_worse": 1}),
        "voices": rows("quotes", {"text": "I cook.", "name_as_printed": "Bo"}),
    }
    for name, fields in told.items():
        answer(amina_client, draft, name, **fields)
    draft.refresh_from_db()
    assert (draft.place, draft.sector, draft.stage) == ("Ely", "health", "working")
    assert (str(draft.dated), draft.running, str(draft.ended)) == ("spring 2009", "stopped", "2012")
    assert draft.outcomes.get().is_worse
    assert draft.quotes.get().text == "I cook."
    page = amina_client.get(f"/case-studies/{draft.slug}/interview/").text
    for words in ("£20, from the till.", "Ely, East of England, Health", "Cooks", "Bo"):
        assert words in page
    assert "lunch, time banking" in page or "time banking, lunch" in page


def test_a_wrong_answer_says_so_and_is_not_lost(amina_client):
    draft = begin(amina_client)
    page = answer(amina_client, draft, "time", dated="long ago", running="yes", ended="2012")
    assert "We cannot read this as a date" in page.text
    assert 'value="long ago"' in page.text
    page = answer(amina_client, draft, "time", dated="2009", running="yes", ended="2012")
    assert "It cannot have ended and be still running." in page.text


def test_saying_that_it_is_still_running_confirms_it_today(amina_client, amina):
    draft = begin(amina_client)
    answer(amina_client, draft, "time", dated="2009", running="yes")
    draft.refresh_from_db()
    assert draft.last_confirmed is not None
    day = draft.last_confirmed
    CaseStudy.objects.update(last_confirmed="2011-01-01")
    answer(amina_client, draft, "time", dated="2010")
    draft.refresh_from_db()
    assert draft.last_confirmed != day


def test_one_may_stop_and_find_the_answers_later(amina_client):
    draft = begin(amina_client)
    data = {"body": "We cooked.", "save": ""}
    page = amina_client.post(question(draft, "together"), data, follow=True)
    assert "Five questions that are enough" in page.text
    assert "We cooked." in page.text
    assert "Your draft is saved" in page.text


def test_one_more_row_comes_without_javascript(amina_client):
    draft = begin(amina_client)
    page = amina_client.get(question(draft, "outcomes"))
    again = amina_client.post(question(draft, "outcomes"), as_sent(page) | {"add": "outcomes"})
    assert 'name="outcomes-1-what"' in again.text


def test_the_story_of_somebody_else_names_them_first(amina_client, amina):
    draft = begin(amina_client, JOANS)
    joan, writer = draft.bylines.all()
    assert (joan.name_as_printed, joan.took_part_as, joan.confirmed_at) == (
        "Joan Tyson", "person", None,
    )  # fmt: skip
    assert joan.person.listed == SeenBy.NOBODY
    assert writer.person.member == amina
    assert writer.capacity == "wrote it down at her table"
    assert writer.confirmed_at
    assert draft.credit == "Joan Tyson and Amina Haddad"


def test_the_questions_then_ask_about_them(amina_client):
    page = amina_client.post(NEW, JOANS, follow=True)
    assert heading(page) == "What did they do together?"
    assert "Their answer" in page.text


def test_who_tells_it_is_needed_when_it_is_somebody_else(amina_client):
    page = amina_client.post(NEW, JOANS | {"teller-name_as_printed": ""})
    assert 'href="#id_teller-name_as_printed"' in page.text
    assert not CaseStudy.objects.exists()


def test_the_writer_is_not_the_teller(amina_client, amina):
    sent = JOANS | {"teller-name_as_printed": "Amina", "teller-who": amina.person.pk}
    page = amina_client.post(NEW, sent)
    assert "This is who writes" in page.text


def test_a_known_name_is_asked_about(amina_client):
    known = make_person("Joan Tyson", listed=SeenBy.MEMBERS)
    page = amina_client.post(NEW, JOANS)
    assert "Is it the same person?" in page.text
    amina_client.post(NEW, JOANS | {"teller-who": known.pk})
    assert CaseStudy.objects.get().bylines.first().person == known


def test_answering_again_doubles_nobody(amina_client):
    draft = begin(amina_client, JOANS)
    page = amina_client.get(question(draft, "whose"))
    sent = as_sent(page)
    assert sent["teller-name_as_printed"] == "Joan Tyson"
    assert sent["teller-writer_words"] == "wrote it down at her table"
    amina_client.post(
        question(draft, "whose"), sent | {"teller-own_words": "the cook", "go-on": ""}
    )
    assert [byline.capacity for byline in draft.bylines.all()] == [
        "the cook", "wrote it down at her table",
    ]  # fmt: skip


def test_somebody_named_already_only_comes_first(amina_client):
    draft = begin(amina_client)
    joan = make_person("Joan Tyson", listed=SeenBy.MEMBERS)
    draft.bylines.create(person=joan, name_as_printed="J. Tyson", own_words="cook", position=1)
    sent = as_sent(amina_client.get(question(draft, "whose")))
    amina_client.post(question(draft, "whose"), sent | JOANS | {"teller-who": joan.pk})
    assert [(str(each), each.capacity) for each in draft.bylines.all()] == [
        ("J. Tyson", "cook"), ("Amina Haddad", "wrote it down at her table"),
    ]  # fmt: skip


def test_the_same_draft_is_open_in_the_whole_form(amina_client):
    draft = begin(amina_client, JOANS)
    tell_all_five(amina_client, draft)
    form = as_sent(amina_client.get(draft.get_edit_url()))
    assert form["title"] == "A lunch club"
    assert form["bylines-0-name_as_printed"] == "Joan Tyson"
    assert "Go on with the interview" in amina_client.get(draft.get_edit_url()).text
    amina_client.post(draft.get_edit_url(), form | {"title": "Lunch", "save": ""})
    draft.refresh_from_db()
    assert (draft.title, draft.told_by) == ("Lunch", "other")


def test_two_who_answer_at_once_are_told(amina_client, bryn_client, bryn):
    draft = begin(amina_client)
    draft.bylines.create(
        person=bryn.person, name_as_printed="Bryn", position=1,
        confirmed_at=draft.created_at,
    )  # fmt: skip
    seen = as_sent(amina_client.get(question(draft, "hard")))
    answer(bryn_client, draft, "hard", what_was_hard="The keys.")
    late = amina_client.post(question(draft, "hard"), seen | {"what_was_hard": "x", "go-on": ""})
    assert late.status_code == 409
    assert "The keys." in late.text


def autosave(client, address, **fields):
    sent = as_sent(client.get(address)) | fields | {"autosave": "yes", "number": 1}
    return client.post(address, sent).json()


def test_an_answer_saves_itself(amina_client):
    draft = begin(amina_client)
    told = autosave(amina_client, question(draft, "hard"), what_was_hard="The keys.")
    draft.refresh_from_db()
    assert draft.what_was_hard == "<p>The keys.</p>"
    assert (told["address"], told["is_whole"]) == (question(draft, "hard"), True)


def test_a_story_that_saves_itself_goes_on_at_its_question(amina_client):
    told = autosave(amina_client, NEW, **JOANS)
    draft = CaseStudy.objects.get()
    assert told["address"] == question(draft, "whose")
    assert draft.bylines.first().name_as_printed == "Joan Tyson"


def test_half_a_name_makes_nobody(amina_client):
    half = JOANS | {"teller-name_as_printed": "Jo", "typing": "teller-name_as_printed"}
    told = autosave(amina_client, NEW, **half)
    assert not told["is_whole"]
    assert [str(byline) for byline in CaseStudy.objects.get().bylines.all()] == ["Amina Haddad"]


def test_only_its_authors_are_interviewed(amina, bryn_client, olu_client, mo_client, admin_client):
    draft = make_case_study(amina, published=False)
    published = make_case_study(amina)
    for client in (bryn_client, olu_client, mo_client, admin_client):
        assert client.get(question(draft, "hard")).status_code == 404
        assert client.get(f"/case-studies/{draft.slug}/interview/").status_code == 404
        assert client.post(question(published, "hard")).status_code == 403
        assert client.get(f"/case-studies/{published.slug}/interview/").status_code == 403


def test_an_unknown_question_is_not_found(amina_client, amina):
    draft = make_case_study(amina, published=False)
    assert amina_client.get(question(draft, "nowhere")).status_code == 404
    assert amina_client.post(f"/case-studies/{draft.slug}/interview/").status_code == 405


def test_the_page_of_an_author_invites_to_what_is_missing(amina, amina_client, bryn_client, client):
    study = make_case_study(amina, costs="<p>Little.</p>")
    page = amina_client.get(study.get_absolute_url()).text
    assert "Help complete this" in page
    assert f'href="{question(study, "advice")}"' in page
    assert f'href="{question(study, "costs")}"' not in page
    for other in (bryn_client, client):
        page = other.get(study.get_absolute_url()).text
        assert "Help complete this" in page
        assert "Say so in a comment" in page
        assert "/interview/" not in page


def test_a_closed_conversation_invites_nobody_into_it(amina, client):
    study = make_case_study(amina, comments_open=False)
    page = client.get(study.get_absolute_url()).text
    assert "Help complete this" in page
    assert "Say so in a comment" not in page


def test_a_whole_story_invites_to_nothing(amina, client):
    study = make_case_study(
        amina, problem="<p>x</p>", what_changed="<p>x</p>", costs="<p>x</p>",
        what_was_hard="<p>x</p>", advice="<p>x</p>", stage="working", dated="2009", running="yes",
    )  # fmt: skip
    study.outcomes.create(what="Cooks")
    page = client.get(study.get_absolute_url()).text
    assert "Help complete this" not in page


def test_answering_on_a_published_page_shows_at_once(amina, amina_client, client):
    study = make_case_study(amina)
    data = as_sent(amina_client.get(question(study, "advice")))
    page = amina_client.post(question(study, "advice"), data | {"advice": "Begin.", "save": ""})
    assert page.url == study.get_absolute_url()
    assert "Begin." in client.get(page.url).text


def test_a_published_page_keeps_its_name(amina, amina_client):
    study = make_case_study(amina)
    page = answer(amina_client, study, "name", title="", summary="")
    study.refresh_from_db()
    assert study.title == "A time bank in the day centre"
    assert "error-summary" in page.text


def test_a_draft_invites_to_go_on_with_the_interview(amina_client, amina):
    draft = begin(amina_client)
    for address in ("/you/", draft.get_absolute_url()):
        page = amina_client.get(address).text
        assert "Go on with the interview" in page
        assert f'href="/case-studies/{draft.slug}/interview/"' in page


def test_a_draft_that_was_not_begun_so_says_nothing_of_it(amina_client, amina):
    draft = make_case_study(amina, published=False)
    for address in ("/you/", draft.get_absolute_url()):
        assert "Go on with the interview" not in amina_client.get(address).text


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_cost_the_same_however_much_is_told(amina, amina_client, queries, count):
    draft = make_case_study(amina, published=False)
    for number in range(count):
        person = make_person(f"Person {number}")
        draft.bylines.create(person=person, name_as_printed=person.name, position=number + 1)
        draft.outcomes.create(what=f"Change {number}")
        draft.quotes.create(name_as_printed="Bo", text="Yes.")
        draft.topics.add(make_topic(f"topic {number}"))
    assert queries(amina_client, f"/case-studies/{draft.slug}/interview/") == 10
    assert queries(amina_client, question(draft, "hard")) == 11
    assert queries(amina_client, question(draft, "people")) == 12


def test_a_question_has_one_label_for_each_control(amina_client):
    draft = begin(amina_client)
    for each in QUESTIONS:
        reader = FormReader()
        page = amina_client.get(question(draft, each.name)).text
        reader.feed(page)
        assert page.count("<h1>") == 1
        for field in each.fields:
            assert field in reader.forms[-1]["fields"] or f'name="{field}"' in page


def test_long_and_odd_names_are_kept(amina_client):
    odd = "علي ‘the cook’ Ó Súilleabháin"
    draft = begin(amina_client, JOANS | {"teller-name_as_printed": odd})
    assert draft.bylines.first().name_as_printed == odd
    page = amina_client.post(NEW, JOANS | {"teller-name_as_printed": "x" * 151})
    assert "at most 150" in page.text


def test_a_member_whose_name_is_no_name_can_be_interviewed(client, db):
    member = make_member("<b>x</b>")
    client.force_login(member)
    begin(client)
    assert "<b>x</b>" not in client.get(NEW).text
