"""What reports and events know of what to read next."""

import pytest

from events.models import Appearance
from network.models import Related
from network.tasks import find_related
from tests.factories import (
    make_case_study,
    make_claim,
    make_event,
    make_person,
    make_principle,
    make_recommendations,
)
from tests.words import words

pytestmark = pytest.mark.django_db


def reasons(contribution):
    return list(contribution.related.values_list("says", "what", "other"))


@pytest.fixture
def studies(amina, bryn):
    """Two of nothing in common."""
    wales = {"region": "wales", "sector": "health"}
    return make_case_study(amina, title="Ours"), make_case_study(bryn, title="Theirs", **wales)


def test_the_same_recommendation_counts_more_than_the_same_principle(studies, bryn, report):
    ours, theirs = studies
    third = make_case_study(bryn, title="A third", region="", sector="")
    [recommendation] = make_recommendations(report, "Build it in.")
    principle = make_principle(report, name="People are assets")
    for study in (ours, third):
        make_claim(study, principle)
    for study in (ours, theirs):
        make_claim(study, recommendation, stance="challenges")
    find_related.call()

    assert reasons(ours) == [
        ("Speaks to the same recommendation", "Build it in.", theirs.pk),
        ("Speaks to the same principle", "People are assets", third.pk),
    ]


def test_the_words_of_a_withdrawn_report_are_no_reason_any_more(client, studies, report, olu):
    ours, theirs = studies
    [recommendation] = make_recommendations(report, "Build it in.")
    for study in studies:
        make_claim(study, recommendation)
    find_related.call()
    assert "Theirs Speaks to the same recommendation: Build it in." in words(
        client.get(ours.get_absolute_url())
    )

    report.withdraw(by=olu, reason="")

    assert "Read next" not in words(client.get(ours.get_absolute_url()))


def test_a_recommendation_that_is_worded_anew_is_soon_said_so(studies, report):
    ours, theirs = studies
    [recommendation] = make_recommendations(report, "Build it in.")
    for study in studies:
        make_claim(study, recommendation)
    find_related.call()
    recommendation.text = "Build it in from the start."
    recommendation.save()
    report.refresh_index()
    find_related.call()
    for study, other in (studies, studies[::-1]):
        said = ("Speaks to the same recommendation", "Build it in from the start.", other.pk)
        assert reasons(study) == [said]


def test_a_claim_that_is_deleted_is_found_out_soon(amina_client, studies, report):
    ours, theirs = studies
    [recommendation] = make_recommendations(report, "Build it in.")
    kept, other = [make_claim(study, recommendation) for study in studies]
    find_related.call()

    amina_client.post(f"/claims/{kept.pk}/deletion/")
    find_related.call()

    assert not Related.objects.exists()


def test_the_same_witness_is_told_from_the_same_speaker(olu):
    sunita, tom = make_person("Sunita Rao"), make_person("Tom Reed")
    events = [make_event(olu, title=title) for title in ("One", "Two", "Three")]
    for event in events:
        event.bylines.all().delete()
    for event, person, capacity in (
        (events[0], sunita, "witness"),
        (events[1], sunita, "witness"),
        (events[0], tom, "speaker"),
        (events[2], tom, "keynote"),
    ):
        Appearance.objects.create(
            event=event, person=person, capacity=capacity, name_as_printed=person.name
        )
    find_related.call()

    found = events[0].related.values_list("says", "person__name", "other__title")
    assert list(found) == [
        ("Same expert witness", "Sunita Rao", "Two"),
        ("Same speaker", "Tom Reed", "Three"),
    ]


def test_a_report_does_not_lead_again_to_what_stands_at_its_recommendations(
    client, studies, report
):
    ours, theirs = studies
    report.sector, report.region = ours.sector, ours.region
    report.save()
    report.refresh_index()
    [recommendation] = make_recommendations(report, "Build it in.")
    find_related.call()
    assert "Read next Case study Ours" in words(client.get(report.get_absolute_url()))

    make_claim(ours, recommendation)

    assert "Read next" not in words(client.get(report.get_absolute_url()))
