"""What waits for moderators, and the log of what they did."""

import pytest

from network.models import PersonClaim, Removal, Reversal, Takedown
from tests.factories import make_case_study, make_comment, make_person
from tests.network.test_takedowns import ask, decide, put_back

PAGES = ["/moderation/", "/moderation/log/", "/moderation/consents/", "/moderation/takedowns/"]


@pytest.mark.parametrize("address", PAGES)
def test_only_moderators_see_them(
    client, amina_client, bryn_client, olu_client, mo_client, admin_client, address
):
    for member in (amina_client, bryn_client, olu_client):
        assert member.get(address).status_code == 403
    assert client.get(address).headers["Location"] == f"/accounts/login/?next={address}"
    for moderator in (mo_client, admin_client):
        assert moderator.get(address).status_code == 200
        assert moderator.post(address).status_code == 405


def test_the_menu_leads_moderators_there(mo_client, amina_client):
    link = '<a href="/moderation/">Moderation</a>'
    assert link in mo_client.get("/").text
    assert link not in amina_client.get("/").text


def test_nothing_waits(mo_client, db):
    assert "Nothing waits" in mo_client.get("/moderation/").text


def test_each_thing_that_waits_is_counted_and_explained(mo_client, mo, amina, bryn):
    study = make_case_study(amina)
    ask(contribution=study)
    ask(contribution=study)
    PersonClaim.objects.create(person=make_person(), name="Sunita", member=bryn, why="It is me.")
    held = make_case_study(bryn, title="Held")
    withdrawal = held.withdraw(by=mo, reason="It names a patient.")
    withdrawal.appeals.create(by=bryn, words="She agreed.")
    page = mo_client.get("/moderation/").text
    for title, href, count in (
        ("Asked to be taken down", "takedowns", 2),
        ("Is this them?", "person-claims", 1),
        ("Asked to look again", "holds", 1),
    ):
        line = f'{href}/">{title}</a></strong> <span class="badge">{count}</span>'
        assert line in page
    assert "Somebody waits for an answer." in page


class TestTheLog:
    def did(self, mo, mo_client, study, bryn):
        comment = make_comment(study, bryn)
        Removal.objects.remove(comment, by=mo, reason="Off topic.").undo(by=mo)
        Removal.objects.remove(comment, by=mo, reason="Off topic again.")
        study.quotes.create(name_as_printed="Ann", text="x")
        takedown = ask("quote", study, quote_number=study.quotes.get().pk)
        decide(mo_client, takedown)
        put_back(mo_client, takedown)
        decide(mo_client, ask(contribution=study), "refuse", "Nothing is wrong.")
        study.withdraw(by=mo, reason="Held for now.").lift(by=mo)
        claim = PersonClaim.objects.create(
            person=make_person(), name="Sunita", member=bryn, why="It is me."
        )
        claim.refuse(by=mo, reason="We cannot tell.")

    def test_it_says_who_did_what_and_why(self, mo, mo_client, amina, bryn):
        self.did(mo, mo_client, make_case_study(amina), bryn)
        page = " ".join(mo_client.get("/moderation/log/").text.split())
        for told in (
            "removed a comment",
            "put a comment back",
            "Off topic.",
            "Off topic again.",
            "took down something that somebody is quoted as saying",
            "put back something that somebody is quoted as saying",
            "She changed her mind.",
            "refused to take down something else",
            "Nothing is wrong.",
            "took a page back, and holds it",
            "let a page be published again",
            "did not agree that a member is this person",
        ):
            assert told in page, told
        assert "Mo Kavanagh" in page

    def test_it_is_read_a_page_at_a_time_and_nothing_twice(self, mo, mo_client, amina):
        study = make_case_study(amina)
        asked = [ask(contribution=study) for _ in range(120)]
        for number, takedown in enumerate(asked):
            Takedown.objects.decide([takedown], by=mo, is_granted=False, reason=f"No. {number}!")
        moment = Takedown.objects.first().decided_at
        Takedown.objects.update(decided_at=moment)  # all at the same moment
        Reversal.objects.create(takedown=asked[0], by=None, reason="No. 120!", at=moment)
        address, seen = "/moderation/log/", []
        while address:
            page = mo_client.get(address)
            entries = page.context["entries"]
            assert len(entries) <= 50
            seen += [entry.reason for entry in entries]
            address = page.context["earlier"] and f"/moderation/log/{page.context['earlier']}"
        assert sorted(seen) == sorted(f"No. {number}!" for number in range(121))

    def test_it_takes_the_same_queries_for_one_and_for_thirty(
        self, mo, mo_client, amina, bryn, queries
    ):
        study = make_case_study(amina)
        decide(mo_client, ask(contribution=study))
        before = queries(mo_client, "/moderation/log/")
        for _ in range(30):
            Removal.objects.remove(make_comment(study, bryn), by=mo, reason="Off topic.")
        assert queries(mo_client, "/moderation/log/") == before == 3

    @pytest.mark.parametrize("cursor", ["x", "eyJ9", "-", "W10", "WyJ4IiwxLDJd"])
    def test_a_strange_cursor_is_not_found(self, mo_client, cursor):
        assert mo_client.get(f"/moderation/log/?page={cursor}").status_code == 404

    def test_an_empty_log_says_what_will_be_there(self, mo_client):
        assert "Nothing was done yet." in mo_client.get("/moderation/log/").text
