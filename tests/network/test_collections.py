"""Collections, as people read them."""

import pytest
from django.db import IntegrityError, connection, transaction

from network.models import Collection, CollectionItem, FormerCollection, Passage
from tests.factories import (
    make_article,
    make_case_study,
    make_collection,
    make_photo,
    make_report,
)

pytestmark = pytest.mark.django_db


def page_of(client, collection, status=200):
    page = client.get(collection.get_absolute_url())
    assert page.status_code == status
    return page.text


def test_its_pieces_stand_in_order_each_with_its_reason(client, olu, amina):
    last, first = make_case_study(amina, title="A study"), make_article(amina, title="An article")
    collection = make_collection(olu, first, last, introduction="<p>Read them in order.</p>")
    page = page_of(client, collection)
    said = ["Where to begin", "For somebody who is new", "2 pieces, put together by", "Olu Adeyemi"]
    said += ["Read them in order.", "Because of An article.", "An article</", "Because of A study."]
    places = [page.index(words) for words in said]
    assert places == sorted(places)
    assert "Edit the collection" not in page


def test_what_is_withdrawn_goes_at_once_and_comes_back(client, olu_client, olu, amina, mo):
    piece, other = make_case_study(amina, title="A study"), make_article(amina, title="Another")
    collection = make_collection(olu, piece, other)
    feed = f"{collection.get_absolute_url()}feed.xml"
    piece.withdraw(by=mo, reason="It names a child.")

    for address in (collection.get_absolute_url(), feed):
        seen = client.get(address).text
        assert "Because of Another." in seen
        assert "A study" not in seen
    assert "1 piece<" in client.get("/collections/").text
    assert "Readers do not see this now" in page_of(olu_client, collection)
    assert "Neighbours swap hours" not in page_of(olu_client, collection)

    piece.withdrawals.get().lift(by=mo)
    piece.publish()
    assert "A study</" in page_of(client, collection)


def test_one_with_nothing_to_read_says_so_and_leads_on(client, olu_client, olu, amina):
    piece = make_case_study(amina)
    collection = make_collection(olu, piece)
    piece.withdraw(by=amina, reason="")
    page = page_of(client, collection)
    assert "None of its pieces can be read at the moment." in page
    assert 'href="/collections/">All collections' in page


def test_a_part_of_a_page_is_led_to_as_long_as_it_is_there(client, olu, amina):
    report = make_report(olu)
    collection = make_collection(olu)
    collection.items.create(contribution=report, anchor="recommendation-1", reason="It is short.")
    told = Passage.told(Passage.Sort.RECOMMENDATION, "recommendation-1", "Share the money.", "")
    Passage.objects.write(report, [told])
    place = f'href="{report.get_absolute_url()}#recommendation-1" dir="auto">Share the money.'
    assert place in page_of(client, collection)

    Passage.objects.write(report, [])
    page = page_of(client, collection)
    assert "#recommendation-1" not in page
    assert "Right together</" in page


def test_a_draft_is_read_by_organisers_and_moderators_alone(
    client, amina_client, bryn_client, olu_client, mo_client, olu, amina
):
    draft = make_collection(olu, make_case_study(amina), published=False)
    for reader in (client, amina_client, bryn_client):
        page_of(reader, draft, status=404)
        assert "Where to begin" not in reader.get("/collections/").text
        assert reader.get(f"{draft.get_absolute_url()}feed.xml").status_code == 404
    for editor in (olu_client, mo_client):
        assert 'content="noindex"' in page_of(editor, draft)
        assert "Draft</span>" in editor.get("/collections/").text
    assert "Part of the collection" not in client.get(draft.items.get().get_absolute_url()).text


def test_without_collections_the_list_leads_on(client, olu_client):
    assert 'href="/topics/">Browse by topic' in client.get("/collections/").text
    assert 'href="/collections/new/">Make a collection' in olu_client.get("/collections/").text


def test_the_page_of_a_piece_names_its_collections_in_their_order(client, amina, olu, olu_client):
    piece = make_case_study(amina)
    make_collection(olu, piece, title="Second & last", position=2)
    first = make_collection(olu, piece, title="First", position=1)
    page = client.get(piece.get_absolute_url()).text
    assert "Part of the collections " in page
    assert page.index(f'href="{first.get_absolute_url()}"') < page.index("Second &amp; last")
    assert "Add to a collection" not in page
    assert (
        f"{piece.get_absolute_url()}collections/" in olu_client.get(piece.get_absolute_url()).text
    )


def test_the_feed_has_what_was_added_last_on_top_with_its_reason(client, olu, amina):
    old, new = make_case_study(amina, title="Old"), make_article(amina, title="New & good")
    collection = make_collection(olu, old)
    collection.add(new, reason="It answers <the> first.", by=olu)
    feed = client.get(f"{collection.get_absolute_url()}feed.xml")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert feed.text.index("New &amp; good") < feed.text.index("Old")
    assert "It answers &amp;lt;the&amp;gt; first." in feed.text


def test_its_curator_is_named_as_they_want_to_be(client, olu, amina, mo):
    collection = make_collection(olu, make_case_study(amina))
    person = collection.made_by
    assert f'href="{person.get_absolute_url()}"' not in page_of(client, collection)
    person.is_credited = True
    person.save()
    assert f'href="{person.get_absolute_url()}"' in page_of(client, collection)
    person.withheld_at = collection.updated_at
    person.save()
    assert "put together by" not in page_of(client, collection)


def test_search_finds_its_title_and_summary_and_never_a_draft(client, olu, amina):
    made = make_collection(olu, make_case_study(amina), title="Values for <money>")
    make_collection(olu, title="Value of a draft", published=False)
    line = f'<a href="{made.get_absolute_url()}"><bdi>Values for &lt;money&gt;</bdi></a>'
    assert line in client.get("/search/?q=value").text
    assert line in client.get("/search/?q=somebody+new").text
    assert "draft" not in client.get("/search/?q=value").text
    for narrower in ("&kind=report", "&region=wales", "&q=zebra"):
        assert line not in client.get(f"/search/?q=value{narrower}").text


def test_former_addresses_lead_on_and_come_back(client, olu):
    collection = make_collection(olu, title="One")
    for title in ("Two", "Three", "One"):
        collection.title = title
        collection.take_address()
        collection.save()
    assert collection.slug == "one"
    assert set(FormerCollection.objects.values_list("slug", flat=True)) == {"two", "three"}
    assert client.get("/collections/two/")["Location"] == "/collections/one/"
    moved = client.get("/collections/three/feed.xml")
    assert (moved.status_code, moved["Location"]) == (301, "/collections/one/feed.xml")
    assert make_collection(olu, title="Two").slug == "two-2"
    collection.withdraw()
    assert client.get("/collections/two/").status_code == 404


@pytest.mark.parametrize("title", ["New", "Ways in", "مجموعة"])
def test_no_title_takes_the_address_of_another_page(client, olu, title):
    collection = make_collection(olu, title=title)
    assert title in page_of(client, collection)


@pytest.mark.parametrize("items", [1, 20])
def test_collections_cost_the_same_for_1_and_20_items(client, olu_client, olu, queries, items):
    pieces = [make_case_study(None, title=f"Study {n}", cover=make_photo()) for n in range(items)]
    made = [make_collection(olu, *pieces, title=f"Collection {n}") for n in range(items)]
    assert queries(client, "/collections/") == 2
    assert queries(client, made[0].get_absolute_url()) == 2
    assert queries(client, f"{made[0].get_absolute_url()}feed.xml") == 2
    assert queries(olu_client, made[0].get_absolute_url()) == 4
    alone = make_case_study(None, title="In no collection", cover=make_photo())
    costs = [queries(client, each.get_absolute_url()) for each in (pieces[0], alone)]
    assert costs[0] == costs[1]


def test_a_stage_has_one_way_in(olu):
    make_collection(olu, title="One", stage="starting")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_collection(olu, title="Two", stage="starting")


def test_a_piece_stands_once_and_never_without_a_reason(olu, amina):
    piece = make_case_study(amina)
    collection = make_collection(olu, piece)
    collection.items.create(contribution=piece, reason="Again.")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()  # which waits for the end, so that rows can change places
    collection.items.last().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionItem.objects.create(collection=make_collection(olu), contribution=piece)


def test_its_address_belongs_to_one_collection(olu):
    collection = make_collection(olu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Collection.objects.create(title="Another", slug=collection.slug)
    collection.former.create(slug="before")
    with pytest.raises(IntegrityError), transaction.atomic():
        collection.former.create(slug="before")
