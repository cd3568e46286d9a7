"""The search: what is found, how it is shown, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.findings import marked
from network.models import WrittenWord
from network.spelling import renew_written_words
from tests.factories import make_article, make_case_study, make_person, make_topic

pytestmark = pytest.mark.django_db

SPELLINGS = ["co-production", "coproduction", "co-producing", "co produced", "Co\u2011produce"]


def titles_in(page):
    return [part.split("</a>")[0] for part in page.split("<bdi>") if "</bdi></a></h2>" in part]


@pytest.mark.parametrize("written", SPELLINGS)
@pytest.mark.parametrize("asked", SPELLINGS)
def test_every_spelling_of_co_production_finds_and_marks_every_other(client, amina, written, asked):
    make_case_study(amina, title="Bread", body=f"<p>We were {written} bread together.</p>")
    page = client.get("/search/", {"q": f"{asked} bread"}).text
    assert f"<mark>{written}</mark> <mark>bread</mark> together" in page


def test_the_words_are_marked_in_title_and_snippet(client, amina):
    make_case_study(amina, title="Gardens for all", body="<p>They gardened on Sundays.</p>")
    page = client.get("/search/?q=gardening").text
    assert "<bdi><mark>Gardens</mark> for all</bdi>" in page
    assert "They <mark>gardened</mark> on Sundays." in page


def test_what_people_wrote_is_escaped_before_it_is_marked(client, amina):
    make_case_study(amina, title="<b>Bread</b>", body="<p>1 &lt; 2 &amp; <em>bread</em></p>")
    page = client.get("/search/?q=bread").text
    assert "&lt;b&gt;<mark>Bread</mark>&lt;/b&gt;" in page
    assert "1 &lt; 2 &amp; <mark>bread</mark>" in page


def test_a_mark_cannot_be_used_to_write_html():
    assert marked("\x02<script>\x03 co\x02qhaproducing\x03") == (
        "<mark>&lt;script&gt;</mark> co<mark>qhaproducing</mark>"
    )


def test_accents_make_no_difference(client, amina):
    make_case_study(amina, title="Siân and the café")
    for asked in ("sian cafe", "SIÂN", "Café"):
        assert "1 " in client.get("/search/", {"q": asked}).text
        assert "Siân" in client.get("/search/", {"q": asked}).text.split("card-list")[1]


def test_a_phrase_finds_only_words_that_stand_together(client, amina):
    make_case_study(amina, title="A bank of time")
    make_case_study(amina, title="A time bank")
    page = client.get("/search/", {"q": '"time bank"'}).text
    assert "A <mark>time</mark> <mark>bank</mark>" in page
    assert "of <mark>time</mark>" not in page


def test_a_minus_leaves_out(client, amina):
    make_case_study(amina, title="Bread and butter")
    make_case_study(amina, title="Bread alone")
    page = client.get("/search/?q=bread+-butter").text
    assert "alone" in page
    assert "butter</bdi>" not in page


def test_a_title_counts_for_more_than_the_text(client, amina):
    make_case_study(amina, title="Time banks everywhere")
    make_case_study(amina, title="A garden", body="<p>A time bank is mentioned here.</p>")
    page = client.get("/search/?q=time+bank").text
    assert page.index("everywhere") < page.index("A garden")


def test_drafts_are_neither_found_nor_counted(client, amina, amina_client):
    make_case_study(amina, title="Secret bread", published=False)
    for reader in (client, amina_client):
        page = reader.get("/search/?q=bread").text
        assert "Secret" not in page
        assert "Nothing found" in page


def test_tabs_count_each_kind_and_people(client, amina):
    make_case_study(amina, title="Bread here")
    make_article(amina, title="Bread there")
    make_article(amina, title="Bread everywhere")
    make_person("Breadwinner Jones", is_credited=True)
    response = client.get("/search/?q=bread")
    counts = {tab["label"]: tab["count"] for tab in response.context["tabs"]}
    assert counts == {
        "Everything": "3",
        "Case studies": "1",
        "Events": "0",
        "Reports": "0",
        "Articles": "2",
        "Answers and recommendations": "0",
        "People": "1",
    }


def test_a_kind_alone_has_no_tab_that_looks_for_nothing(client, amina):
    make_article(amina)
    labels = [tab["label"] for tab in client.get("/search/?kind=article").context["tabs"]]
    assert labels[0] == "Case studies"


@pytest.mark.parametrize("tab", ["people", "answers"])
def test_what_no_feed_tells_is_offered_as_none(client, amina, tab):
    make_article(amina, title="Bread")
    assert "/search/feed.xml" in client.get("/search/?q=bread").text
    assert "/search/feed.xml" not in client.get(f"/search/?q=bread&kind={tab}").text


def test_a_tab_shows_its_kind_alone(client, amina):
    make_case_study(amina, title="Bread here")
    make_article(amina, title="Bread there")
    page = client.get("/search/?q=bread&kind=article").text
    assert "there</bdi>" in page
    assert "here</bdi>" not in page.replace("there</bdi>", "")


def test_the_people_tab_shows_those_whom_one_may_find(client, amina_client):
    make_person("Breadwinner Jones", is_credited=True)
    make_person("Bread Member", listed="members")
    make_person("Bread Nobody", listed="nobody")
    seen = client.get("/search/?q=bread&kind=people").text
    assert "Breadwinner Jones" in seen
    assert "Bread Member" not in seen
    seen = amina_client.get("/search/?q=bread&kind=people").text
    assert "Bread Member" in seen
    assert "Bread Nobody" not in seen


def test_filters_narrow_and_can_be_removed(client, amina):
    bread = make_topic("bread making")
    make_case_study(amina, title="Bread in London", region="london", topics=[bread])
    make_case_study(amina, title="Bread in Wales", region="wales")
    response = client.get("/search/?q=bread&region=wales&kind=case-study")
    assert titles_in(response.text) == ["<mark>Bread</mark> in Wales</bdi>"]
    assert [choice["label"] for choice in response.context["filters"].active] == ["Wales"]
    assert response.context["filters"].active[0]["href"] == "?q=bread&kind=case-study"
    page = client.get("/search/?q=bread&topic=bread-making").text
    assert titles_in(page) == ["<mark>Bread</mark> in London</bdi>"]


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [
        ("timebanking", "time banking"),
        ("gardning", "gardening"),
        ("comunity gardning", "community gardening"),
        ("Sunitta", "sunita"),
        ("tiem", "time"),
        ("comunity zzyzx", "community"),
    ],
)
def test_a_misspelt_word_is_answered_with_a_better_one(client, amina, asked, suggested):
    make_case_study(amina, title="Community gardening", topics=[make_topic("time banking")])
    make_person("Sunita Rao", is_credited=True)
    page = client.get("/search/", {"q": asked}).text
    assert f"<strong>{suggested}</strong>" in page


def test_of_words_that_do_not_stand_together_each_is_offered(client, amina):
    make_case_study(amina, title="Bread")
    make_case_study(amina, title="Butter, melted")
    page = client.get("/search/", {"q": "bread butter zzyzx"}).text
    assert (
        'Look for one of them: <a href="?q=bread">bread</a>, <a href="?q=butter">butter</a>.'
        in page
    )
    assert "Look for one" not in client.get("/search/?q=zzyzx").text
    make_case_study(amina, title="The jam")
    assert "Did you mean" not in client.get("/search/?q=the+zzyzx").text
    assert "<strong>butter</strong>" in client.get("/search/?q=buttr").text


def test_nothing_is_suggested_from_a_draft_or_a_hidden_person(client, amina):
    make_case_study(amina, title="Gardening", published=False)
    make_person("Gardening Person", listed="nobody")
    assert "Did you mean" not in client.get("/search/?q=gardning").text


def test_a_word_that_only_a_text_says_is_known_as_long_as_something_published_says_it(
    client, amina
):
    study = make_case_study(amina, body="<p>Empathy, from an évaluation.</p>")
    make_case_study(amina, body="<p>Secrecy.</p>", published=False)
    renew_written_words.call()
    for asked, suggested in (("empthy", "empathy"), ("evaluaton", "evaluation")):
        assert f"<strong>{suggested}</strong>" in client.get(f"/search/?q={asked}").text
    assert "Did you mean" not in client.get("/search/?q=secrecyy").text
    study.published_at = None
    study.save()
    assert "Did you mean" not in client.get("/search/?q=empthy").text
    renew_written_words.call()
    assert not WrittenWord.objects.filter(word="empathy").exists()


def test_nothing_found_offers_fewer_choices_and_topics(client, amina):
    make_case_study(amina, topics=[make_topic("time banking")])
    page = client.get("/search/?q=zebra&region=wales").text
    assert "Search without those choices" in page
    assert "/topics/time-banking/" in page


ODD = [
    '"',
    '"""unbalanced "quotes',
    "-",
    "-- -- --",
    "& | ! ( ) : * <->",
    "or or or",
    "-nothing",
    "the",
    "%_\\'",
    "🧑‍🤝‍🧑",
    "\u202eevil\u202c",
    "تجربة مشتركة",
    "共同生产",
    "𝔠𝔬",
    "a" * 200,
    "'; drop table network_member; --",
    "\x02mark\x03",
    "<script>alert(1)</script>",
    "co-",
    "co-produc",
]


@pytest.mark.parametrize("asked", ODD)
def test_odd_words_get_a_page(client, amina, asked):
    make_case_study(amina)
    response = client.get("/search/", {"q": asked})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_a_search_that_only_leaves_out_is_asked_what_to_look_for(client, amina):
    make_case_study(amina)
    page = client.get("/search/?q=-bread").text
    assert "Say what to look for" in page


def test_more_than_can_be_counted_is_told_with_a_plus(client, amina, monkeypatch):
    monkeypatch.setattr("network.findings.MOST", 2)
    monkeypatch.setattr("network.views.search.MOST", 2)
    for number in range(4):
        make_case_study(amina, title=f"Bread number {number}")
    make_article(amina, title="Bread in the news", published=timezone.now() - timedelta(days=9))
    response = client.get("/search/?q=bread")
    counts = {tab["label"]: tab["count"] for tab in response.context["tabs"]}
    assert counts["Everything"] == "2+"
    assert counts["Case studies"] == "3+"
    assert len(response.context["page"]) == 2
    page = client.get("/search/?q=bread&kind=article").text
    assert "in the news" in page


def test_too_many_words_are_named_and_not_searched_for(client):
    page = client.get("/search/", {"q": "bread " * 10_000}).text
    assert "please use fewer words" in page


def test_nul_is_refused(client):
    assert client.get("/search/?q=a%00b").status_code == 400


@pytest.mark.parametrize(
    "query", ["kind=zebra", "topic=zebra", "sector=x", "region=x", "year=x", "year=99999"]
)
def test_a_wrong_filter_is_named_and_left_out(client, amina, query):
    make_case_study(amina, title="Bread")
    page = client.get(f"/search/?q=bread&{query}").text
    assert "<mark>Bread</mark>" in page


@pytest.mark.parametrize("cursor", ["x", "-x", "WzFd=", "W10", "W251bGxd", "Wy0xXQ", "WzEwMDBd"])
def test_an_odd_cursor_is_no_page(client, amina, cursor):
    make_case_study(amina, title="Bread")
    assert client.get(f"/search/?q=bread&page={cursor}").status_code == 404


def test_further_pages_follow_by_rank(client, amina):
    for number in range(25):
        make_case_study(amina, title=f"Bread number {number}")
    first = client.get("/search/?q=bread")
    second = client.get("/search/" + first.context["earlier_href"])
    assert len(first.context["page"]) == 20
    assert len(second.context["page"]) == 5
    assert len(set(titles_in(first.text)) | set(titles_in(second.text))) == 25
    back = client.get("/search/" + second.context["later_href"])
    assert titles_in(back.text) == titles_in(first.text)


def test_a_page_without_words_asks_for_some(client, amina):
    make_case_study(amina, topics=[make_topic("time banking")])
    page = client.get("/search/").text
    assert "Or browse by topic" in page
    assert "/topics/time-banking/" in page


@pytest.mark.parametrize("items", [1, 30])
def test_a_search_costs_the_same_for_1_and_30_items(client, amina, amina_client, queries, items):
    topic = make_topic("time banking")
    for number in range(items):
        make_case_study(amina, title=f"Bread number {number}", topics=[topic])
        make_person(f"Bread Person {number}", is_credited=True)
    # One of them looks for collections, on the first page of everything alone.
    assert queries(client, "/search/?q=bread") == 10
    assert queries(amina_client, "/search/?q=bread") == 12
    assert queries(client, "/search/?q=bread&kind=people") == 7
    assert queries(client, "/search/?q=bread&topic=time-banking&region=london&year=2026") == 9
    assert queries(client, "/search/?q=zebra") == 18


def test_a_visitors_search_sets_no_cookie_and_may_be_kept(client, amina):
    make_case_study(amina, title="Bread")
    response = client.get("/search/?q=bread")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    again = client.get("/search/?q=bread", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
