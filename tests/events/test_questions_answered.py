"""On the pages of contributions: the open questions to which each speaks."""

import pytest
from django.utils import timezone

from events.models import OpenAnswer, OpenQuestion
from network.models import ImpreciseDate
from network.tasks import find_related
from tests.factories import make_case_study, make_claim, make_event, make_principle, make_report
from tests.words import words

pytestmark = pytest.mark.django_db


def told():
    return make_event(title="London", dated=ImpreciseDate("2011-21"), body="<p>Day.</p>")


def ask(text, event):
    question = OpenQuestion.objects.worded(text)
    question.asked_at.add(event)
    return question


def test_a_page_says_to_which_open_questions_it_speaks(client, queries, amina):
    study = make_case_study(amina)
    address = study.get_absolute_url()
    without = queries(client, address)
    question = ask("Is there evidence?", told())
    closed = ask("Who decides?", told())
    OpenQuestion.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    for each in (question, closed):
        OpenAnswer.objects.create(question=each, contribution=study, why="It counts.")

    page = client.get(address)

    said = words(page)
    assert "This speaks to an open question: Is there evidence? It counts." in said
    assert "This spoke to a question that is closed now: Who decides? It counts." in said
    assert f'href="{question.get_absolute_url()}"' in page.text
    assert queries(client, address) == without


def test_a_page_does_not_tell_of_a_question_that_is_not_told_yet(client, amina, olu):
    study = make_case_study(amina)
    untold = ask("A secret question?", make_event(olu, published=False))
    OpenAnswer.objects.create(question=untold, contribution=study, why="It counts.")

    assert "secret" not in words(client.get(study.get_absolute_url()))


def test_a_claim_about_what_was_withdrawn_leaves_the_page_of_its_question(client, amina, olu):
    report = make_report(olu, title="Right together")
    principle = make_principle(report, name="People are assets")
    claim = make_claim(make_case_study(amina, title="A time bank"), principle)
    question = ask("Is there evidence?", told())
    OpenAnswer.objects.create(
        question=question, contribution=claim.contribution, claim=claim, why="It counts."
    )
    assert "Supports: People are assets" in words(client.get(question.get_absolute_url()))

    report.withdraw(by=olu, reason="It was the wrong edition.")

    said = words(client.get(question.get_absolute_url()))
    assert "A time bank It counts." in said
    assert "People are assets" not in said


def test_what_to_read_next_says_no_question_of_a_write_up_that_is_taken_back(client, amina, bryn):
    event = told()
    event.publish_write_up()
    question = ask("Who pays for the key?", event)
    study = make_case_study(amina, title="The hall", region="", sector="")
    other = make_case_study(bryn, title="The kitchen", region="", sector="")
    for each in (study, other):
        OpenAnswer.objects.create(question=question, contribution=each, why="It had one.")
    find_related.call()
    assert "Who pays for the key?" in read_next(client, study)

    event.take_back_write_up()

    assert "Who pays for the key?" not in read_next(client, study)
    find_related.call()
    assert "Who pays for the key?" not in read_next(client, study)


def read_next(client, contribution):
    said = words(client.get(contribution.get_absolute_url()))
    return said.partition("Read next")[2].partition("Comments")[0]
