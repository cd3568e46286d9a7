import re

import pytest
from django.db import IntegrityError
from django.utils import timezone

from events.models import OpenAnswer, OpenQuestion, Question, QuestionChange
from network.models import CaseStudy, ImpreciseDate
from tests.factories import make_case_study, make_claim, make_event, make_principle

pytestmark = pytest.mark.django_db


def told(title="London", **fields):
    fields = {"dated": ImpreciseDate("2011-21"), "body": "<p>Day.</p>"} | fields
    return make_event(title=title, **fields)


def ask(text, *events, **fields):
    question = OpenQuestion.objects.worded(text)
    OpenQuestion.objects.filter(pk=question.pk).update(**fields)
    question.asked_at.add(*events)
    return question


def register(client, query=""):
    response = client.get(f"/ideas/questions/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_open_question_leads_to_each_event_that_asked_it(client):
    question = ask("Is there evidence?", told("London"), told("Cardiff"))

    shown = register(client)

    assert f'id="{question.slug}"' in shown
    assert 'href="/events/london/"' in shown
    assert 'href="/events/cardiff/"' in shown
    assert question.get_absolute_url() == "/ideas/questions/is-there-evidence/"


def test_closed_questions_stand_apart(client):
    ask("Still open?", told())
    ask("What is it?", told("Leeds"), closed_at=timezone.now())

    shown = register(client)

    assert shown.index("Still open?") < shown.index("Closed since") < shown.index("What is it?")


def test_question_of_an_unpublished_event_or_write_up_stays_off_the_register(client, olu_client):
    ask("From a draft?", told(published=False))
    ask("Noted before the write-up?", make_event())
    ask("Asked everywhere?", told("Leeds"), told("Secret venue", published=False))

    shown = register(olu_client)

    assert "From a draft?" not in shown
    assert "Noted before the write-up?" not in shown
    assert "Asked everywhere?" in shown
    assert "Secret venue" not in register(client)


def test_question_of_a_draft_that_is_deleted_stays_off_the_register(client, olu, olu_client):
    address = ask("From a draft?", draft := make_event(olu, published=False)).get_absolute_url()
    olu_client.post(f"{draft.get_absolute_url()}deletion/")
    assert not OpenQuestion.objects.get().asked_at.exists()

    assert "From a draft?" not in register(client)
    assert client.get(address).status_code == 404
    assert "from-a-draft" not in client.get("/sitemap-questions-1.xml").text


def test_question_that_somebody_spoke_to_outlives_where_it_was_asked(client, amina, olu):
    asked = ask("Who sits with carers at night?", event := told())
    OpenAnswer.objects.create(question=asked, contribution=make_case_study(amina), why="They do.")
    event.delete()

    assert "Who sits with carers at night?" in register(client)


def test_empty_register_says_what_will_be_here(client):
    assert "No question is open." in register(client)


def test_register_comes_a_page_at_a_time(client):
    event = told()
    for number in range(60):
        ask(f"Question {number:02}?", event)

    first = client.get("/ideas/questions/")
    second = register(client, first.context["later_href"])

    assert "Question 49?" in first.content.decode()
    assert "Question 50?" not in first.content.decode()
    assert "Question 50?" in second
    assert client.get("/ideas/questions/?page=odd").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_register_costs_the_same_for_1_and_30_questions(
    client, amina_client, count, django_assert_num_queries
):
    for number in range(count):
        ask(f"Open {number}?", told(f"Event {number}"))
        ask(f"Closed {number}?", told(f"Occasion {number}"), closed_at=timezone.now())

    with django_assert_num_queries(4):
        client.get("/ideas/questions/")
    with django_assert_num_queries(6):
        amina_client.get("/ideas/questions/")


def test_register_can_only_be_read(client):
    assert client.post("/ideas/questions/").status_code == 405


def page(client, question):
    response = client.get(question.get_absolute_url())
    assert response.status_code == 200
    return response.text


def add(client, question, address, **fields):
    given = {"why": "They tried it for a year.", "part": ""} | fields
    there = f"{question.get_absolute_url()}answers/new/?page={address}"
    return client.post(there, given, follow=True)


def test_question_has_a_page_with_each_event_that_asked_it_and_where_to_talk_about_it(client):
    question = ask("Is there evidence?", told("London"), told("Cardiff"), note="Some say so.")

    shown = page(client, question)

    assert "Some say so." in shown
    assert 'href="/events/london/#comments"' in shown
    assert 'href="/events/cardiff/"' in shown
    assert "Nothing here speaks to it yet." in shown


def test_question_of_an_unpublished_event_has_no_page(client, olu_client):
    address = ask("From a draft?", told(published=False)).get_absolute_url()

    for path in ("", "feed.xml", "answers/new/", "closing/", "reopening/"):
        assert olu_client.get(f"{address}{path}").status_code == 404


def test_member_says_which_case_study_speaks_to_a_question(client, amina, amina_client):
    question = ask("Is there evidence?", told())
    make_case_study(amina, title="A year of hours")
    first = amina_client.get(f"{question.get_absolute_url()}answers/new/")
    assert 'href="?page=/case-studies/a-year-of-hours/"' in first.text

    added = add(amina_client, question, "A year of hours")

    assert "It stands with the question now." in added.text
    shown = page(client, question)
    assert 'href="/case-studies/a-year-of-hours/"' in shown
    assert "They tried it for a year." in shown
    assert "Added by <bdi>Amina Haddad</bdi>" in shown
    assert "1 page here speaks to it." in register(client)


def test_register_counts_a_page_once_however_often_it_speaks_to_a_question(client, amina):
    question, study = ask("Is there evidence?", told()), make_case_study(amina)
    for principle in (make_principle(name="One"), make_principle(name="Two")):
        claim = make_claim(study, principle)
        OpenAnswer.objects.create(question=question, contribution=study, claim=claim, why="So.")

    assert "1 page here speaks to it." in register(client)


def test_witness_answer_speaks_to_a_question_where_it_stands(client, amina_client):
    question, event = ask("Who plans the night?", told("Leeds")), told("Hull")
    asked = Question.objects.create(event=event, text="Who was awake?", answer="<p>I was.</p>")

    add(amina_client, question, "/events/hull/", part=f"witness-{asked.pk}")

    shown = page(client, question)
    assert f'href="/events/hull/#question-{asked.pk}"' in shown
    assert "Who was awake?" in shown


def test_claim_speaks_to_a_question_with_what_it_is_about(client, amina_client):
    question, principle = ask("Is there evidence?", told()), make_principle(name="Hours are equal")
    claim = make_claim(make_case_study(title="Hours"), principle, stance="challenges")

    add(amina_client, question, "/case-studies/hours/", part=f"claim-{claim.pk}")

    shown = page(client, question)
    assert "Challenges: " in shown
    assert f'href="{principle.get_absolute_url()}"' in shown


def test_part_of_another_page_is_refused(amina_client):
    question = ask("Is there evidence?", told())
    make_case_study(title="Hours")
    make_claim(CaseStudy.objects.get(), make_principle())
    elsewhere = make_claim(make_case_study(title="Elsewhere"), make_principle())

    refused = add(amina_client, question, "/case-studies/hours/", part=f"claim-{elsewhere.pk}")

    assert not question.answers.exists()
    assert refused.status_code == 422


def test_same_page_stands_with_a_question_once(amina_client, bryn_client):
    question = ask("Is there evidence?", told())
    make_case_study(title="Hours")
    add(amina_client, question, "/case-studies/hours/")

    again = add(bryn_client, question, "/case-studies/hours/", why="I think so too.")

    assert "This stands with the question already." in again.text
    assert "I think so too." in again.text
    assert question.answers.count() == 1


def test_draft_and_unknown_page_are_not_found(amina, amina_client):
    question = ask("Is there evidence?", told())
    make_case_study(amina, title="Still a draft", published=False)

    for given in ("Still a draft", "/case-studies/still-a-draft/", "/you/", "q" * 600, ""):
        answer = amina_client.get(f"{question.get_absolute_url()}answers/new/", {"page": given})
        assert answer.status_code == 200
        assert "Add it" not in answer.text, given


def test_answer_must_say_how_it_speaks_to_the_question(amina_client):
    question = ask("Is there evidence?", told())
    make_case_study(title="Hours")

    assert "error" in add(amina_client, question, "/case-studies/hours/", why=" ").text
    assert not question.answers.exists()


def test_one_member_adds_twenty_answers_in_a_day(amina_client):
    question = ask("Is there evidence?", told())
    for number in range(21):
        make_case_study(title=f"Hours {number}")
        last = add(amina_client, question, f"/case-studies/hours-{number}/")

    assert "You added a lot today." in last.text
    assert question.answers.count() == 20


def test_answer_leaves_the_question_while_its_page_is_withdrawn(client, amina, mo, amina_client):
    question, case_study = ask("Is there evidence?", told()), make_case_study(amina, title="Hours")
    add(amina_client, question, "/case-studies/hours/")

    case_study.withdraw(by=mo, reason="A mistake.")

    assert "Hours" not in page(client, question)
    assert "Hours" not in client.get(f"{question.get_absolute_url()}feed.xml").text


def test_who_added_an_answer_organisers_and_moderators_remove_it(
    client, amina_client, bryn_client, mo_client, olu_client
):
    question = ask("Is there evidence?", told())
    for title in ("Hours", "Days", "Weeks"):
        make_case_study(title=title)
        add(amina_client, question, f"/case-studies/{title.lower()}/")
    weeks, days, hours = (answer.pk for answer in question.answers.all())
    address = f"{question.get_absolute_url()}answers/"

    assert client.get(f"{address}{hours}/deletion/").status_code == 302
    assert bryn_client.post(f"{address}{hours}/deletion/").status_code == 403
    assert "deletion/" not in page(bryn_client, question)
    assert amina_client.get(f"{address}{hours}/deletion/").status_code == 200
    assert question.answers.count() == 3
    amina_client.post(f"{address}{hours}/deletion/")
    olu_client.post(f"{address}{days}/deletion/")
    mo_client.post(f"{address}{weeks}/deletion/")
    assert not question.answers.exists()


def test_organiser_closes_a_question_and_opens_it_again_and_both_are_kept(client, olu_client):
    question = ask("Is there evidence?", told())
    address = question.get_absolute_url()

    olu_client.post(f"{address}closing/", {"reason": "Two evaluations say so."})

    closed = page(client, question)
    assert "by <bdi>Olu Adeyemi</bdi>" in closed
    assert "Two evaluations say so." in closed
    assert "answers/new/" not in closed
    assert "Closed since" in register(client)
    refused = olu_client.get(f"{address}answers/new/", follow=True)
    assert "This question is closed." in refused.text

    olu_client.post(f"{address}reopening/", {"reason": "One was mistaken."})

    opened = page(client, question)
    assert opened.index("One was mistaken.") < opened.index("Two evaluations say so.")
    assert "answers/new/" in opened
    assert "Closed since" not in register(client)


@pytest.mark.parametrize("verb", ["closing", "reopening"])
def test_nobody_but_organisers_closes_or_opens_a_question(
    client, amina_client, bryn_client, mo_client, verb
):
    question = ask("Is there evidence?", told())
    address = f"{question.get_absolute_url()}{verb}/"

    assert client.post(address, {"reason": "Mine."}).status_code == 302
    for member in (amina_client, bryn_client, mo_client):
        assert member.post(address, {"reason": "Mine."}).status_code == 403
    assert not question.changes.exists()


def test_closing_needs_a_reason_and_happens_once(olu, olu_client):
    question = ask("Is there evidence?", told())
    address = f"{question.get_absolute_url()}closing/"

    assert olu_client.post(address, {"reason": " "}).status_code == 422
    assert not question.changes.exists()
    assert QuestionChange.objects.close(question, by=olu.person, reason="Known.")
    assert QuestionChange.objects.close(question, by=olu.person, reason="Known.") is None
    assert "It is closed already." in olu_client.get(address, follow=True).text


def test_feed_of_a_question_tells_of_answers_and_of_its_closing(client, amina_client, olu):
    question = ask("Is there evidence?", told())
    make_case_study(title="Hours & days")
    add(amina_client, question, "/case-studies/hours-days/")
    QuestionChange.objects.close(question, by=olu.person, reason="It is\x0b known.")

    feed = client.get(f"{question.get_absolute_url()}feed.xml")

    titles = re.findall("<title>(.*?)</title>", feed.text)[1:]
    assert titles == ["Closed: Is there evidence?", "It may be answered: Hours &amp; days"]


@pytest.mark.parametrize("count", [1, 30])
def test_page_of_a_question_costs_the_same_for_1_and_30_of_everything(
    client, amina_client, olu, count, django_assert_num_queries
):
    question = ask("Is there evidence?", *(told(f"Event {number}") for number in range(count)))
    for number in range(count):
        asked = Question.objects.create(event=told(f"Then {number}"), text="Why?", answer="So.")
        claim = make_claim(make_case_study(title=f"Study {number}"), make_principle())
        told_by = {"question": question, "why": "It does.", "added_by": olu.person}
        OpenAnswer.objects.create(contribution=asked.event, witness_answer=asked, **told_by)
        OpenAnswer.objects.create(contribution=claim.contribution, claim=claim, **told_by)
        QuestionChange.objects.close(question, by=olu.person, reason="Known.")
        QuestionChange.objects.reopen(question, by=olu.person, reason="Unknown.")

    with django_assert_num_queries(4):
        client.get(question.get_absolute_url())
    with django_assert_num_queries(6):
        amina_client.get(question.get_absolute_url())
    with django_assert_num_queries(3):
        client.get(f"{question.get_absolute_url()}feed.xml")


def kept(**fields):
    return OpenAnswer(question=ask("Is there evidence?", told()), why="So.", **fields)


def test_answer_without_a_line_how_is_refused_by_the_database(db):
    answer = kept(contribution=make_case_study())
    answer.why = ""
    with pytest.raises(IntegrityError, match="open_answer_says_how"):
        answer.save()


def test_answer_stands_once_in_the_database(db):
    answer = kept(contribution=make_case_study())
    answer.save()
    answer.pk = None
    with pytest.raises(IntegrityError, match="open_answer_once"):
        answer.save(force_insert=True)


def test_answer_is_at_one_place_in_the_database(db):
    case_study, event = make_case_study(), told("Hull")
    asked = Question.objects.create(event=event, text="Why?", answer="So.")
    claim = make_claim(case_study, make_principle())
    with pytest.raises(IntegrityError, match="open_answer_has_one_place"):
        kept(contribution=case_study, witness_answer=asked, claim=claim).save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"what": "closed", "reason": ""}, "question_change_has_reason"),
        ({"what": "forgotten", "reason": "So."}, "question_change_is_known"),
    ],
)
def test_change_of_a_question_is_known_and_says_why(db, fields, constraint):
    question = ask("Is there evidence?", told())
    with pytest.raises(IntegrityError, match=constraint):
        QuestionChange.objects.create(question=question, **fields)
