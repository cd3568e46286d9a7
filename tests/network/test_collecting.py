"""Collections, as organisers and moderators make them."""

from functools import partial

import pytest

from network import permissions
from network.models import Collection
from tests.at_once import at_once
from tests.conftest import signed_in
from tests.factories import make_article, make_case_study, make_collection, make_report
from tests.writing import as_sent, rows

pytestmark = pytest.mark.django_db

NEW = "/collections/new/"
TOLD = {"title": "Where to begin", "summary": "For the first month.", "position": 1}


def sent(*pieces, **fields):
    return TOLD | rows("items", *pieces) | fields


def test_organisers_and_moderators_make_collections(who):
    allowed = who(lambda member, _: permissions.may_edit_collections(member), None)
    assert allowed == {"olu", "mo", "admin"}


def test_nobody_else_opens_the_pages_on_which_they_are_made(
    client, amina_client, bryn_client, olu_client, mo_client, olu, amina
):
    piece = make_case_study(amina)
    draft = make_collection(olu, piece, published=False)
    at = draft.get_absolute_url()
    addresses = [NEW, "/collections/ways-in/", f"{at}edit/", f"{at}deletion/"]
    addresses += [f"{piece.get_absolute_url()}collections/"]
    for address in addresses:
        assert client.get(address).status_code == 302
        for member in (amina_client, bryn_client):
            assert member.get(address).status_code == 403
            assert member.post(address).status_code == 403
        for editor in (olu_client, mo_client):
            assert editor.get(address).status_code == 200
    assert amina_client.post(f"{at}withdrawal/").status_code == 403


def test_a_collection_is_written_and_published_in_one_go(client, olu_client, amina, olu):
    one, two = make_case_study(amina, title="A study"), make_article(amina, title="An article")
    first = {"place": f"http://testserver{two.get_absolute_url()}", "reason": "It is short."}
    second = {"place": "a STUDY", "reason": "It is <long>."}
    form = sent(first | {"ORDER": 2}, second | {"ORDER": 1}, publish="", introduction="<p>Hi.</p>")

    answer = olu_client.post(NEW, form, follow=True)

    assert "published: everybody can read it" in answer.text
    collection = Collection.objects.get(slug="where-to-begin")
    assert [item.contribution for item in collection.items.all()] == [
        one.contribution_ptr,
        two.contribution_ptr,
    ]
    assert collection.made_by.member == olu
    page = client.get("/collections/where-to-begin/").text
    assert page.index("It is &lt;long&gt;.") < page.index("It is short.")


@pytest.mark.parametrize(
    ("piece", "complaint"),
    [
        ({"place": "", "reason": "Good."}, "Say which page of this site it is."),
        ({"place": "A study", "reason": ""}, "Say in a sentence why it is here."),
        ({"place": "/case-studies/zebra/", "reason": "Good."}, "We do not find this page."),
        ({"place": "http://[", "reason": "Good."}, "We do not find this page."),
        ({"place": "A study", "reason": "x" * 501}, "at most 500"),
    ],
)
def test_what_is_wrong_with_a_piece_is_said_and_everything_kept(
    olu_client, amina, piece, complaint
):
    make_case_study(amina, title="A study")
    page = olu_client.post(NEW, sent({"place": "A study", "reason": "First."}, piece))
    assert page.status_code == 422
    assert complaint in page.text
    assert "Nothing you typed is lost." in page.text
    assert "For the first month." in page.text
    assert not Collection.objects.exists()


def test_a_piece_is_named_once(olu_client, amina):
    make_case_study(amina, title="A study")
    twice = {"place": "A study", "reason": "Good."}
    assert "in this collection already" in olu_client.post(NEW, sent(twice, twice)).text


def test_without_a_piece_it_stays_a_draft_that_says_what_it_needs(olu_client, client):
    answer = olu_client.post(NEW, sent(publish=""), follow=True)
    assert "Nearly there" in answer.text
    assert "Put in at least one piece" in answer.text
    assert client.get("/collections/where-to-begin/").status_code == 404


def test_another_row_is_added_without_javascript(olu_client):
    page = olu_client.post(NEW, sent({"place": "x", "reason": "Kept."}, add="items"))
    assert 'name="items-1-place"' in page.text
    assert "Kept." in page.text


def test_rows_change_places_and_go(olu_client, amina, olu):
    made = [make_case_study(amina, title=title) for title in ("A", "B", "C")]
    collection = make_collection(olu, *made)
    address = f"{collection.get_absolute_url()}edit/"
    form = as_sent(olu_client.get(address))
    form |= {"items-0-ORDER": 3, "items-1-DELETE": "on", "items-2-ORDER": 1}
    olu_client.post(address, form)
    titles = [item.contribution.title for item in collection.items.all()]
    assert titles == ["C", "A"]


def test_what_readers_do_not_see_is_marked_and_stays_when_saved(olu_client, amina, olu, mo):
    piece = make_case_study(amina, title="A study")
    collection = make_collection(olu, piece)
    piece.withdraw(by=mo, reason="")
    address = f"{collection.get_absolute_url()}edit/"
    page = olu_client.get(address)
    assert "Readers do not see this now" in page.text
    olu_client.post(address, as_sent(page) | {"items-0-reason": "Still good."})
    assert collection.items.get().reason == "Still good."


def test_a_row_taken_out_meanwhile_is_kept_anew(olu_client, amina, olu):
    piece = make_case_study(amina)
    collection = make_collection(olu, piece)
    address = f"{collection.get_absolute_url()}edit/"
    form = as_sent(olu_client.get(address)) | {"items-0-reason": "I still want it."}
    collection.items.all().delete()
    olu_client.post(address, form)
    assert collection.items.get().reason == "I still want it."


def test_the_address_of_a_part_leads_to_it(olu_client, olu):
    report = make_report(olu)
    report.passages.create(sort="recommendation", heading="Share.", anchor="recommendation-1")
    at = report.get_absolute_url()
    pieces = [
        {"place": f"{at}#recommendation-1", "reason": "One."},
        {"place": f"{at}#nowhere", "reason": "All."},
    ]
    olu_client.post(NEW, sent(*pieces))
    anchors = Collection.objects.get().items.values_list("anchor", flat=True)
    assert list(anchors) == ["recommendation-1", ""]


def test_renaming_it_leads_on_from_where_it_was(client, olu_client, amina, olu):
    collection = make_collection(olu, make_case_study(amina))
    address = f"{collection.get_absolute_url()}edit/"
    olu_client.post(address, as_sent(olu_client.get(address)) | {"title": "How to begin"})
    moved = client.get(collection.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, "/collections/how-to-begin/")


def test_the_second_to_save_sees_what_the_first_saved(olu_client, mo_client, amina, olu):
    collection = make_collection(olu, make_case_study(amina))
    address = f"{collection.get_absolute_url()}edit/"
    late = as_sent(mo_client.get(address)) | {"summary": "Mine.", "items-0-reason": "Mine, too."}
    olu_client.post(address, as_sent(olu_client.get(address)) | {"summary": "Hers."})

    page = mo_client.post(address, late)

    assert page.status_code == 409
    for words in ("Olu Adeyemi saved this at", "<p>Hers.</p>", "Mine, too.", "Because of A time"):
        assert words in page.text
    mo_client.post(address, as_sent(page))
    assert Collection.objects.get().summary == "Mine."


def test_one_renamed_meanwhile_is_still_written_where_its_page_was_opened(
    olu_client, mo_client, amina, olu
):
    collection = make_collection(olu, make_case_study(amina))
    address = f"{collection.get_absolute_url()}edit/"
    late = as_sent(mo_client.get(address)) | {"summary": "Mine."}
    olu_client.post(address, as_sent(olu_client.get(address)) | {"title": "Renamed"})
    page = mo_client.post(address, late)
    assert page.status_code == 409
    assert "<p>Renamed</p>" in page.text
    assert "Mine." in page.text


def test_whoever_has_its_page_open_is_told_of_a_piece_that_was_added(olu_client, mo, amina, olu):
    collection = make_collection(olu, make_case_study(amina))
    address = f"{collection.get_absolute_url()}edit/"
    late = as_sent(olu_client.get(address))
    collection.add(make_article(amina, title="Added"), reason="New.", by=mo)
    page = olu_client.post(address, late)
    assert page.status_code == 409
    assert "Added: New." in page.text


def test_a_piece_is_added_from_its_own_page(client, mo_client, amina, olu):
    collection = make_collection(olu, make_case_study(amina))
    piece = make_article(amina, title="An article")
    at = f"{piece.get_absolute_url()}collections/"
    page = mo_client.post(at, {"collection": collection.pk, "reason": ""})
    assert "Say in a sentence why it is here." in page.text
    mo_client.post(at, {"collection": collection.pk, "reason": "It is new."})
    added = collection.items.last()
    assert (added.contribution.title, added.reason) == ("An article", "It is new.")
    again = mo_client.post(at, {"collection": collection.pk, "reason": "Again."})
    assert "It is in this collection already." in again.text
    assert f'href="{collection.get_absolute_url()}#piece-{added.pk}"' in again.text
    draft = make_article(amina, title="Draft", published=False)
    assert mo_client.get(f"{draft.get_absolute_url()}collections/").status_code == 404


def test_a_new_collection_begins_with_the_piece_it_was_asked_from(olu_client, amina):
    piece = make_case_study(amina)
    page = olu_client.get(f"{piece.get_absolute_url()}collections/").text
    assert "There is no collection yet." in page
    begun = olu_client.get(f"{NEW}?piece={piece.get_absolute_url()}")
    assert as_sent(begun)["items-0-place"] == piece.get_absolute_url()


def test_it_becomes_a_draft_again_and_only_a_draft_is_deleted(client, olu_client, amina, olu):
    piece = make_case_study(amina)
    collection = make_collection(olu, piece)
    at = collection.get_absolute_url()
    assert olu_client.post(f"{at}deletion/").status_code == 404
    olu_client.post(f"{at}withdrawal/")
    assert client.get(at).status_code == 404
    assert "Delete <bdi>Where to begin</bdi>?" in olu_client.get(f"{at}deletion/").text
    olu_client.post(f"{at}deletion/")
    assert not Collection.objects.exists()
    assert client.get(piece.get_absolute_url()).status_code == 200


def test_ways_in_are_chosen_once_for_each_stage(olu_client, amina, olu):
    one, two = (make_collection(olu, make_case_study(amina), title=name) for name in ("A", "B"))
    draft = make_collection(olu, title="C", published=False)
    at = "/collections/ways-in/"
    twice = olu_client.post(at, {"starting": one.pk, "working": one.pk})
    assert "Choose a collection for one stage only." in twice.text
    assert (
        "Choose one of those that are offered" in olu_client.post(at, {"starting": draft.pk}).text
    )
    olu_client.post(at, {"starting": one.pk, "showing": two.pk})
    olu_client.post(at, {"starting": two.pk, "showing": one.pk})
    stages = Collection.objects.values_list("title", "stage").order_by("title")
    assert list(stages) == [("A", "showing"), ("B", "starting"), ("C", "")]


def test_the_administrator_finds_collections(admin_client, amina, olu):
    collection = make_collection(olu, make_case_study(amina))
    collection.former.create(slug="before")
    assert "Where to begin" in admin_client.get("/admin/network/collection/?q=begin").text
    assert admin_client.get(f"/admin/network/collection/{collection.pk}/change/").status_code == 200
    assert "before" in admin_client.get("/admin/network/formercollection/").text


@pytest.mark.parametrize("items", [1, 20])
def test_the_administration_costs_the_same_for_1_and_20_pieces(
    admin_client, amina, olu, queries, items
):
    pieces = [make_case_study(amina, title=f"Study {number}") for number in range(items)]
    collection = make_collection(olu, *pieces)
    address = f"/admin/network/collection/{collection.pk}/change/"
    admin_client.get(address)  # Django keeps which table is which, once it was asked
    assert queries(admin_client, address) == 5


@pytest.mark.parametrize("items", [1, 20])
def test_writing_costs_the_same_for_1_and_20_pieces(olu_client, amina, olu, queries, items):
    pieces = [make_case_study(amina, title=f"Study {number}") for number in range(items)]
    collection = make_collection(olu, *pieces)
    assert queries(olu_client, f"{collection.get_absolute_url()}edit/") == 5
    assert queries(olu_client, f"{pieces[0].get_absolute_url()}collections/") == 6
    assert queries(olu_client, "/collections/ways-in/") == 6


@pytest.mark.django_db(transaction=True)
def test_collections_of_one_title_and_ways_in_saved_at_once_fail_nobody(olu, amina):
    made = [make_collection(olu, make_case_study(amina), title=name) for name in ("A", "B")]
    jobs = [(NEW, sent())] * 4
    jobs += [("/collections/ways-in/", {"starting": each.pk}) for each in made * 2]
    answers = at_once(*[partial(signed_in(olu).post, *job) for job in jobs])
    statuses = [answer.status_code for answer in answers]
    assert len(statuses) == 8
    assert set(statuses) <= {302, 409}
    assert Collection.objects.filter(stage="starting").count() == 1
    assert Collection.objects.filter(title=TOLD["title"]).count() == statuses.count(302) - 4
