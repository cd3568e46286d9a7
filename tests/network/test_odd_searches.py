"""Whatever somebody sends to the search gets a clear answer of our own: found, not found, or not understood."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db

ADDRESSES = ["/search/feed.xml", "/search/search.csv", "/search/suggestions/"]
WORDS = {
    "an open quote": '"bread and',
    "quotes inside quotes": '""bread" "and""',
    "curly quotes": "“bread",
    "signs only": '- "" -"" | & ! <-> :* ( )',
    "a minus": "-",
    "leaving out only": '-bread -"and butter"',
    "or alone": "or or OR",
    "stop words": "the and of",
    "tsquery": "bread & !butter | (jam <2> toast):*AB\\",
    "sql": "'; DROP TABLE network_contribution; -- %s %(q)s {} \\x",
    "patterns": "% _ \\ .* [a-z]+ (?:x) $ ^",
    "one long word": "b" * 200,
    "arabic": "تجربة مشتركة",
    "chinese": "共同生产",
    "devanagari": "सह-उत्पादन",
    "hebrew with marks": "שָׁלוֹם",
    "emoji": "🧑‍🤝‍🧑 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "combining": "b\u0301\u0302\u0303re\u0301ad" + "\u0300" * 60,
    "overrides": "\u202ebread\u202c \u2066x\u2069 \u200b\ufeff",
    "control letters": "\x01\x02\x03\x1b[31m\x7f",
    "line breaks": "bread\r\nbutter\tjam",
    "numbers": "0x1F 1e309 -1 NaN ½ ٣",
    "markup": "<b>bread</b> &amp; <script>alert(1)</script>",
    "kind without one": "bread kind:",
    "an open kind": 'bread kind:"',
    "a kind of odd letters": "kind:\u202e\u0301",
    "all filters, empty": 'kind:"" author:"" topic:"" region:"" year:""',
    "a year of letters": "bread year:abc",
    "a year of other digits": "bread year:٢٠١٠",
    "a year too far": "bread year:99999999999999999999",
    "years without an end": "bread year:..",
    "years of minus": "bread year:-2010..-5",
    "an unknown topic": "bread topic:zebra",
    "a topic of odd letters": "topic:\U0001f40e",
    "an author of signs": 'author:"%_\\" author:"',
    "an author of many words": f'author:"{"a " * 90}"',
    "the same said twice": "kind:report kind:article bread",
    "filters only": "kind:report year:2010 region:wales sector:health",
}
TOO_MUCH = {"10,000 words": "bread " * 10_000, "one word of 100,000": "b" * 100_000}


@pytest.mark.parametrize("what", [*WORDS, *TOO_MUCH])
def test_odd_words_are_answered_everywhere(client, amina, what):
    make_case_study(amina, title="Bread")
    typed = (WORDS | TOO_MUCH)[what]
    for address in ADDRESSES:
        assert client.get(address, {"q": typed}).status_code == 200, address
    for kind in ("people", "answers", "article"):
        response = client.get("/search/", {"q": typed, "kind": kind})
        assert response.status_code == 200, kind
    page = client.get("/search/", {"q": typed}).text
    assert "<script>alert" not in page
    if what in TOO_MUCH:
        assert "please use fewer words" in page


QUERIES = {
    "q=%00": 400,
    "q=bread%00": 400,
    "kind=%00": 400,
    "q=%": 200,
    "q=%zz%e": 200,
    "q=%ff%fe": 200,
    "q=%ed%a0%80": 200,
    "q=%C0%AF..": 200,
    "q=bread&q=butter": 200,
    "q=bread&kind=article&kind=report": 200,
    "q=bread&year=2010&year=abc": 200,
    "q[]=bread": 200,
    "q": 200,
    "&&&=&=": 200,
    "q=bread;kind=report": 200,
    "q=bread&kind=": 200,
    "q=bread&sort=zebra": 200,
    "q=bread&region=Wales&sector=%F0%9F%90%8E": 200,
    "q=bread&page=": 200,
    "q=bread&page=0": 404,
    "q=bread&page=-": 404,
    "q=bread&page=WzIwXQ%3D%3D": 404,
    "q=bread&page=Wy0yMF0": 404,
    "q=bread&page=W3RydWVd": 404,
    "q=bread&page=WzFlOTld": 404,
    "q=bread&page=%00": 400,
    "q=bread&page=%ed%a0%80": 404,
    "q=bread&kind=people&page=WyJhIl0": 404,
    "q=bread&kind=people&page=WyJhIiwgMV0": 404,
    "q=bread&kind=people&page=WzEsICJhIl0": 404,
    "q=bread&kind=answers&page=WzEwMDBd": 404,
}


@pytest.mark.parametrize("query", QUERIES)
def test_odd_addresses_get_a_page_of_our_own(client, amina, query):
    make_case_study(amina, title="Bread")
    response = client.get(f"/search/?{query}")
    assert response.status_code == QUERIES[query]
    assert response.text.count("<h1") == 1
    assert "<title>" in response.text


def test_of_a_parameter_given_twice_the_last_counts(client, amina):
    make_case_study(amina, title="Bread")
    page = client.get("/search/?q=bread&q=zebra").text
    assert "Search for “zebra”" in page


@pytest.mark.parametrize("typed", ["kind:zebra", "topic:zebra", "year:abc", "region:zebra"])
def test_what_was_typed_stands_in_the_box_again(client, amina, typed):
    """Nothing is lost: what is not understood is named, and the words are still there."""
    make_case_study(amina, title="Bread", topics=[make_topic("jam")])
    page = client.get("/search/", {"q": f"bread {typed}"}).text
    assert 'value="bread"' in page
    assert "we do not know this one" in page
    assert "we do not know this one" in client.get("/search/", {"q": f"zzyzx {typed}"}).text


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "kind", "topic", "sector", "region", "year", "author", "sort", "page"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    )
)
def test_any_search_is_answered(client, parameters):
    assert client.get("/search/", parameters).status_code in (200, 400, 404)
