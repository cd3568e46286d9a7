"""Comments on a report that are about one of its recommendations."""

import pytest

from network.models import Comment
from reports.models import RecommendationComment
from tests.factories import make_comment, make_recommendations
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendations(report):
    return make_recommendations(report, "Build it in.", "Prevent.")


@pytest.fixture
def address(recommendations):
    return f"/ideas/recommendations/{recommendations[1].pk}/comments/"


def sent(recommendation, body="We tried it."):
    return {"body": body, "about": f"recommendation-{recommendation.pk}"}


def test_a_member_discusses_one_recommendation(
    client, amina_client, report, recommendations, address
):
    page = amina_client.get(address)
    assert "Nobody has written about it yet." in words(page)
    assert f'name="about" value="recommendation-{recommendations[1].pk}"' in page.text
    amina_client.post(f"{report.get_absolute_url()}comments/", sent(recommendations[1]))

    said = client.get(report.get_absolute_url())
    assert "Discuss recommendation 2 (1)" in words(said)
    assert "about recommendation 2" in words(said)
    assert f'about <a href="{recommendations[1].get_absolute_url()}"' in said.text
    assert "1 comment about it" in words(client.get(address))
    assert "We tried it." in words(client.get(address))
    assert "Nobody" in words(client.get(address.replace(*map(str, _keys(recommendations)))))


def _keys(recommendations):
    return f"/{recommendations[1].pk}/", f"/{recommendations[0].pk}/"


def test_an_answer_is_about_the_same(bryn_client, amina, report, recommendations, address):
    first = make_comment(report, amina, "It needs money.")
    recommendations[1].note(first)
    answer = {"body": "It needs less than you think.", "reply_to": first.pk}
    bryn_client.post(f"{report.get_absolute_url()}comments/", answer)

    assert RecommendationComment.objects.count() == 2
    assert "2 comments about it" in words(bryn_client.get(address))


def test_what_a_visitor_wrote_about_it_waits_and_is_about_it_still(
    client, amina, report, recommendations
):
    comments = f"{report.get_absolute_url()}comments/"
    for each in recommendations:
        client.post(comments, sent(each, f"About {each.text}"))
    client.force_login(amina)

    for each in reversed(recommendations):
        page = client.get(report.get_absolute_url())
        assert f"It is about recommendation {each.number} ." in words(page)
        waiting = page.text.partition('name="waiting" value="')[2][:8]
        client.post(comments, sent(each, f"About {each.text}") | {"waiting": waiting})

    about = RecommendationComment.objects.order_by("pk").values_list(
        "recommendation", "comment__body"
    )
    assert list(about) == [(each.pk, f"About {each.text}") for each in reversed(recommendations)]


@pytest.mark.parametrize("word", ["recommendation-0", "recommendation-x", "x", "recommendation-²"])
def test_a_comment_about_what_is_gone_is_one_on_the_report(amina_client, report, word):
    answer = amina_client.post(
        f"{report.get_absolute_url()}comments/", {"body": "Still true.", "about": word}
    )

    assert answer.status_code == 302
    assert Comment.objects.get().body == "Still true."
    assert not RecommendationComment.objects.exists()


def test_a_removed_or_deleted_comment_is_not_counted(client, amina, report, recommendations):
    comment = make_comment(report, amina)
    recommendations[0].note(comment)
    assert "recommendation 1 (1)" in words(client.get(report.get_absolute_url()))

    comment.delete_by_author()

    assert "recommendation 1 (1)" not in words(client.get(report.get_absolute_url()))


def test_the_page_of_a_closed_discussion_or_of_a_draft(
    client, report, recommendations, address, olu
):
    report.comments_open = False
    report.save()
    assert "This conversation is closed" in words(client.get(address))
    assert "<textarea" not in client.get(address).text

    report.withdraw(by=olu, reason="")
    assert client.get(address).status_code == 404


def test_the_page_takes_the_same_queries_however_much_was_said(
    client, queries, amina, report, recommendations, address
):
    assert queries(client, address) == 3
    for number in range(30):
        recommendations[1].note(make_comment(report, amina, f"Number {number}."))
    assert queries(client, address) == 3
