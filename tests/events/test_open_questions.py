import pytest
from django.utils import timezone

from events.models import OpenQuestion
from network.models import ImpreciseDate
from tests.factories import make_event

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
    question = ask("Is there evidence?", told("London"), told("Cardiff"), note="Some say so.")

    shown = register(client)

    assert f'id="{question.slug}"' in shown
    assert "Some say so." in shown
    assert 'href="/events/london/"' in shown
    assert 'href="/events/cardiff/"' in shown
    assert question.get_absolute_url() == "/ideas/questions/#is-there-evidence"


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
