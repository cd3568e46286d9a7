"""The newest of very many: found in slices of time, from one index, and by few texts read whole."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from network import findings
from network.forms.filters import Years
from network.models import Filing, SearchEntry, newest
from network.models.searching import ReadQuery
from tests.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db

BREAD = ReadQuery("'bread'")


def on_day(number):
    return timezone.now() - timedelta(days=number)


@pytest.fixture
def analysed(amina, monkeypatch):
    """40 days with a text each, of which the even ones are about bread; PostgreSQL knows how many there are."""
    monkeypatch.setattr(newest, "FEW", 0)
    for number in range(40):
        title = "Bread" if number % 2 == 0 else "Soup"
        make_case_study(amina, title=f"{title} {number}", published=on_day(number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE network_searchentry")


@pytest.mark.parametrize("too_few", [0, 5])
def test_slices_find_what_stands_first_of_all(analysed, monkeypatch, too_few):
    monkeypatch.setattr(newest, "TOO_FEW", too_few)
    about = SearchEntry.objects.published().matching(BREAD).values_list("pk", flat=True)
    for most in (1, 2, 3, 10, 19, 20, 21):
        assert about.newest(most) == list(about.newest_first()[:most])


def test_the_newest_are_found_without_a_look_at_all(analysed, django_assert_num_queries):
    about = SearchEntry.objects.published().matching(BREAD)
    with django_assert_num_queries(2):
        assert len(about.newest(1)) == 1
    with django_assert_num_queries(3):
        assert len(about.newest(99)) == 20


def test_a_spelling_is_found_that_stands_in_old_texts_only(client, analysed, amina):
    make_case_study(amina, title="Gardening", published=on_day(90))
    page = client.get("/search/?q=gardening+brread").text
    assert "<strong>gardening bread</strong>" in page


def plan_of(rows):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


def test_one_index_answers_words_with_every_filter(db):
    entries = SearchEntry.objects.published().matching(BREAD).of_kind("report")
    entries = entries.about_topic(make_topic("baking")).filter(sector="health", region="wales")
    narrowed = entries.happening_in(Years(2003, 2003)).facets(BREAD)
    condition = next(
        line for line in plan_of(narrowed.newest_first()).splitlines() if "Index Cond" in line
    )
    for column in ("search", "topics", "kind", "sector", "region", "year"):
        assert column in condition


@pytest.mark.parametrize("years", [Years(2003, 2005), Years(1900, 2005)])
def test_a_span_of_years_is_found(amina, years):
    for year in (1999, 2003, 2005, 2006):
        make_case_study(amina, dated=str(year))
    found = SearchEntry.objects.happening_in(years).values_list("year", flat=True)
    assert sorted(found) == [year for year in (1999, 2003, 2005) if year >= years.first]


def test_an_older_title_stands_before_what_only_mentions_the_words(client, amina, monkeypatch):
    monkeypatch.setattr(findings, "BEST", 2)
    make_case_study(amina, title="Bread", published=on_day(9))
    for number in range(4):
        make_case_study(
            amina, title=f"Soup {number}", body="<p>With bread.</p>", published=on_day(number)
        )
    titles = [row.title for row in client.get("/search/?q=bread").context["page"]]
    assert titles == ["Bread", "Soup 0", "Soup 1", "Soup 2", "Soup 3"]


def topics_of(study):
    return SearchEntry.objects.get(pk=study.pk).topics


def test_the_database_keeps_the_topics_that_search_reads(amina, mo):
    bread, baking = make_topic("bread"), make_topic("baking")
    study = make_case_study(amina, topics=[bread])
    assert topics_of(study) == [bread.pk]
    Filing.objects.create(tag=baking, content_object=study)
    assert topics_of(study) == [bread.pk, baking.pk]
    bread.merge_into(baking, by=mo)
    assert topics_of(study) == [baking.pk]
    Filing.objects.all().delete()
    assert topics_of(study) == []
