"""What to read next to a contribution, and why."""

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from network.models import Byline, Related, RelatedTurn, relating
from network.models.merging import merge
from network.tasks import find_related, renew_related
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_person,
    make_topic,
    name_on,
)
from tests.words import words

pytestmark = pytest.mark.django_db


def next_to(client, contribution):
    """What a page says below "Read next"."""
    said = words(client.get(contribution.get_absolute_url()))
    return said.partition("Read next")[2].partition("Comments")[0]


def test_the_same_author_and_topic_stand_before_the_topic_alone(client, amina, bryn):
    time = make_topic("time banking")
    study = make_case_study(amina, title="The bank", topics=[time], region="", sector="")
    make_article(bryn, title="By somebody else", topics=[time])
    make_article(amina, title="By the same", topics=[time])
    make_article(amina, title="Not out yet", topics=[time], published=False)

    find_related.call()

    said = next_to(client, study)
    assert "By the same Same author and topic: Amina Haddad, time banking" in said
    assert "By somebody else Same topic: time banking" in said
    assert said.index("By the same") < said.index("By somebody else")
    assert "Not out yet" not in said


def test_what_the_page_leads_to_already_is_not_named_again(client, amina, bryn):
    event = make_event(amina, title="The launch")
    first = make_article(amina, title="First thoughts", about=event)
    second = make_article(bryn, title="Second thoughts", about=event)
    for day in ("2011-01-01", "2011-01-02"):
        make_article(title=f"Between of {day}", topics=[make_topic("another")])

    find_related.call()

    assert "Read next" not in words(client.get(event.get_absolute_url()))
    # An article leads to those before and after it in time, and to what it is about.
    assert "The launch" not in next_to(client, first)
    third = make_article(title="Third thoughts", about=event)
    find_related.call()
    assert "First thoughts Also about: The launch" in next_to(client, third)
    assert "Second thoughts Also about: The launch" in next_to(client, third)
    assert second.related.filter(other=third).exists()


def test_the_same_place_and_sector_fill_up_what_is_few(client, amina, bryn):
    study = make_case_study(amina, title="Ours")
    make_case_study(bryn, title="Theirs")
    make_case_study(bryn, title="Elsewhere", region="wales")

    find_related.call()

    said = next_to(client, study)
    assert "Theirs Same place and sector: London, Mental health" in said
    assert "Elsewhere" not in said


def test_what_is_withdrawn_or_deleted_goes_at_once(client, amina, bryn, mo):
    study = make_case_study(amina, title="Ours")
    other = make_case_study(bryn, title="Theirs")
    third = make_case_study(bryn, title="Another")
    find_related.call()
    assert "Theirs" in next_to(client, study)

    other.withdraw(by=mo, reason="A name in it.")
    third.delete()

    assert "Read next" not in words(client.get(study.get_absolute_url()))


def test_a_name_that_is_taken_down_is_no_reason_any_more(client, amina, bryn):
    sunita = make_person("Sunita Rao")
    one, other = make_article(amina, title="One"), make_article(bryn, title="Other")
    for each in (one, other):
        name_on(each, sunita)
        each.refresh_index()
    make_article(title="Between")
    make_article(title="And between")
    find_related.call()
    assert set(Related.objects.filter(person=sunita).values_list("contribution", flat=True)) == {
        one.pk,
        other.pk,
    }

    shown = Related.objects.rows()
    sunita.withheld_at = one.published_at
    sunita.save()

    kept = type(one).objects.annotate(rows=shown).get(pk=one.pk).rows
    assert [row for row in kept if row["person"]] == []


def test_two_entries_that_become_one_person_relate_what_they_made(amina):
    sunita = make_person("Sunita Rao")
    one, other = make_article(amina, title="One"), make_article(title="Other")
    name_on(other, sunita)
    other.refresh_index()
    find_related.call()
    assert not Related.objects.exists()

    merge(amina.person, into=sunita)
    find_related.call()

    assert one.related.get().other_id == other.pk
    assert one.related.get().person == sunita


def test_a_topic_that_is_merged_relates_what_was_filed_under_both(
    olu_client, amina, bryn, django_capture_on_commit_callbacks
):
    banks, hours = make_topic("time banks"), make_topic("swapped hours")
    one = make_article(amina, title="One", topics=[banks])
    other = make_article(bryn, title="Other", topics=[hours])
    third = make_article(title="A third", topics=[hours])
    find_related.call()
    assert other.related.get().topic == hours

    with django_capture_on_commit_callbacks(execute=True):
        olu_client.post(f"{hours.get_absolute_url()}merger/", {"into": banks.name})
    find_related.call()

    found = one.related.values_list("other", "says", "topic")
    assert set(found) == {(each.pk, "Same topic", banks.pk) for each in (other, third)}


def test_a_topic_that_many_share_is_read_in_part_and_a_rare_one_comes_first(
    client, amina, bryn, monkeypatch
):
    monkeypatch.setattr(relating, "COMMON", 3)
    common, rare = make_topic("services"), make_topic("time banking")
    study = make_case_study(amina, title="Ours", topics=[common, rare], sector="")
    oldest = make_article(bryn, title="The oldest", topics=[common, rare])
    for number in range(5):
        make_article(bryn, title=f"Common {number}", topics=[common])

    find_related.call()

    first = study.related.first()
    assert (first.other_id, first.says, first.topic) == (oldest.pk, "Same topic", rare)
    assert study.related.count() == 4  # the three newest of what is common, and the rare one


def test_finding_costs_the_same_however_many_share_a_topic(amina, bryn):
    topic = make_topic("services")
    study = make_case_study(amina, topics=[topic], sector="")
    find_related.call()

    def cost():
        with CaptureQueriesContext(connection) as captured:
            Related.objects.find(study.pk)
        return len(captured)

    make_article(bryn, topics=[topic])
    few = cost()
    for number in range(40):
        make_article(bryn, title=f"Number {number}", topics=[topic])
    assert cost() == few


def test_each_has_its_turn_when_it_changed_and_every_night(amina, bryn):
    study = make_case_study(amina)
    other = make_case_study(bryn)
    assert RelatedTurn.objects.asked().count() == 2
    find_related.call()
    assert not RelatedTurn.objects.asked().exists()
    assert settings.TASK_SCHEDULE["network.tasks.find_related"] == 5
    assert settings.TASK_SCHEDULE["network.tasks.renew_related"] == 24 * 60

    Byline.objects.filter(contribution=other.pk).delete()
    type(other).objects.filter(pk=other.pk).update(region="wales")
    RelatedTurn.objects.update(found_at="2020-01-01T00:00Z")
    renew_related.call()
    assert not study.related.exists()
    assert not RelatedTurn.objects.oldest().exists()

    find_related.call()  # may run twice, and does nothing the second time
    assert not study.related.exists()


def test_nothing_is_next_to_itself_or_twice_next_to_another(amina, bryn):
    study, other = make_case_study(amina), make_case_study(bryn)
    with pytest.raises(IntegrityError, match="related_is_another"), transaction.atomic():
        Related.objects.create(contribution=study, other=study, position=0, says="Itself")
    Related.objects.create(contribution=study, other=other, position=0, says="Once")
    with pytest.raises(IntegrityError, match="related_once"), transaction.atomic():
        Related.objects.create(contribution=study, other=other, position=1, says="Twice")


def test_what_is_read_next_costs_a_page_no_query(client, queries, amina, bryn):
    study = make_case_study(amina)
    alone = queries(client, study.get_absolute_url())
    for number in range(10):
        make_case_study(bryn, title=f"Number {number}")
    find_related.call()

    assert study.related.count() == 8
    assert next_to(client, study).count("Same place and sector") == 4
    assert queries(client, study.get_absolute_url()) == alone
