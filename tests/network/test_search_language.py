"""What may be typed into the box beside words, and the words that mean the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import Region, SearchEntry, Synonym
from network.models.searching import read_words
from network.models.spellings import british_words, other_spellings, parted
from network.models.synonyms import MOST_SYNONYMS
from network.search_language import chosen_by, understood
from tests.factories import (
    make_article,
    make_case_study,
    make_organisation,
    make_person,
    make_report,
    make_topic,
)

pytestmark = pytest.mark.django_db


def make_byline(study, person):
    study.bylines.create(person=person, name_as_printed=person.name)


def found(client, asked, **more):
    page = client.get("/search/", {"q": asked, **more}).context.get("page") or []
    return {row.title for row in page}


def test_a_kind_may_be_typed_in_any_words(client, amina):
    make_case_study(amina, title="Bread here")
    make_article(amina, title="Bread there")
    for typed in ("kind:article", "KIND:Articles", 'kind:"article"', "kind:art"):
        response = client.get("/search/", {"q": f"bread {typed}"})
        assert {row.title for row in response.context["page"]} == {"Bread there"}
        assert 'href="?q=bread&amp;kind=article" aria-current="page"' in response.text
    for typed in ("kind:case-studies", 'kind:"case studies"', "kind:case-study"):
        assert found(client, f"bread {typed}") == {"Bread here"}


def test_a_place_a_sector_and_a_topic_may_be_typed(client, amina):
    wanted = {
        "region": "north-west",
        "sector": "mental-health",
        "topics": [make_topic("time banking")],
    }
    make_case_study(amina, title="Bread here", **wanted)
    make_case_study(amina, title="Bread there", sector="justice")
    for typed in ('region:"North West"', "sector:mental", 'topic:"Time banking"'):
        assert found(client, f"bread {typed}") == {"Bread here"}
        assert found(client, typed) == {"Bread here"}


def test_a_year_and_a_span_of_years_may_be_typed(client, amina):
    for year in (2009, 2010, 2012, 2015):
        make_case_study(amina, title=f"Bread of {year}", dated=str(year))
    assert found(client, "bread year:2010") == {"Bread of 2010"}
    for span in ("2010..2014", "2014..2010", "2010-2014"):
        assert found(client, f"bread year:{span}") == {"Bread of 2010", "Bread of 2012"}
    labels = client.get("/search/", {"q": "bread year:2010..2014"}).context["filters"].active
    assert [choice["label"] for choice in labels] == ["2010 to 2014"]


def test_an_author_may_be_typed(client, amina):
    sunita = make_person("Sunita Ráo", is_credited=True)
    make_byline(make_case_study(amina, title="Bread here"), sunita)
    make_case_study(amina, title="Bread there", sector="justice")
    for typed in ('author:"sunita rao"', "by:Sunita"):
        assert found(client, f"bread {typed}") == {"Bread here"}
    assert found(client, "author:nobody") == set()


def test_who_asks_not_to_be_found_is_not_found_as_an_author(client, amina):
    hidden = make_person("Sunita Rao", listed="nobody")
    study = make_case_study(amina, title="Bread here")
    make_byline(study, hidden)
    assert found(client, "author:sunita") == set()


@pytest.mark.parametrize(
    "typed",
    ["kind:zebra", "topic:zebra", "region:x", "sector:x", "year:x", "year:1..2..3", "year:2010.."],
)
def test_what_is_not_known_is_named_and_left_out(client, amina, typed):
    make_case_study(amina, title="Bread")
    response = client.get("/search/", {"q": f"bread {typed}"})
    assert "we do not know this one" in response.text
    assert {row.title for row in response.context["page"]} == {"Bread"}


def test_or_and_other_colons_are_words(client, amina):
    make_case_study(amina, title="Bread")
    make_case_study(amina, title="Butter")
    assert found(client, "bread or butter") == {"Bread", "Butter"}
    assert understood("https://a.example co:op") == ("https://a.example co:op", {})


def test_the_signs_of_a_telephone_are_read_as_what_is_meant(client, amina):
    make_article(amina, title="The time bank")
    make_article(amina, title="A bank of time in the school")
    assert found(client, "“time bank”") == {"The time bank"}
    assert found(client, "bank –school") == found(client, "bank −school") == {"The time bank"}
    assert len(found(client, "bank – time")) == 2


def test_words_with_a_stroke_between_them_are_two(client, amina):
    make_article(amina, title="Users/carers decide", body="<p>Care and/or housing/benefits.</p>")
    for asked in ("carers", "housing", '"housing benefits"', "users/carers", "care and/or housing"):
        assert found(client, asked) == {"Users/carers decide"}, asked
    assert found(client, "carers/families") == set()


def test_an_organisation_is_an_author_where_it_wrote_or_where_nobody_else_is_named(client, olu):
    trust = make_organisation("Riverside Trust", short_name="RT")
    for title, capacity in (("Written", "author"), ("Published", "publisher"), ("Paid", "funder")):
        report = make_report(title=f"{title} bread")
        report.partners.create(organisation=trust, capacity=capacity)
    make_report(olu, title="By Olu").partners.create(organisation=trust, capacity="publisher")
    for name in ('"riverside trust"', "rt"):
        assert found(client, f"author:{name}") == {"Written bread", "Published bread"}
    assert found(client, "author:riverside written") == {"Written bread"}


def test_a_minus_before_a_filter_is_named_and_takes_nothing_away(client, amina):
    make_article(amina, title="Bread here")
    response = client.get("/search/", {"q": "bread -kind:article"})
    assert [row.title for row in response.context["page"]] == ["Bread here"]
    assert "-kind:article: only words can be left out" in response.text


def test_the_page_says_what_may_be_typed(client):
    assert "year:2010..2014" in client.get("/search/").text


@given(st.text(max_size=300))
@settings(deadline=None)
def test_what_anybody_types_is_taken_apart_without_loss_of_plain_words(typed):
    words, said = understood(typed)
    assert all(said.values())
    assert understood(words)[0] == words or said
    assert len(words) <= len(typed)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200))
def test_postgresql_reads_whatever_is_typed(typed):
    assert isinstance(read_words(typed), str)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("north west", "north-west"),
        ("WALES", "wales"),
        ("yorks", "yorkshire"),
        ("north", "north"),
        ("", ""),
    ],
)
def test_a_place_is_meant_by_its_words_or_how_just_one_begins(said, meant):
    assert chosen_by(said, Region.choices) == meant


BOTH_WAYS = """
    neighbourhood neighborhood, behaviours behaviors, counselling counseling, counsellor counselor,
    travelled traveled, enrolment enrollment, fulfil fulfill, centre center, centred centered,
    kilometres kilometers, programme program, programmes programs, defence defense,
    licence license, practising practicing, dialogue dialog, analyse analyze, ageing aging,
    judgement judgment, skilful skillful, grey gray, paediatrician pediatrician,
    archaeology archeology, anaesthetist anesthetist
"""


def test_british_and_american_spelling_are_known_of_one_another():
    for pair in BOTH_WAYS.split(","):
        british, american = pair.split()
        assert (british, american) in other_spellings(british)
        assert (american, british) in other_spellings(american)
    for word in ("size", "prize", "citizen", "seized"):
        assert other_spellings(word) == []
        assert british_words(word) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [("neighbourhood", "neighborhood"), ("programme", "program"), ("organised", "organized")],
)
def test_british_and_american_spelling_find_one_another(client, amina, british, american):
    for here, there in ((british, american), (american, british)):
        study = make_case_study(amina, title="Bread", body=f"<p>The {here} of bread.</p>")
        study.refresh_index()
        assert found(client, there) == {"Bread"}
        assert found(client, f'"{here} of bread"') == {"Bread"}
        assert found(client, f"bread -{there}") == set()
        study.delete()


def test_a_hyphen_makes_no_difference(client, amina):
    make_case_study(amina, title="A time bank at a mental-health day service")
    make_case_study(amina, title="A bank of time for mental and other health")
    for typed in (
        "time-bank",
        "mental-health",
        "mental health service",
        '"mental health day-service"',
    ):
        assert found(client, typed) >= {"A time bank at a mental-health day service"}, typed
    for typed in ("time-bank", '"mental-health"', "time\u2010bank mental-health"):
        assert found(client, typed) == {"A time bank at a mental-health day service"}, typed
    assert found(client, "bank -time-bank") == {"A bank of time for mental and other health"}
    assert parted('a-b c "d-e f" covid-19 --x-y') == '"a b" c "d e f" covid-19 --"x y"'
    assert parted('"open time-bank') == '"open time-bank'


def test_words_in_ise_do_not_find_other_words(client, amina):
    make_case_study(amina, title="Organic gardens and a person").refresh_index()
    for typed in ("organisation", "organization", "personalise", "personalized"):
        assert found(client, typed) == set()


def test_a_synonym_finds_the_other_from_the_next_search_on(client, amina):
    make_case_study(amina, title="The family carer")
    make_case_study(amina, title="A carer alone")
    assert found(client, '"family carer"') == {"The family carer"}
    Synonym.objects.create(word="kinsperson", means="family carer")
    Synonym.objects.create(word="timebank", means="time bank")
    assert found(client, "kinsperson") == {"The family carer"}
    page = client.get("/search/?q=kinsperson").text
    assert "<mark>family</mark> <mark>carer</mark>" in page
    make_case_study(amina, title="Our kinspersons")
    for asked in ("family carer", '"family carer"', "kinsperson"):
        assert found(client, asked) == {"The family carer", "Our kinspersons"}
    assert found(client, "kinsperson -carer") == {"Our kinspersons"}


def test_several_synonyms_of_one_word_are_all_looked_for(client, amina):
    for title in ("Bread", "Loaves", "Baguettes"):
        make_case_study(amina, title=title)
    Synonym.objects.create(word="bread", means="loaf")
    Synonym.objects.create(word="bread", means="loaves")
    Synonym.objects.create(word="the", means="and")
    Synonym.objects.create(word="Bread", means="baguette")
    assert found(client, "bread") == {"Bread", "Loaves", "Baguettes"}
    assert found(client, "baguette") == {"Bread", "Baguettes"}


def test_a_pair_of_synonyms_stands_once_and_is_of_two_words():
    Synonym.objects.create(word="bread", means="loaf")
    for word, means in (("Bread", "Loaf"), ("bread", "BREAD")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Synonym.objects.create(word=word, means=means)


@pytest.mark.parametrize("who", ["amina", "olu"])
def test_synonyms_are_not_for_members_and_organisers(request, client, who):
    member = request.getfixturevalue(who)
    member.is_staff = True
    member.save()
    client.force_login(member)
    assert client.get("/admin/network/synonym/").status_code == 403


def test_a_moderator_who_may_open_the_admin_edits_synonyms(client, mo):
    mo.is_staff = True
    mo.save()
    client.force_login(mo)
    client.post("/admin/network/synonym/add/", {"word": "time bank", "means": "timebank"})
    assert str(Synonym.objects.get()) == "time bank = timebank"


def test_each_filter_says_how_many_it_leaves(client, amina):
    bread = make_topic("bread making")
    for number in range(3):
        make_case_study(
            amina, title=f"Bread {number}", region="wales", dated="2010", topics=[bread]
        )
    make_case_study(amina, title="Bread in London", region="london", dated="2012")
    make_case_study(amina, title="Bread unseen", region="scotland", published=False, topics=[bread])
    page = client.get("/search/?q=bread").text
    for words in ("Wales (3)", "London (1)", "2010 (3)", "2012 (1)", "bread making (3)"):
        assert words in page
    assert "Scotland" not in page


def test_the_newest_can_stand_first(client, amina):
    make_case_study(amina, title="Bread bread bread")
    make_case_study(amina, title="A garden", body="<p>Some bread was there.</p>")
    shown = client.get("/search/?q=bread&sort=date")
    assert [row.title for row in shown.context["page"]] == ["A garden", "Bread bread bread"]
    assert 'href="/search/search.csv?q=bread&amp;sort=date"' in shown.text
    assert [row.title for row in client.get("/search/?q=bread").context["page"]][
        0
    ] == "Bread bread bread"


def test_a_search_is_a_feed_and_a_table(client, amina):
    make_case_study(amina, title="Bread here", region="wales")
    make_case_study(amina, title="=Bread there")
    make_case_study(amina, title="Bread unseen", region="wales", published=False)
    page = client.get("/search/?q=bread&region=wales").text
    assert 'href="/search/feed.xml?q=bread&amp;region=wales"' in page
    assert 'href="/search/search.csv?q=bread&amp;region=wales"' in page
    feed = client.get("/search/feed.xml?q=bread&region=wales").text
    assert feed.count("<item>") == 1
    assert "Bread here" in feed
    table = b"".join(client.get("/search/search.csv?q=bread")).decode()
    assert len(table.splitlines()) == 3
    assert "'=Bread there" in table
    assert "unseen" not in feed + table


@pytest.mark.parametrize("path", ["/search/feed.xml", "/search/search.csv"])
@pytest.mark.parametrize("asked", ["", "-bread", "the", "kind:zebra", '"', "bread " * 500])
def test_a_feed_or_table_of_nothing_is_empty(client, amina, path, asked):
    make_case_study(amina, title="Bread")
    answer = client.get(path, {"q": asked})
    assert answer.status_code == 200
    assert "Bread<" not in b"".join(answer).decode()


def test_the_database_keeps_what_search_reads(amina):
    study = make_case_study(amina, title="Bread", region="wales", dated="2010")
    entry = SearchEntry.objects.published().get()
    assert (entry.pk, entry.kind, entry.region, entry.year) == (
        study.pk,
        "case-study",
        "wales",
        2010,
    )
    type(study).objects.filter(pk=study.pk).update(title="Soup", region="london")
    assert SearchEntry.objects.get(region="london").search.count("'soup':1A") == 1
    study.withdraw(by=amina, reason="Not yet.")
    assert not SearchEntry.objects.published().exists()
    study.delete()
    assert not SearchEntry.objects.exists()


def test_there_are_at_most_so_many_synonyms(db):
    Synonym.objects.bulk_create(
        Synonym(word=f"word {number}", means=f"other {number}") for number in range(MOST_SYNONYMS)
    )
    with pytest.raises(ValidationError, match="Delete one first"):
        Synonym(word="carer", means="family carer").full_clean()
    Synonym.objects.first().full_clean()
