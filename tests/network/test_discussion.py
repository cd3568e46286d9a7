"""Reading what is said about a contribution."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render

from network.models import Comment, Removal
from network.models.comments import rendered
from network.views.comments import discussion
from tests.factories import make_case_study, make_comment, make_comments

DISCUSSION = "network/comments/discussion.html"
ANCHOR = re.compile(r'<li class="comment" id="comment-(\d+)"')


@pytest.fixture
def study(olu):
    return make_case_study(olu)


def letters(response):
    """The numbers of the comments on a page, in order."""
    return [int(number) for number in ANCHOR.findall(response.content.decode())]


class TestReading:
    def test_a_visitor_reads_names_dates_and_words(self, client, study, amina):
        make_comment(study, amina, "First line\n\nSecond paragraph")
        page = client.get(study.get_absolute_url()).content.decode()
        assert '<h2 id="comments-title">1 comment</h2>' in page
        assert "Amina Haddad" in page
        assert "<p>First line</p>" in page
        assert "<p>Second paragraph</p>" in page

    def test_a_conversation_without_comments_invites(self, client, study):
        assert "Nobody has written yet" in client.get(study.get_absolute_url()).content.decode()

    def test_a_closed_conversation_says_so_and_has_no_form(self, amina_client, study, amina):
        make_comment(study, amina)
        study.comments_open = False
        study.save(update_fields=["comments_open"])
        page = amina_client.get(study.get_absolute_url()).content.decode()
        assert "This conversation is closed" in page
        assert "<textarea" not in page
        assert "/reply/" not in page

    def test_markup_is_shown_and_not_run(self, client, study, amina):
        make_comment(study, amina, "<script>alert(1)</script> <b onclick=x>bold</b>")
        page = client.get(study.get_absolute_url()).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<b onclick" not in page

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            (
                "see https://example.org/a?b=1&c=2.",
                '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">',
            ),
            ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
            ('https://example.org/"onmouseover="x', '"https://example.org/%22onmouseover=%22x"'),
        ],
    )
    def test_addresses_become_links_and_nothing_else_does(self, written, shown):
        assert shown in rendered(written)
        assert 'onmouseover="x' not in rendered(written)

    def test_replies_come_below_what_they_answer_in_order(self, client, study, amina, bryn):
        first = make_comment(study, amina, "first")
        second = make_comment(study, bryn, "second")
        answer = make_comment(study, bryn, "answer", reply_to=first)
        again = make_comment(study, amina, "again", reply_to=answer)
        page = client.get(study.get_absolute_url())
        assert letters(page) == [first.pk, answer.pk, again.pk, second.pk]

    def test_replies_indent_twice_and_then_say_whom_they_answer(self, client, study, amina, bryn):
        parent = None
        made = []
        for member in (amina, bryn, amina, bryn, amina):
            parent = make_comment(study, member, "and", reply_to=parent)
            made.append(parent)
        page = client.get(study.get_absolute_url()).content.decode()
        assert [comment.depth for comment in made] == [0, 1, 2, 2, 2]
        assert page.count('data-depth="2"') == 3
        assert page.count("answering") == 2
        assert f'answering <a href="/comments/{made[2].pk}/"><bdi>Amina Haddad' in page
        assert f'answering <a href="/comments/{made[3].pk}/"><bdi>Bryn Llewelyn' in page

    def test_a_role_is_shown_to_those_for_whom_it_is(self, client, bryn_client, study, amina):
        amina.person.role = "Time bank coordinator"
        amina.person.work_seen_by = "members"
        amina.person.save()
        make_comment(study, amina)
        address = study.get_absolute_url()
        assert "Time bank coordinator" not in client.get(address).content.decode()
        assert "Time bank coordinator" in bryn_client.get(address).content.decode()

    def test_a_draft_has_no_conversation(self, amina_client, amina):
        draft = make_case_study(amina, published=False)
        assert 'id="comments"' not in amina_client.get(draft.get_absolute_url()).content.decode()


class TestPages:
    def test_a_page_holds_fifty_and_leads_to_the_next_and_back(self, client, study, amina):
        made = [comment.pk for comment in make_comments(study, amina, 120)]
        first = client.get(study.get_absolute_url())
        assert letters(first) == made[:50]
        second = client.get(link(first, "Later comments"))
        assert letters(second) == made[50:100]
        third = client.get(link(second, "Later comments"))
        assert letters(third) == made[100:]
        assert link(third, "Later comments") is None
        back = client.get(link(third, "Earlier comments"))
        assert letters(back) == made[50:100]
        assert letters(client.get(link(back, "Earlier comments"))) == made[:50]
        assert link(first, "Earlier comments") is None

    def test_one_link_leads_to_the_newest(self, client, study, amina):
        made = [comment.pk for comment in make_comments(study, amina, 120)]
        newest = client.get(link(client.get(study.get_absolute_url()), "Go to the newest"))
        assert letters(newest) == made[70:]
        assert link(newest, "Later comments") is None

    def test_going_back_past_the_beginning_shows_the_first_page_in_full(self, client, study, amina):
        made = make_comments(study, amina, 80)
        page = client.get(f"/comments/{made[60].pk}/", follow=True)
        before = client.get(link(page, "Earlier comments"))
        assert letters(before) == [comment.pk for comment in made[:50]]

    @pytest.mark.parametrize("place", [0, 20, 49, 50, 99, 100, 299])
    def test_a_comment_has_an_address_that_finds_its_page(self, client, study, amina, place):
        made = make_comments(study, amina, 300)
        response = client.get(f"/comments/{made[place].pk}/")
        assert response.status_code == 302
        assert response["Location"].endswith(f"#comment-{made[place].pk}")
        page = client.get(response["Location"])
        assert made[place].pk in letters(page)
        assert ("page=" in response["Location"]) == (place >= 50)

    def test_a_reply_deep_in_a_long_conversation_is_found(self, client, study, amina):
        make_comments(study, amina, 60)
        root = make_comment(study, amina)
        replies = [make_comment(study, amina, reply_to=root) for _ in range(70)]
        page = client.get(f"/comments/{replies[66].pk}/", follow=True)
        assert replies[66].pk in letters(page)
        page = client.get(f"/comments/{replies[10].pk}/", follow=True)
        assert root.pk in letters(page)

    def test_the_address_of_a_comment_that_nobody_sees_is_not_found(self, client, study, amina):
        gone = make_comment(study, amina)
        gone.delete_by_author()
        assert client.get(f"/comments/{gone.pk}/").status_code == 404
        assert client.get("/comments/123456789/").status_code == 404
        assert client.get(f"/comments/{'9' * 30}/").status_code == 404

    def test_the_comments_of_what_is_withdrawn_are_not_found(self, client, study, amina, olu):
        comment = make_comment(study, amina)
        study.withdraw(by=olu, reason="")
        assert client.get(f"/comments/{comment.pk}/").status_code == 404
        assert client.get(f"/comments/{comment.pk}/reply/").status_code == 404

    @pytest.mark.parametrize(
        "cursor", ["x", "WyJ4Il0x", "-", "~~~~", "W10", "WzFd" * 100, "ۿ", "Wz1d"]
    )
    def test_an_odd_cursor_is_not_found(self, client, study, amina, cursor):
        make_comment(study, amina)
        assert client.get(study.get_absolute_url(), {"page": cursor}).status_code == 404

    def test_a_page_from_which_all_is_gone_leads_to_the_first(self, client, study, amina):
        make_comments(study, amina, 51)
        later = link(client.get(study.get_absolute_url()), "Later comments")
        Comment.objects.latest("pk").delete_by_author()
        assert "There are no comments on this page any more" in client.get(later).content.decode()

    @pytest.mark.parametrize("count", [0, 1, 30, 300])
    def test_a_page_of_comments_is_one_query(
        self, rf, study, amina, bryn, count, django_assert_num_queries
    ):
        make_comments(study, amina, count)
        for reader, queries in ((AnonymousUser(), 1), (bryn, 2)):  # a member's groups are asked
            request = rf.get(study.get_absolute_url())
            request.user = reader
            with django_assert_num_queries(queries):
                page = render(request, DISCUSSION, {"discussion": discussion(request, study)})
            assert page.content.count(b'class="comment"') == min(count, 50)

    def test_the_number_of_queries_does_not_grow(
        self, study, amina, bryn, client, amina_client, mo_client, queries
    ):
        address = study.get_absolute_url()
        asked = {client: set(), amina_client: set(), mo_client: set()}
        for count in (1, 30, 300):
            comments = make_comments(study, bryn, count)
            make_comment(study, amina, reply_to=comments[0])
            Removal.objects.remove(comments[0], by=bryn, reason="Off topic")
            for reader, counts in asked.items():
                counts.add(queries(reader, address))
        assert [len(counts) for counts in asked.values()] == [1, 1, 1], asked


def link(response, words):
    """The address behind some words of a page, or None."""
    found = re.search(
        rf'href="([^"#]*)(#\w+)?"[^>]*>[^a-zA-Z]*(<svg.*?</svg>)?\s*{words}',
        response.content.decode(),
    )
    return found and found[1].replace("&amp;", "&")
