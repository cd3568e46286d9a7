"""What a published page said at each change: kept, compared, gone back to, and forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from network import permissions
from network.models import Byline, Person, Photo, Revision
from network.models.merging import merge
from reports.models import Principle
from tests.factories import (
    make_article,
    make_case_study,
    make_claim,
    make_definition,
    make_download,
    make_event,
    make_organisation,
    make_person,
    make_photo,
    make_principle,
    make_recommendations,
    make_report,
    make_topic,
)
from tests.writing import as_sent


def edit(client, contribution, **changes):
    """Changes some fields on the form of a contribution, as a browser does."""
    page = client.get(contribution.get_edit_url())
    response = client.post(contribution.get_edit_url(), as_sent(page) | changes)
    assert response.status_code == 302, response.text
    contribution.refresh_from_db()
    return response


def address(contribution, *rest):
    names = ["revisions", "revision"]
    return reverse(names[len(rest)], args=[contribution.kind, contribution.slug, *rest])


def way_back(contribution, number):
    return reverse("restoration", args=[contribution.kind, contribution.slug, number])


def go_back(client, contribution, number, **sent):
    page = client.get(way_back(contribution, number))
    assert page.status_code == 200
    return client.post(
        way_back(contribution, number), as_sent(page, "data-return") | sent, follow=True
    )


def noted(contribution):
    """(number, who, note), the first one first."""
    return list(contribution.revisions.order_by("number").values_list("number", "by__name", "note"))


# Keeping


def test_publishing_and_each_change_are_kept_with_who_and_why(amina, amina_client):
    study = make_case_study(amina, published=False)
    amina_client.post(f"{study.get_absolute_url()}publication/")
    study.refresh_from_db()
    edit(amina_client, study, summary="Hours are swapped.", revision_note="Shorter")
    assert noted(study) == [(1, "Amina Haddad", ""), (2, "Amina Haddad", "Shorter")]
    assert study.revisions.first().content["fields"]["summary"] == "Hours are swapped."


def test_publishing_from_the_form_is_the_first_revision(amina, amina_client):
    draft = make_case_study(amina, published=False)
    edit(amina_client, draft, publish="yes")
    assert noted(draft) == [(1, "Amina Haddad", "")]


def test_saving_without_a_change_keeps_nothing(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study)
    edit(amina_client, study)
    assert len(noted(study)) == 1


def test_a_draft_keeps_no_revisions(amina, amina_client):
    draft = make_case_study(amina, published=False)
    edit(amina_client, draft, title="Another title")
    assert noted(draft) == []


def test_what_was_published_before_there_were_revisions_is_kept_at_its_first_change(
    amina, amina_client
):
    study = make_case_study(amina)
    edit(amina_client, study, title="A better title")
    first, second = study.revisions.order_by("number")
    assert first.content["fields"]["title"] == "A time bank in the day centre"
    assert (first.by, first.at) == (amina, study.published_at)
    assert second.content["fields"]["title"] == "A better title"


def test_what_was_changed_behind_its_back_is_kept_before_the_next_change(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study, title="Second")
    study.quotes.create(name_as_printed="Bo", text="From elsewhere.")
    edit(amina_client, study, title="Third")
    assert [by for _, by, _ in noted(study)] == [
        "Amina Haddad",
        "Amina Haddad",
        None,
        "Amina Haddad",
    ]


def test_every_part_of_every_kind_is_kept(amina, amina_client, olu, olu_client):
    study = make_case_study(amina, cover=make_photo("A table."), topics=[make_topic("meals")])
    study.outcomes.create(what="People who cook", before="2", after="9")
    make_photo("A pot.", contribution=study)
    make_download(study, title="The recipe")
    event = make_event(olu)
    session = event.sessions.create(title="Morning")
    event.appearances.create(name_as_printed="Bo", session=session)
    slot = event.witness_slots.create(heading="On cooking")
    event.questions.create(text="Who cooks?", witness_slot=slot)
    event.insights.create(text="All do.")
    event.learning_outcomes.create(text="To learn who cooks")
    report = make_report(olu)
    make_definition(report)
    make_principle(report)
    make_recommendations(report, "Cook together.")
    for client, thing in ((amina_client, study), (olu_client, event), (olu_client, report)):
        edit(client, thing, title="Another title")
    kept = {
        thing.kind: {
            name for name, rows in thing.revisions.first().content["parts"].items() if rows
        }
        for thing in (study, event, report)
    }
    assert kept == {
        "case-study": {"bylines", "cover", "downloads", "outcomes", "photos"},
        "event": {
            *("bylines", "sessions", "appearances", "witness_slots", "questions"),
            *("insights", "learning_outcomes"),
        },
        "report": {"bylines", "definitions", "principles", "recommendation_lists"},
    }
    listed = report.revisions.first().content["parts"]["recommendation_lists"]
    assert listed[0]["parts"]["recommendations"][0]["text"] == "Cook together."
    assert study.revisions.first().content["fields"]["topics"] == [make_topic("meals").pk]


def test_questions_left_open_belong_to_the_revisions_of_an_event(olu, olu_client):
    event = make_event(olu)
    page = reverse("event-edit-page", args=[event.slug, "questions"])
    olu_client.post(page, as_sent(olu_client.get(page)) | {"left_open": "Who pays?"})
    before, after = event.revisions.order_by("number")
    assert before.content["fields"]["open_questions"] == []
    assert after.content["fields"]["open_questions"] == [event.open_questions.get().pk]
    assert after.by == olu


def test_a_change_in_the_administration_is_kept_as_such(admin, admin_client, amina):
    study = make_case_study(amina)
    page = admin_client.get(f"/admin/network/casestudy/{study.pk}/change/")
    sent = as_sent(page, "casestudy_form") | {"title": "Put right"}
    assert admin_client.post(page.request["PATH_INFO"], sent).status_code == 302
    assert noted(study) == [(1, "Amina Haddad", ""), (2, "Ada Byron", "")]


def test_a_row_changed_in_the_administration_is_a_change_of_its_report(admin_client, olu):
    report = make_report(olu)
    definition = make_definition(report)
    page = admin_client.get(f"/admin/reports/definition/{definition.pk}/change/")
    sent = as_sent(page, "definition_form") | {"text": "Sharing power."}
    assert admin_client.post(page.request["PATH_INFO"], sent).status_code == 302
    assert [by for _, by, _ in noted(report)] == ["Olu Adeyemi", "Ada Byron"]


def test_revisions_go_with_their_contribution_and_outlive_their_members(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study, title="Another title")
    amina.delete()
    assert [by for _, by, _ in noted(study)] == [None, None]
    study.delete_for_good()
    assert not Revision.objects.exists()


def test_a_number_is_given_once(amina):
    study = make_case_study(amina)
    made = Revision.objects.note(study, by=amina)
    with pytest.raises(IntegrityError, match="revision_number_once"), transaction.atomic():
        study.revisions.create(number=made.number, content={})


def test_a_note_is_asked_for_only_where_something_is_published(amina, amina_client):
    study, draft = make_case_study(amina), make_case_study(amina, published=False)
    assert 'name="revision_note"' in amina_client.get(study.get_edit_url()).text
    assert 'name="revision_note"' not in amina_client.get(draft.get_edit_url()).text


# Who


def test_authors_and_moderators_see_the_revisions_of_what_is_published(amina, clients):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    for place in (address(study), address(study, 1), way_back(study, 1)):
        answers = {name: client.get(place).status_code for name, client in clients.items()}
        assert answers == {"visitor": 302, "amina": 200, "bryn": 403, "olu": 403, "mo": 200}


def test_the_revisions_of_a_draft_are_not_there_for_others(amina, clients):
    draft = make_case_study(amina, published=False)
    answers = {name: client.get(address(draft)).status_code for name, client in clients.items()}
    assert answers == {"visitor": 302, "amina": 200, "bryn": 404, "olu": 404, "mo": 404}


def test_a_withdrawn_page_keeps_its_revisions_for_its_authors_and_moderators(amina, clients):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    study.withdraw(by=amina, reason="")
    answers = {name: client.get(address(study)).status_code for name, client in clients.items()}
    assert answers == {"visitor": 302, "amina": 200, "bryn": 410, "olu": 410, "mo": 200}
    assert clients["mo"].get(way_back(study, 1)).status_code == 403


def test_organisers_share_the_revisions_of_published_events_and_reports(amina, olu, clients):
    event = make_event(olu)
    answers = {name: client.get(address(event)).status_code for name, client in clients.items()}
    assert answers == {"visitor": 302, "amina": 403, "bryn": 403, "olu": 200, "mo": 200}


def test_going_back_is_for_authors_and_for_moderators_while_it_is_published(amina, bryn, mo):
    study, draft = make_case_study(amina), make_case_study(amina, published=False)
    may = permissions.may_return
    assert [may(who, study) for who in (amina, bryn, mo)] == [True, False, True]
    assert [may(who, draft) for who in (amina, bryn, mo)] == [True, False, False]


def test_the_link_stands_above_the_page_for_those_who_may_follow_it(amina, clients):
    study, draft = make_case_study(amina), make_case_study(amina, published=False)
    offered = {
        name
        for name, client in clients.items()
        if address(study) in client.get(study.get_absolute_url()).text
    }
    assert offered == {"amina", "mo"}
    assert address(draft) not in clients["amina"].get(draft.get_absolute_url()).text


# Reading


def test_the_list_says_who_changed_what_and_when(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study, title="Another", revision_note="A clearer <title>")
    page = amina_client.get(address(study)).text
    assert page.index("Revision 2") < page.index("Revision 1")
    for words in ("A clearer &lt;title&gt;", "Amina Haddad", "<time datetime="):
        assert words in page


def test_an_empty_list_says_what_will_be_there(amina, amina_client):
    page = amina_client.get(address(make_case_study(amina))).text
    assert "Nothing has been changed since it was published" in page
    page = amina_client.get(address(make_case_study(amina, published=False))).text
    assert "This is a draft" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_long_it_is(amina, amina_client, queries, count):
    study = make_case_study(amina)
    for number in range(count):
        study.title = f"Title {number}"
        study.save()
        Revision.objects.note(study, by=amina)
    assert queries(amina_client, address(study)) == 4


def test_the_list_goes_on_by_cursor(amina, amina_client):
    study = make_case_study(amina)
    study.revisions.bulk_create(
        Revision(contribution=study, number=number, by=amina, content={"fields": {}, "parts": {}})
        for number in range(1, 61)
    )
    first = amina_client.get(address(study))
    cursor = first.context["page"].next
    assert "Revision 60<" in first.text
    assert "Revision 10<" not in first.text
    second = amina_client.get(address(study), {"page": cursor}).text
    assert "Revision 10<" in second
    assert "Revision 11<" not in second


def text_of(page):
    """The words of a page, marks of additions and removals as [+…] and [-…]."""
    text = page.text
    text = text.replace("<ins>", "[+").replace("</ins>", "]").replace("<del>", "[-")
    text = text.replace("</del>", "]")
    for hidden in (" Added: ", " Removed: ", " (end) "):
        text = text.replace(f'<span class="visually-hidden">{hidden}</span>', "")
    return text


def test_two_revisions_are_compared_word_by_word(amina, amina_client):
    study = make_case_study(amina, place="Camden", stage="working")
    edit(
        amina_client,
        study,
        body="<p>People met every Wednesday and planned it together.</p>",
        place="",
        stage="showing",
    )
    page = text_of(amina_client.get(address(study, 2)))
    assert "People met every [-Tuesday] [+Wednesday] and planned it together." in page
    assert "[-Camden]" in page
    assert "[-Making it work]" in page
    assert "[+Showing it works]" in page
    assert "Neighbours swap hours" not in page  # what did not change is not there


def test_additions_and_removals_are_said_in_words_for_screen_readers(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study, summary="Neighbours swap days, and nobody is only a patient.")
    page = amina_client.get(address(study, 2)).text
    assert '<span class="visually-hidden"> Removed: </span>hours,' in page
    assert '<span class="visually-hidden"> Added: </span>days,' in page


def test_rows_that_came_went_and_changed_are_told_as_such(amina, amina_client):
    study = make_case_study(amina)
    study.quotes.create(name_as_printed="Bo", text="It was cold.")
    study.quotes.create(name_as_printed="Cy", text="It was warm.")
    page = as_sent(amina_client.get(study.get_edit_url()))
    page |= {
        "quotes-0-DELETE": "on",
        "quotes-1-text": "It was hot.",
        "quotes-2-text": "It rained.",
        "quotes-2-name_as_printed": "Di",
        "quotes-2-ORDER": "3",
        "quotes-TOTAL_FORMS": "3",
    }
    amina_client.post(study.get_edit_url(), page)
    text = text_of(amina_client.get(address(study, 2)))
    for words in (
        "Changed</span> <bdi>Cy",
        "Removed</span> <bdi>Bo",
        "Added</span> <bdi>Di",
        "It was [-warm.] [+hot.]",
    ):
        assert words in text


def test_any_two_revisions_can_be_compared(amina, amina_client):
    study = make_case_study(amina)
    for title in ("Second", "Third"):
        edit(amina_client, study, title=title)
    page = text_of(amina_client.get(address(study, 3), {"with": "1"}))
    assert "[-A time bank in the day centre]" in page
    assert "[+Third]" in page
    turned = text_of(amina_client.get(address(study, 1), {"with": "3"}))
    assert "[+Third]" in turned


@pytest.mark.parametrize("other", ["9", "nine", "-1", "1" * 30])
def test_a_revision_that_is_not_there_is_not_found(amina, amina_client, other):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    assert amina_client.get(address(study, 1), {"with": other}).status_code == 404
    assert amina_client.get(address(study, 99)).status_code == 404


def test_the_first_revision_shows_all_that_it_says(amina, amina_client):
    study = make_case_study(amina, topics=[make_topic("meals")])
    study.partners.create(organisation=make_organisation("Riverside Trust"))
    Revision.objects.note(study, by=amina)
    page = amina_client.get(address(study, 1)).text
    for words in ("Neighbours swap hours", "Riverside Trust", "meals", "Amina Haddad"):
        assert words in page
    assert "<ins><span" not in page


def test_what_was_written_is_escaped_in_a_comparison(amina, amina_client):
    study = make_case_study(amina)
    edit(amina_client, study, place="<script>alert(1)</script>")
    assert "<script>alert" not in amina_client.get(address(study, 2)).text


@pytest.mark.parametrize("count", [1, 30])
def test_comparing_costs_the_same_however_much_there_is(amina, amina_client, queries, count):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    for number in range(count):
        person = make_person(f"Person {number}")
        study.bylines.create(person=person, name_as_printed=person.name)
        study.partners.create(organisation=make_organisation(f"Trust {number}"))
        study.topics.add(make_topic(f"topic {number}"))
    Revision.objects.note(study, by=amina)
    assert queries(amina_client, address(study, 2)) == 10


# Going back


def test_going_back_makes_a_new_revision_equal_to_the_old_one(amina, amina_client):
    study = make_case_study(amina, place="Camden", topics=[make_topic("meals")])
    study.outcomes.create(what="People who cook", before="2", after="9")
    quote = study.quotes.create(name_as_printed="Bo", text="It was cold.")
    sent = {"quotes-0-DELETE": "on", "topics": "gardens", "place": "", "dated": "2010-07"}
    edit(amina_client, study, **sent)
    page = go_back(amina_client, study, 1)
    assert "It says again what it said in revision 1." in page.text
    study.refresh_from_db()
    assert (study.place, study.dated) == ("Camden", None)
    assert [topic.name for topic in study.topics.all()] == ["meals"]
    again = study.quotes.get()
    assert (again.pk, again.text, again.name_as_printed) == (quote.pk, "It was cold.", "Bo")
    newest, _, first = study.revisions.all()
    assert newest.content == first.content
    assert newest.by == amina
    assert newest.note.startswith("Back to revision 1 of ")
    assert "It was cold." in study.searchable


def test_the_page_before_going_back_shows_what_that_changes(amina, amina_client):
    study = make_case_study(amina, place="Camden")
    edit(amina_client, study, place="York")
    page = text_of(amina_client.get(way_back(study, 1)))
    assert "[-York]" in page
    assert "[+Camden]" in page
    study.refresh_from_db()
    assert study.place == "York"


def test_somebody_who_saved_meanwhile_is_not_overwritten(amina, amina_client):
    study = make_case_study(amina, place="Camden")
    edit(amina_client, study, place="York")
    seen = as_sent(amina_client.get(way_back(study, 1)), "data-return")
    edit(amina_client, study, place="Leeds")
    page = amina_client.post(way_back(study, 1), seen)
    assert page.status_code == 409
    assert "This was saved since you opened it" in page.text
    assert "[-Leeds]" in text_of(page)
    study.refresh_from_db()
    assert study.place == "Leeds"
    amina_client.post(way_back(study, 1), as_sent(page, "data-return"))
    study.refresh_from_db()
    assert study.place == "Camden"


def test_what_a_withdrawn_draft_says_now_is_kept_before_it_goes_back(amina, amina_client):
    study = make_case_study(amina, place="Camden")
    Revision.objects.note(study, by=amina)
    study.withdraw(by=amina, reason="")
    edit(amina_client, study, place="York")
    go_back(amina_client, study, 1)
    places = [each.content["fields"]["place"] for each in study.revisions.all()]
    assert places == ["Camden", "York", "Camden"]


def test_a_published_page_does_not_go_back_to_less_than_publication_asks(amina, amina_client):
    study = make_case_study(amina)
    made = Revision.objects.note(study, by=amina)
    made.content["fields"]["summary"] = ""
    made.save()
    edit(amina_client, study, place="York")
    before = study.revisions.count()
    page = go_back(amina_client, study, 1)
    assert page.status_code == 422
    assert "Say in a sentence or two what it is about." in page.text
    study.refresh_from_db()
    assert study.place == "York"
    assert study.revisions.count() == before


def test_what_is_not_allowed_any_more_does_not_come_back(olu, olu_client):
    event = make_event(olu, stop=None)
    made = Revision.objects.note(event, by=olu)
    made.content["fields"] |= {"starts": "14:00:00", "ends": "10:00:00"}
    made.save()
    edit(olu_client, event, place="York")
    page = go_back(olu_client, event, 1)
    assert page.status_code == 422
    assert "It ends before it starts." in page.text


def test_people_who_are_named_again_or_no_longer_are_credited_so(amina, amina_client):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    person = make_person("Sunita Rao")
    study.bylines.create(
        person=person, name_as_printed="Sunita Rao", vouched_at=timezone.now(), position=1
    )
    study.refresh_index()
    Revision.objects.note(study, by=amina)
    go_back(amina_client, study, 1)
    person.refresh_from_db()
    assert not person.is_credited
    go_back(amina_client, study, 2)
    person.refresh_from_db()
    assert person.is_credited
    assert study.bylines.get(person=person).vouched_at is not None


def test_a_name_that_was_confirmed_since_stays_confirmed(amina, amina_client):
    study = make_case_study(amina, place="Camden")
    byline = study.bylines.get()
    edit(amina_client, study, place="York")
    moment = timezone.now()
    Byline.objects.filter(pk=byline.pk).update(confirmed_at=moment)
    go_back(amina_client, study, 1)
    assert study.bylines.get().confirmed_at == moment


def test_a_picture_that_is_gone_stays_gone_and_one_that_is_there_stays(amina, amina_client):
    study = make_case_study(amina)
    kept = make_photo("Soup.", contribution=study)
    gone = make_photo("Bread.", contribution=study, caption="Bread on a board")
    Revision.objects.note(study, by=amina)
    Photo.objects.filter(pk=gone.pk).delete()
    new = make_photo("Jam.", contribution=study)
    Photo.objects.filter(pk=kept.pk).update(alternative_text="Stew.")
    page = go_back(amina_client, study, 1)
    assert "The file of “Bread on a board” is gone, so it does not come back." in page.text
    assert [(p.pk, p.alternative_text) for p in study.photos.all()] == [
        (kept.pk, "Soup."),
        (new.pk, "Jam."),
    ]


def test_another_cover_stays_and_the_same_one_gets_its_words_back(amina, amina_client):
    study = make_case_study(amina, cover=make_photo("A table."))
    Revision.objects.note(study, by=amina)
    edit(amina_client, study, **{"cover-alternative_text": "A long table."})
    go_back(amina_client, study, 1)
    study.refresh_from_db()
    assert study.cover.alternative_text == "A table."
    study.cover = make_photo("A chair.")
    study.save()
    go_back(amina_client, study, 1)
    study.refresh_from_db()
    assert study.cover.alternative_text == "A chair."


def test_a_recommendation_that_case_studies_speak_to_stays(amina, olu, olu_client):
    report = make_report(olu)
    one, two = make_recommendations(report, "Cook together.", "Eat together.")
    Revision.objects.note(report, by=olu)
    three = one.list.recommendations.create(number=3, text="Wash up together.")
    one.list.recommendations.filter(pk=one.pk).update(text="Cook.")
    one.list.recommendations.filter(pk=two.pk).delete()
    make_claim(make_case_study(amina), three)
    page = go_back(olu_client, report, 1)
    assert "Wash up together.” stays, because others speak to it." in page.text
    assert list(one.list.recommendations.values_list("number", "pk", "text")) == [
        (1, one.pk, "Cook together."),
        (2, two.pk, "Eat together."),
        (3, three.pk, "Wash up together."),
    ]


def test_lists_and_principles_that_are_gone_come_back_under_their_keys(olu, olu_client):
    report = make_report(olu)
    one, _two = make_recommendations(report, "Cook together.", "Eat together.")
    principle = make_principle(report, name="Everybody cooks")
    Revision.objects.note(report, by=olu)
    report.recommendation_lists.all().delete()
    report.principles.all().delete()
    go_back(olu_client, report, 1)
    assert report.recommendation_lists.get().recommendations.first().pk == one.pk
    again = report.principles.get()
    assert (again.pk, again.slug) == (principle.pk, principle.slug)


def test_what_another_has_taken_meanwhile_is_refused_and_nothing_changes(olu, olu_client):
    report = make_report(olu, place="Leeds")
    slug = make_principle(report, name="Everybody cooks").slug
    Revision.objects.note(report, by=olu)
    report.principles.all().delete()
    edit(olu_client, report, place="York")
    make_principle(make_report(olu, title="Another"), name="Everybody cooks")
    Principle.objects.update(slug=slug)
    page = go_back(olu_client, report, 1)
    assert page.status_code == 422
    assert "collides with what stands here now" in page.text
    report.refresh_from_db()
    assert report.place == "York"


def test_rows_of_an_event_point_at_each_other_again(olu, olu_client):
    event = make_event(olu)
    session = event.sessions.create(title="Morning")
    person = make_person("Bo Lee")
    event.appearances.create(name_as_printed="Bo", session=session, person=person)
    Revision.objects.note(event, by=olu)
    event.sessions.all().delete()
    event.appearances.all().delete()
    go_back(olu_client, event, 1)
    appearance = event.appearances.get()
    assert appearance.session == event.sessions.get() == session
    assert appearance.person == person


def test_what_pointed_at_something_that_is_gone_comes_back_without_it(amina, amina_client):
    about = make_case_study(amina, title="The subject")
    article = make_article(amina, about=about)
    partner = article.partners.create(organisation=make_organisation("Riverside Trust"))
    Revision.objects.note(article, by=amina)
    organisation = partner.organisation
    partner.delete()
    organisation.delete()
    about.delete()
    page = go_back(amina_client, article, 1)
    article.refresh_from_db()
    assert article.about is None
    assert not article.partners.exists()
    assert "named some organisation that is not here any more" in page.text


def test_a_partner_that_was_named_anew_is_known_again(amina, amina_client):
    study = make_case_study(amina)
    trust, council = make_organisation("Riverside Trust"), make_organisation("The council")
    first = study.partners.create(organisation=trust, position=0)
    second = study.partners.create(organisation=council, position=1)
    Revision.objects.note(study, by=amina)
    for partner, organisation in ((first, make_organisation("A new one")), (second, trust)):
        partner.organisation = organisation
        partner.save()
    go_back(amina_client, study, 1)
    assert [str(row.organisation) for row in study.partners.all()] == [
        "Riverside Trust",
        "The council",
    ]


# Forgetting


def test_a_row_that_was_forgotten_is_in_no_revision_and_never_comes_back(amina, amina_client):
    study = make_case_study(amina)
    quote = study.quotes.create(name_as_printed="Bo", text="It was cold.")
    other = study.quotes.create(name_as_printed="Cy", text="It was warm.")
    edit(amina_client, study, place="York")
    study.quotes.filter(pk=quote.pk).delete()
    for _ in range(2):  # it may run twice
        Revision.objects.forget_row(study, "quotes", quote.pk)
    assert not any("cold" in str(each.content) for each in study.revisions.all())
    go_back(amina_client, study, 1)
    assert [row.pk for row in study.quotes.all()] == [other.pk]


def test_a_person_who_was_forgotten_is_in_no_revision_of_anything(amina, olu, amina_client):
    person = make_person("Sunita Rao")
    study, event = make_case_study(amina), make_event(olu)
    study.bylines.create(person=person, name_as_printed="Sunita R.", vouched_at=timezone.now())
    quote = study.quotes.create(person=person, name_as_printed="Sunita R.", text="It was cold.")
    event.appearances.create(person=person, name_as_printed="Sunita R.", role="Cook")
    for thing in (study, event):
        Revision.objects.note(thing, by=amina)
    study.bylines.filter(person=person).delete()
    Revision.objects.forget_person(person)
    assert not any("Sunita" in str(each.content) for each in Revision.objects.all())
    go_back(amina_client, study, 1)
    quote.refresh_from_db()
    assert (quote.person, quote.name_as_printed) == (None, "Name withheld")
    assert not study.bylines.filter(person=person).exists()
    said = event.revisions.get().content["parts"]["appearances"][0]
    assert (said["name_as_printed"], said["role"]) == ("Name withheld", "Cook")


def test_two_entries_that_become_one_person_are_one_in_all_revisions(amina, bryn, amina_client):
    named, own = make_person("Bryn Llewelyn"), Person.objects.of_member(bryn)
    study = make_case_study(amina)
    for person in (own, named):
        study.bylines.create(person=person, name_as_printed="Bryn", vouched_at=timezone.now())
    Revision.objects.note(study, by=amina)
    merge(own, into=named)
    edit(amina_client, study, place="York")
    go_back(amina_client, study, 1)
    kept = study.revisions.get(number=1).content["parts"]["bylines"]
    assert [row["person"] for row in kept].count(named.pk) == 1
    assert study.bylines.filter(person=named).count() == 1
    assert study.bylines.count() == 2


def test_a_name_of_somebody_else_stays(amina):
    study = make_case_study(amina)
    Revision.objects.note(study, by=amina)
    Revision.objects.forget_person(make_person("Sunita Rao"))
    named = study.revisions.get().content["parts"]["bylines"]
    assert [row["person"] for row in named] == [Person.objects.of_member(amina).pk]


# The date of a change on the page


def published_ago(by, client, **ago):
    """A page published so long ago, and changed now, as its reader has it."""
    study = make_case_study(by, published=timezone.now() - timedelta(**ago))
    edit(client, study, place="York")
    return client.get(study.get_absolute_url()).text


def test_a_correction_is_dated_on_the_page(amina, amina_client):
    page = published_ago(amina, amina_client, days=30)
    today = timezone.localtime()
    assert f", updated on <time datetime={today:%Y-%m-%d}" in page.replace('"', "")
    assert f"{today:%Y}</time>." in page


@pytest.mark.parametrize(
    ("hours", "is_told"), [(0.5, False), (3, True)], ids=["in the first hour", "later that day"]
)
def test_a_correction_on_the_same_day_counts_after_the_first_hour(amina, hours, is_told):
    study = make_case_study(amina, published=datetime(2026, 11, 2, 9, tzinfo=UTC))
    study.updated_at = study.published_at + timedelta(hours=hours)
    assert (study.was_updated, study.was_updated_that_day) == (is_told, is_told)


def test_the_time_is_told_where_the_day_is_the_same(client, amina):
    study = make_case_study(amina, published=datetime(2026, 11, 2, 9, tzinfo=UTC))
    study.updated_at = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)
    study.save()
    assert "2 November 2026, 14:05</time>." in client.get(study.get_absolute_url()).text
