"""A moderator removes a comment with a reason, and can put it back."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from network.models import Comment, Removal, Restoration
from tests.factories import make_case_study, make_comment
from tests.pages import submit

REASON = "It names a patient.\n\nPlease post it again without the name."


@pytest.fixture
def study(olu):
    return make_case_study(olu)


@pytest.fixture
def comment(study, amina):
    return make_comment(study, amina, "Mrs Jones on ward four told me")


def remove(client, comment, reason=REASON):
    page = client.get(f"/comments/{comment.pk}/removal/")
    return submit(client, page, "", {"reason": reason})


def text(response):
    return response.content.decode()


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """What leaves the process does so on commit, which a test's transaction never reaches."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestRemoving:
    def test_a_removed_comment_leaves_the_page(self, mo_client, client, study, comment):
        page = remove(mo_client, comment)
        assert "The comment is removed" in text(page)
        page = text(client.get(study.get_absolute_url()))
        assert "Mrs Jones" not in page
        assert f'id="comment-{comment.pk}"' not in page
        study.refresh_from_db()
        assert study.comment_count == 0
        removal = Removal.objects.get()
        assert (removal.reason, removal.by.email) == (REASON, "mo@copro.example")

    def test_others_see_a_short_line_where_replies_follow(
        self, mo_client, bryn_client, client, study, comment, bryn
    ):
        make_comment(study, bryn, "Which ward?", reply_to=comment)
        remove(mo_client, comment)
        for reader in (client, bryn_client):
            page = text(reader.get(study.get_absolute_url()))
            assert "Removed by a moderator." in page
            assert "Which ward?" in page
            assert "Mrs Jones" not in page
            assert "names a patient" not in page

    def test_its_author_sees_it_with_the_reason(self, mo_client, amina_client, study, comment):
        remove(mo_client, comment)
        page = text(amina_client.get(study.get_absolute_url()))
        assert "A moderator removed this comment" in page
        assert "It names a patient." in page
        assert "Mrs Jones" in page
        page = text(amina_client.get("/you/"))
        assert "It names a patient." in page
        assert "Mrs Jones" in page

    def test_moderators_see_it_folded_away(self, mo_client, admin_client, study, comment):
        remove(mo_client, comment)
        for reader in (mo_client, admin_client):
            page = text(reader.get(study.get_absolute_url()))
            assert "<summary>Removed by a moderator:" in page
            assert "It names a patient." in page
            assert "Mrs Jones" in page

    @pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 1001])
    def test_a_removal_needs_a_reason_of_sane_length(self, mo_client, comment, reason):
        page = remove(mo_client, comment, reason)
        assert page.status_code == 422
        assert not Removal.objects.exists()

    @pytest.mark.parametrize("who", ["amina_client", "bryn_client", "olu_client"])
    def test_only_moderators_remove(self, request, comment, who):
        client = request.getfixturevalue(who)
        address = f"/comments/{comment.pk}/removal/"
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": REASON}).status_code == 403
        assert client.post(f"{address}restoration/").status_code == 403
        assert not Removal.objects.exists()

    def test_a_second_removal_changes_nothing(self, mo_client, admin_client, study, comment):
        late = admin_client.get(f"/comments/{comment.pk}/removal/")
        remove(mo_client, comment)
        page = submit(admin_client, late, "", {"reason": "Me too"})
        assert page.status_code == 409
        assert Removal.objects.get().reason == REASON
        study.refresh_from_db()
        assert study.comment_count == 0

    def test_what_is_deleted_cannot_be_removed(self, mo_client, study, comment, bryn):
        make_comment(study, bryn, reply_to=comment)
        comment.delete_by_author()
        assert mo_client.get(f"/comments/{comment.pk}/removal/").status_code == 403

    def test_an_author_may_still_delete_what_was_removed(self, mo, amina_client, study, comment):
        Removal.objects.remove(comment, by=mo, reason=REASON)
        amina_client.post(f"/comments/{comment.pk}/deletion/")
        study.refresh_from_db()
        assert study.comment_count == 0
        assert "Mrs Jones" not in text(amina_client.get(study.get_absolute_url()))

    @pytest.mark.parametrize(
        ("method", "address", "status"),
        [
            ("put", "removal/", 405),
            ("delete", "removal/", 405),
            ("get", "removal/restoration/", 405),
            ("get", "../99999999/removal/", 404),
        ],
    )
    def test_wrong_methods_and_numbers_are_told(self, mo_client, comment, method, address, status):
        response = getattr(mo_client, method)(f"/comments/{comment.pk}/{address}")
        assert response.status_code == (404 if ".." in address else status)


class TestRestoring:
    def test_a_comment_comes_back(self, mo_client, client, study, comment):
        remove(mo_client, comment)
        page = mo_client.get(f"/comments/{comment.pk}/removal/")
        assert "It names a patient." in text(page)
        submit(mo_client, page, "restoration")
        assert "Mrs Jones" in text(client.get(study.get_absolute_url()))
        study.refresh_from_db()
        assert study.comment_count == 1
        kept = Restoration.objects.get()
        assert (kept.reason, kept.removed_by.email) == (REASON, "mo@copro.example")

    def test_what_is_not_removed_cannot_come_back(self, mo_client, comment):
        address = f"/comments/{comment.pk}/removal/restoration/"
        assert mo_client.post(address).status_code == 403


class TestAtTheSameMoment:
    def test_two_moderators_put_a_comment_back_once(self, study, comment, mo):
        Removal.objects.remove(comment, by=mo, reason=REASON)
        both = [Removal.objects.get(), Removal.objects.get()]
        made = [removal.undo(by=mo) for removal in both]
        assert made[1] is None
        assert Restoration.objects.count() == 1
        study.refresh_from_db()
        assert study.comment_count == 1

    def test_what_its_author_just_deleted_is_counted_once(self, study, comment, bryn, mo):
        make_comment(study, bryn, "Which ward?")
        seen = Comment.objects.get(pk=comment.pk)
        comment.delete_by_author()
        assert Removal.objects.remove(seen, by=mo, reason=REASON) is None
        study.refresh_from_db()
        assert study.comment_count == 1


class TestTellingTheAuthor:
    def test_the_author_is_told_why(self, mo_client, comment, study, on_commit):
        with on_commit():
            remove(mo_client, comment)
        [message] = mail.outbox
        assert message.to == ["amina@copro.example"]
        assert message.subject == f"Your comment on “{study.title}” was removed"
        html = message.alternatives[0].content
        for body in (message.body, html):
            assert "It names a patient." in body
            assert "Mrs Jones on ward four told me" in body
            assert f"http://127.0.0.1:8000/comments/{comment.pk}/" in body
            assert "because you wrote this comment" in body
        assert "<p>" not in message.body

    def test_the_author_is_told_when_it_is_back(self, mo_client, comment, on_commit):
        remove(mo_client, comment)
        with on_commit():
            mo_client.post(f"/comments/{comment.pk}/removal/restoration/")
        [message] = mail.outbox
        assert "is back" in message.subject
        assert f"http://127.0.0.1:8000/comments/{comment.pk}/" in message.body

    def test_moderators_are_not_told_of_what_they_did_to_their_own(
        self, mo_client, mo, study, on_commit
    ):
        own = make_comment(study, mo)
        with on_commit():
            remove(mo_client, own)
            mo_client.post(f"/comments/{own.pk}/removal/restoration/")
        assert mail.outbox == []

    def test_people_without_an_account_get_no_mail(self, mo_client, comment, amina, on_commit):
        comment.author.member = None
        comment.author.save()
        with on_commit():
            remove(mo_client, comment)
        assert mail.outbox == []

    def test_a_failed_removal_tells_nobody(self, mo_client, comment, on_commit):
        with on_commit():
            remove(mo_client, comment, "")
        assert mail.outbox == []


class TestStanding:
    """A comment keeps its place while it, or something below it, is visible."""

    @pytest.fixture
    def line(self, study, amina):
        """A comment, its reply, and the reply to that."""
        made = []
        for _ in range(3):
            made.append(make_comment(study, amina, reply_to=made[-1] if made else None))
        return made

    def standing(self, line):
        places = dict(Comment.objects.values_list("pk", "stands"))
        return [places[comment.pk] for comment in line]

    def test_it_goes_from_below_upwards(self, line):
        for comment, left in zip(reversed(line), ([1, 1, 0], [1, 0, 0], [0, 0, 0]), strict=True):
            comment.delete_by_author()
            assert self.standing(line) == left

    def test_it_stays_while_something_hangs_below(self, line, mo):
        line[0].delete_by_author()
        Removal.objects.remove(line[1], by=mo, reason="Off topic")
        assert self.standing(line) == [True, True, True]
        line[2].delete_by_author()
        assert self.standing(line) == [False, False, False]

    def test_putting_one_back_puts_back_what_is_above(self, line, mo):
        removal = Removal.objects.remove(line[2], by=mo, reason="Mistake")
        line[1].delete_by_author()
        line[0].delete_by_author()
        assert self.standing(line) == [False, False, False]
        removal.undo(by=mo)
        assert self.standing(line) == [True, True, True]

    def test_what_stands_beside_it_is_not_touched(self, line, study, bryn):
        before, after = make_comment(study, bryn), make_comment(study, bryn)
        sibling = make_comment(study, bryn, reply_to=line[0])
        for comment in reversed(line):
            comment.delete_by_author()
        assert self.standing([before, after, sibling, line[0]]) == [True, True, True, True]


class TestConstraints:
    def test_a_removal_has_a_reason(self, comment, mo):
        with pytest.raises(IntegrityError), transaction.atomic():
            Removal.objects.remove(comment, by=mo, reason="")

    def test_a_comment_is_removed_once(self, comment, mo):
        Removal.objects.remove(comment, by=mo, reason=REASON)
        with pytest.raises(IntegrityError), transaction.atomic():
            Removal.objects.remove(comment, by=mo, reason=REASON)
