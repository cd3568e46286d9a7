"""Posting, answering, editing and deleting comments as a member."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from network import permissions
from network.models import Comment, Removal
from network.models.comments import LONGEST, MOST_A_MINUTE, path_step
from tests.factories import (
    make_article,
    make_case_study,
    make_comment,
    make_event,
    make_member,
    make_report,
)
from tests.pages import form_of, submit


@pytest.fixture
def study(olu):
    return make_case_study(olu)


def say(client, contribution, body="We did the same in Powys.", **fields):
    return client.post(f"{contribution.get_absolute_url()}comments/", {"body": body, **fields})


def text(response):
    return response.content.decode()


class TestPosting:
    @pytest.mark.parametrize("make", [make_case_study, make_article, make_event, make_report])
    def test_a_member_comments_on_every_kind(self, amina_client, amina, olu, make):
        contribution = make(olu)
        page = amina_client.get(contribution.get_absolute_url())
        page = submit(amina_client, page, "/comments/", {"body": "Well put.\r\n\r\nThank you."})
        comment = Comment.objects.get()
        assert comment.author == amina.person
        assert comment.body == "Well put.\n\nThank you."
        assert page.redirect_chain[-1][0] == (
            f"{contribution.get_absolute_url()}#comment-{comment.pk}"
        )
        assert "<p>Well put.</p>" in text(page)
        contribution.refresh_from_db()
        assert contribution.comment_count == 1

    def test_the_form_of_a_member_holds_a_token(self, study, amina):
        client = Client(enforce_csrf_checks=True)
        client.force_login(amina)
        submit(client, client.get(study.get_absolute_url()), "/comments/", {"body": "Yes"})
        assert Comment.objects.get().body == "Yes"

    def test_a_member_answers_on_a_page_of_its_own(self, amina_client, study, bryn):
        answered = make_comment(study, bryn, "Who pays for the hall?")
        page = amina_client.get(f"/comments/{answered.pk}/reply/")
        assert "Who pays for the hall?" in text(page)
        assert "Answer <bdi>Bryn Llewelyn</bdi>" in text(page)
        submit(amina_client, page, "/comments/", {"body": "The parish."})
        answer = Comment.objects.latest("pk")
        assert answer.reply_to == answered
        assert answer.path.startswith(f"{answered.path}/")

    def test_a_form_sent_twice_posts_once(self, amina_client, study):
        first, second = say(amina_client, study), say(amina_client, study)
        assert Comment.objects.count() == 1
        assert first["Location"] == second["Location"]

    def test_the_same_words_elsewhere_or_later_are_another_comment(
        self, amina_client, bryn_client, study, olu
    ):
        say(amina_client, study, "Agreed")
        say(bryn_client, study, "Agreed")
        say(amina_client, make_article(olu), "Agreed")
        say(amina_client, study, "Agreed", reply_to=Comment.objects.earliest("pk").pk)
        assert Comment.objects.count() == 4
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=2))
        say(amina_client, study, "Agreed")
        assert Comment.objects.count() == 5

    def test_too_many_in_a_minute_wait_and_keep_the_text(self, amina_client, study):
        for number in range(MOST_A_MINUTE):
            assert say(amina_client, study, f"Number {number}").status_code == 302
        response = say(amina_client, study, "One more")
        assert response.status_code == 429
        assert response.headers["Retry-After"] == "60"
        assert form_of(response, "/comments/")["fields"]["body"] == "One more"
        assert Comment.objects.count() == MOST_A_MINUTE
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=1))
        assert say(amina_client, study, "One more").status_code == 302

    def test_a_member_without_a_person_gets_one(self, client, study):
        member = make_member("Carys Bevan")
        member.person.delete()
        client.force_login(member)
        say(client, study)
        assert Comment.objects.get().author.name == "Carys Bevan"


class TestBadInput:
    @pytest.mark.parametrize("body", [None, "", " \r\n ", "\u200b\u2060\u200f", "\ufeff"])
    def test_nothing_to_say_is_told(self, amina_client, study, body):
        fields = {} if body is None else {"body": body}
        response = amina_client.post(f"{study.get_absolute_url()}comments/", fields)
        assert response.status_code == 422
        assert "Write something first." in text(response)

    def test_too_long_a_text_is_told_with_its_length_and_kept(self, amina_client, study):
        response = say(amina_client, study, "x" * (LONGEST + 7))
        assert response.status_code == 422
        assert "Your comment has 10007 characters, and 10000 is the most" in text(response)
        assert form_of(response, "/comments/")["fields"]["body"] == "x" * (LONGEST + 7)

    def test_the_longest_text_counts_a_line_break_once(self, amina_client, study):
        body = "line\r\n" * (LONGEST // 5)
        assert say(amina_client, study, body.rstrip() + "x").status_code == 302

    def test_a_megabyte_is_told_and_kept(self, amina_client, study):
        response = say(amina_client, study, "é" * 500_000)
        assert response.status_code == 422
        assert len(form_of(response, "/comments/")["fields"]["body"]) == 500_000

    def test_five_megabytes_are_too_much(self, amina_client, study):
        assert say(amina_client, study, "x" * 5_000_000).status_code == 413

    def test_a_nul_byte_is_refused(self, amina_client, study):
        assert say(amina_client, study, "a\x00b").status_code == 400
        assert not Comment.objects.exists()

    def test_control_characters_are_left_out(self, amina_client, study):
        say(amina_client, study, "a\x01b\x1b[31mc\x7f\td")
        assert Comment.objects.get().body == "ab[31mc\td"

    @pytest.mark.parametrize(
        "body", ["🙂👩🏽‍🦽", "שלום \u202eabc", "ليلى قالت نعم", "𝕏̷̛̖", "한국어", "Ŵyn-Jones: dŵr"]
    )
    def test_every_script_is_kept_as_it_is(self, amina_client, study, body):
        page = amina_client.get(say(amina_client, study, body)["Location"], follow=True)
        assert Comment.objects.get().body == body
        assert f'dir="auto"><p>{body}</p>' in text(page)

    @pytest.mark.parametrize(
        "wrong", ["0", "-1", "999999999", "9" * 40, "x", "1.5", "٣", "", "None"]
    )
    def test_an_answer_to_nothing_keeps_the_text(self, amina_client, study, wrong):
        response = say(amina_client, study, reply_to=wrong)
        assert response.status_code == (302 if wrong == "" else 422)
        if wrong:
            assert "The comment that you answered is gone" in text(response)
            fields = form_of(response, "/comments/")["fields"]
            assert fields["body"] == "We did the same in Powys."

    def test_an_answer_to_a_comment_elsewhere_is_refused(self, amina_client, study, bryn, olu):
        elsewhere = make_comment(make_article(olu), bryn)
        assert say(amina_client, study, reply_to=elsewhere.pk).status_code == 422
        assert Comment.objects.count() == 1

    @pytest.mark.parametrize("gone", ["deleted", "removed"])
    def test_an_answer_to_what_is_gone_can_then_be_posted_alone(
        self, amina_client, study, bryn, mo, gone
    ):
        answered = make_comment(study, bryn)
        page = amina_client.get(f"/comments/{answered.pk}/reply/")
        if gone == "deleted":
            answered.delete_by_author()
        else:
            Removal.objects.remove(answered, by=mo, reason="Off topic")
        page = submit(amina_client, page, "/comments/", {"body": "Agreed"})
        assert page.status_code == 422
        submit(amina_client, page, "/comments/")
        assert Comment.objects.latest("pk").reply_to is None

    @pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
    def test_other_methods_are_refused(self, amina_client, study, method):
        response = getattr(amina_client, method)(f"{study.get_absolute_url()}comments/")
        assert response.status_code == 405

    def test_unknown_contributions_and_drafts_are_not_found(self, amina_client, study, bryn):
        draft = make_case_study(bryn, published=False)
        assert amina_client.post("/case-studies/nowhere/comments/").status_code == 404
        assert amina_client.post("/nothings/x/comments/").status_code == 404
        assert amina_client.post(f"/articles/{study.slug}/comments/").status_code == 404
        assert say(amina_client, draft).status_code == 404

    def test_a_closed_conversation_gives_the_text_back(self, amina_client, study):
        study.comments_open = False
        study.save(update_fields=["comments_open"])
        response = say(amina_client, study, "Too late?")
        assert response.status_code == 403
        assert "Too late?" in text(response)
        assert not Comment.objects.exists()

    def test_a_closed_conversation_takes_no_answers(self, amina_client, study, bryn):
        comment = make_comment(study, bryn)
        study.comments_open = False
        study.save(update_fields=["comments_open"])
        page = amina_client.get(f"/comments/{comment.pk}/reply/")
        assert "This conversation is closed" in text(page)
        assert form_of(page, "/comments/") is None


class TestEditing:
    def test_an_author_edits_for_half_an_hour(self, amina_client, study, amina):
        comment = make_comment(study, amina, "Sevn beds")
        page = amina_client.get(study.get_absolute_url())
        assert f"/comments/{comment.pk}/edit/" in text(page)
        page = amina_client.get(f"/comments/{comment.pk}/edit/")
        assert form_of(page, "")["fields"]["body"] == "Sevn beds"
        page = submit(amina_client, page, "", {"body": "Seven beds"})
        assert "<p>Seven beds</p>" in text(page)
        assert "<span>edited</span>" in text(page)

    def test_later_the_text_is_given_back(self, amina_client, study, amina):
        comment = make_comment(study, amina, at=timezone.now() - timedelta(minutes=31))
        assert "/edit/" not in text(amina_client.get(study.get_absolute_url()))
        response = amina_client.post(f"/comments/{comment.pk}/edit/", {"body": "New words"})
        assert response.status_code == 403
        assert "New words" in text(response)
        comment.refresh_from_db()
        assert comment.body == "This helped us too."

    def test_an_empty_edit_is_told(self, amina_client, study, amina):
        comment = make_comment(study, amina)
        response = amina_client.post(f"/comments/{comment.pk}/edit/", {"body": " "})
        assert response.status_code == 422
        assert "Write something first." in text(response)

    def test_a_removed_comment_cannot_be_edited(self, amina_client, study, amina, mo):
        comment = make_comment(study, amina)
        Removal.objects.remove(comment, by=mo, reason="Off topic")
        assert amina_client.get(f"/comments/{comment.pk}/edit/").status_code == 403

    @pytest.mark.parametrize("who", ["bryn_client", "olu_client", "mo_client", "admin_client"])
    def test_nobody_edits_or_deletes_for_another(self, request, study, amina, who):
        client = request.getfixturevalue(who)
        comment = make_comment(study, amina)
        for page in ("edit", "deletion"):
            address = f"/comments/{comment.pk}/{page}/"
            assert client.get(address).status_code == 403
            assert client.post(address, {"body": "Mine"}).status_code == 403
        comment.refresh_from_db()
        assert comment.body == "This helped us too."

    @pytest.mark.parametrize("page", ["edit", "deletion", "removal"])
    def test_a_visitor_is_asked_to_sign_in(self, client, study, amina, page):
        comment = make_comment(study, amina)
        response = client.get(f"/comments/{comment.pk}/{page}/")
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


class TestDeleting:
    def test_an_author_deletes_after_being_asked(self, amina_client, client, study, amina):
        comment = make_comment(study, amina, "I regret this")
        page = amina_client.get(f"/comments/{comment.pk}/deletion/")
        assert "I regret this" in text(page)
        assert Comment.objects.visible().exists()
        page = submit(amina_client, page, "")
        assert "Your comment is deleted." in text(page)
        comment.refresh_from_db()
        assert comment.body == comment.html == ""
        assert f"comment-{comment.pk}" not in text(client.get(study.get_absolute_url()))
        study.refresh_from_db()
        assert study.comment_count == 0

    def test_its_place_stays_while_replies_hang_below(self, client, study, amina, bryn):
        comment = make_comment(study, amina, "I regret this")
        reply = make_comment(study, bryn, "I do not", reply_to=comment)
        comment.delete_by_author()
        page = text(client.get(study.get_absolute_url()))
        assert "Deleted by its author." in page
        assert "I regret this" not in page
        assert "Amina" not in page
        reply.delete_by_author()
        assert "Deleted by its author." not in text(client.get(study.get_absolute_url()))

    def test_twice_deleted_counts_once(self, study, amina, bryn):
        make_comment(study, bryn)
        comment = make_comment(study, amina)
        again = Comment.objects.get(pk=comment.pk)
        comment.delete_by_author()
        again.delete_by_author()
        study.refresh_from_db()
        assert study.comment_count == 1


CAST = ["amina", "bryn", "olu", "mo", "admin"]


class TestPermissions:
    """For the whole cast, about a comment by Amina; the visitor may nothing of it."""

    @pytest.fixture
    def comment(self, study, amina):
        return make_comment(study, amina)

    def allowed(self, request, rule, thing):
        cast = {name: request.getfixturevalue(name) for name in CAST}
        return {name for name, member in cast.items() if rule(member, thing)}

    def test_everybody_with_an_account_comments(self, request, study):
        assert self.allowed(request, permissions.may_comment, study) == set(CAST)

    def test_nobody_comments_on_what_is_closed_or_a_draft(self, request, study, olu):
        study.comments_open = False
        assert self.allowed(request, permissions.may_comment, study) == set()
        draft = make_case_study(olu, published=False)
        assert self.allowed(request, permissions.may_comment, draft) == set()

    def test_its_author_edits_and_deletes(self, request, comment):
        assert self.allowed(request, permissions.may_edit_comment, comment) == {"amina"}
        assert self.allowed(request, permissions.may_delete_comment, comment) == {"amina"}

    def test_moderators_remove_and_restore(self, request, comment, mo):
        assert self.allowed(request, permissions.may_remove_comment, comment) == {"mo", "admin"}
        assert self.allowed(request, permissions.may_restore_comment, comment) == set()
        Removal.objects.remove(comment, by=mo, reason="Off topic")
        assert self.allowed(request, permissions.may_remove_comment, comment) == set()
        assert self.allowed(request, permissions.may_restore_comment, comment) == {"mo", "admin"}
        assert self.allowed(request, permissions.may_edit_comment, comment) == set()

    def test_a_visitor_may_nothing(self, comment, study):
        visitor = AnonymousUser()
        rules = (
            permissions.may_edit_comment,
            permissions.may_delete_comment,
            permissions.may_remove_comment,
            permissions.may_restore_comment,
        )
        assert not any(rule(visitor, comment) for rule in rules)
        assert not permissions.may_comment(visitor, study)


class TestConstraints:
    @pytest.mark.parametrize(
        "path", ["", "short", "0000000A", "00000001/", "00000001/00000001/0000", "00000001-0000"]
    )
    def test_a_path_is_one_to_three_steps(self, study, amina, path):
        comment = make_comment(study, amina)
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(path=path)

    def test_a_path_is_taken_once(self, study, amina):
        comment = make_comment(study, amina)
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.create(contribution=study, author=amina.person, path=comment.path)

    def test_steps_sort_as_numbers_do(self):
        numbers = [0, 1, 9, 10, 35, 36, 37, 1295, 1296, 36**8 - 1]
        assert sorted(map(path_step, numbers)) == [path_step(number) for number in numbers]


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_same_moment_posts_once(olu, amina):
    study = make_case_study(olu)
    together = threading.Barrier(4)

    def send(_):
        together.wait()
        try:
            return Comment.objects.say(contribution=study, by=amina.person, body="Agreed").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(send, range(4)))
    assert len(made) == Comment.objects.count() == 1
    study.refresh_from_db()
    assert study.comment_count == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_during_a_deletion_keeps_its_place(olu, amina, bryn):
    """Deleting and answering at once: whichever is first, the answer hangs below something."""
    study = make_case_study(olu)
    comments = [make_comment(study, amina) for _ in range(8)]
    together = threading.Barrier(2)

    def delete(comment):
        together.wait()
        comment.delete_by_author()
        connection.close()

    def answer(comment):
        together.wait()
        Comment.objects.post(contribution=study, by=bryn.person, body="Yes", reply_to=comment)
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        for comment in comments:
            list(threads.map(lambda act, comment=comment: act(comment), (delete, answer)))
    assert not Comment.objects.filter(stands=False).exists()
    assert Comment.objects.count() == 16
