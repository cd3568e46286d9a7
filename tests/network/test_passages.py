"""Parts of pages that search finds by themselves: answers, insights, recommendations, definitions."""

import pytest
from django.utils import timezone

from events.models import OpenQuestion
from network.models import Passage
from tests.factories import make_definition, make_event, make_recommendations, make_report

pytestmark = pytest.mark.django_db

OVER = "2010-07-20"


def found(client, asked, **more):
    response = client.get("/search/", {"q": asked, "kind": "answers", **more})
    page = response.context.get("passages") or []
    count = {tab["label"]: tab["count"] for tab in response.context["tabs"]}
    assert count["Answers and recommendations"] == str(len(page))
    return {row.get_absolute_url() for row in page}


def witnessed(olu, **fields):
    event = make_event(olu, **fields)
    slot = event.witness_slots.create(heading="Nora on marmalade", account="<p>She boils jars.</p>")
    asked = event.questions.create(
        text="Who pays for marmalade?", answer="<p>The parish does.</p>", witness_slot=slot
    )
    insight = event.insights.create(text="Marmalade brings neighbours together.")
    question = OpenQuestion.objects.worded("Would marmalade last?")
    question.asked_at.add(event)
    event.refresh_index()
    return event, slot, asked, insight


def test_what_witnesses_said_is_found_at_its_place_once_the_write_up_is_shown(client, olu):
    event, slot, asked, insight = witnessed(olu)
    assert found(client, "marmalade") == set()
    event.publish_write_up()
    address = event.get_absolute_url()
    anchors = {
        f"witness-{slot.pk}",
        f"question-{asked.pk}",
        f"insight-{insight.pk}",
        "open-questions",
    }
    assert found(client, "marmalade") == {f"{address}#{anchor}" for anchor in anchors}
    assert found(client, "parish") == {f"{address}#question-{asked.pk}"}


def test_what_somebody_said_is_found_by_their_name(client, olu):
    event, slot, asked, _ = witnessed(olu)
    slot.appearances.create(event=event, capacity="witness", name_as_printed="Nora Price")
    event.publish_write_up()
    event.refresh_index()
    address = event.get_absolute_url()
    assert f"{address}#question-{asked.pk}" in found(client, "nora price parish")
    assert found(client, "nora price boils") == {f"{address}#witness-{slot.pk}"}


def test_each_place_stands_on_the_page(client, olu):
    event, *_ = witnessed(olu, dated=OVER)
    event.publish_write_up()
    page = client.get(event.get_absolute_url()).text
    for anchor in Passage.objects.values_list("anchor", flat=True):
        assert f'id="{anchor}"' in page, anchor


def test_recommendations_and_definitions_of_a_report_are_found_at_their_place(client, olu):
    report = make_report(olu)
    make_recommendations(report, "Fund jars", "Share marmalade")
    make_definition(report, text="Marmalade is made of oranges.")
    report.refresh_index()
    address = report.get_absolute_url()
    assert found(client, "marmalade") == {f"{address}#recommendation-2", f"{address}#definitions"}
    page = client.get(address).text
    assert 'id="recommendation-2"' in page
    assert 'id="definitions"' in page
    shown = client.get("/search/?q=marmalade&kind=answers").text
    assert "Share <mark>marmalade</mark>" in shown
    assert f"From <bdi>{report.title}</bdi>" in shown


def test_a_result_says_who_said_it_and_where_as_the_page_does(client, olu):
    event, slot, asked, insight = witnessed(olu, written_up_at=timezone.now())
    slot.appearances.create(event=event, capacity="witness", name_as_printed="Nora Price")
    event.refresh_index()
    page = client.get("/search/?q=marmalade&kind=answers").text
    assert page.count(f"<bdi>Nora Price</bdi>, at <bdi>{event.title}</bdi>") == 2
    slot.appearances.create(event=event, capacity="witness", name_as_printed="Ivy Rees")
    slot.appearances.create(event=event, capacity="witness", role="Somebody else")
    insight.name_as_printed = "Ivy Rees"
    insight.witness_slot = slot
    insight.save()
    event.refresh_index()
    page = client.get("/search/?q=marmalade&kind=answers").text
    for who in ("Nora Price and Ivy Rees", "Ivy Rees"):
        assert page.count(f"<bdi>{who}</bdi>, at <bdi>{event.title}</bdi>") == 1
    assert page.count(f"From <bdi>{event.title}</bdi>") == 2


def test_a_recommendation_says_its_number(client, olu):
    report = make_report(olu)
    make_recommendations(report, "Fund jars", "Share marmalade")
    report.refresh_index()
    page = client.get("/search/?q=marmalade&kind=answers").text
    assert "Recommendation 2</span>" in page


def test_what_is_taken_back_goes_and_comes_again(client, olu):
    event, *_ = witnessed(olu, written_up_at=timezone.now())
    assert len(found(client, "marmalade")) == 4
    event.withdraw(by=olu, reason="Not yet.")
    assert found(client, "marmalade") == set()
    event.refresh_from_db()
    event.publish()
    assert len(found(client, "marmalade")) == 4


def test_drafts_and_what_is_to_appear_later_are_not_found(client, olu, olu_client):
    witnessed(olu, published=False, written_up_at=timezone.now())
    later = timezone.now() + timezone.timedelta(days=1)
    witnessed(olu, published=later, written_up_at=timezone.now())
    assert Passage.objects.count() == 8
    for reader in (client, olu_client):
        assert found(reader, "marmalade") == set()


def test_parts_follow_what_the_page_says(client, olu):
    event, slot, asked, insight = witnessed(olu, written_up_at=timezone.now())
    asked.delete()
    insight.text = "Jam brings neighbours together."
    insight.save()
    event.refresh_index()
    assert found(client, "parish") == set()
    assert found(client, "jam") == {f"{event.get_absolute_url()}#insight-{insight.pk}"}
    numbers = list(Passage.objects.values_list("pk", flat=True))
    event.refresh_index()
    assert list(Passage.objects.values_list("pk", flat=True)) == numbers


def test_filters_narrow_parts_by_their_page(client, olu):
    event, *_ = witnessed(olu, region="wales", written_up_at=timezone.now())
    witnessed(olu, region="london", written_up_at=timezone.now())
    assert len(found(client, "parish")) == 2
    assert len(found(client, "parish", region="wales")) == 1
    assert len(found(client, "parish region:wales")) == 1
    page = client.get("/search/?q=marmalade&kind=answers").text
    assert "Wales (4)" in page
    assert "London (4)" in page


def test_what_parts_say_is_escaped(client, olu):
    event = make_event(olu, written_up_at=timezone.now())
    event.insights.create(text="<script>alert(1)</script> marmalade")
    event.refresh_index()
    page = client.get("/search/?q=marmalade&kind=answers").text
    assert "<mark>marmalade</mark>" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("items", [1, 30])
def test_parts_cost_the_same_for_1_and_30(client, olu, queries, items):
    event = make_event(olu, written_up_at=timezone.now())
    for number in range(items):
        event.insights.create(text=f"Marmalade number {number}")
    event.refresh_index()
    assert queries(client, "/search/?q=marmalade&kind=answers") == 8
