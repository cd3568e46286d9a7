"""The page of an article, and what only articles are asked."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from network.models import Article
from tests.factories import (
    make_article,
    make_case_study,
    make_comments,
    make_event,
    make_organisation,
    make_person,
    make_photo,
    make_report,
    make_topic,
)
from tests.writing import as_sent

NEW = "/articles/new/"
LONDON = ZoneInfo("Europe/London")


def shown(client, contribution):
    page = client.get(contribution.get_absolute_url())
    assert page.status_code == 200
    return page.text


def at(day, hour=9, minute=36):
    return datetime.datetime(2010, 7, day, hour, minute, tzinfo=LONDON)


def test_a_reflection_says_when_and_where_it_first_appeared_and_what_it_is_about(
    client, amina, olu
):
    event = make_event(olu, title="The launch")
    article = make_article(
        amina,
        about=event,
        published=at(28),
        dated="2010-07-28",
        first_published_in="A blog, 28 July 2010, 9:36",
        first_published_at="https://blog.example/post",
    )
    page = shown(client, article)
    assert "Reflection" in page
    assert "28 July 2010" in page
    assert 'datetime="2010-07-28T09:36:00+01:00"' in page
    assert 'href="https://blog.example/post"' in page
    assert "A blog, 28 July 2010, 9:36" in page
    assert event.get_absolute_url() in page


def test_a_press_release_has_notes_quotes_and_its_organisations_about_texts(client, olu):
    release = make_article(olu, form="press-release", notes_to_editors="<p>Call us.</p>")
    nesta = make_organisation("NESTA", about="An expert body.\n\nIt costs nothing.")
    release.partners.create(organisation=nesta, capacity="publisher")
    release.quotes.create(name_as_printed="Phillip Colligan", text="More for more.")
    page = shown(client, release)
    for words in ("Press release", "Notes to editors", "Call us.", "About <bdi>NESTA</bdi>"):
        assert words in page
    assert "<p>An expert body.</p>" in page
    assert "“More for more.”" in page


def test_an_organisation_of_two_capacities_is_told_about_once(client, olu):
    release = make_article(olu)
    nesta = make_organisation("NESTA", about="An expert body.")
    for capacity in ("publisher", "funder"):
        release.partners.create(organisation=nesta, capacity=capacity)
    assert shown(client, release).count("An expert body.") == 1


def test_earlier_and_later_articles_are_one_step_away(client, amina):
    for day, title in ((20, "First"), (22, "Second"), (28, "Third")):
        make_article(amina, title=title, published=at(day))
    make_article(amina, title="Not yet", published=False)
    page = shown(client, Article.objects.get(title="Second"))
    assert 'rel="prev" href="/articles/first/"' in page
    assert 'rel="next" href="/articles/third/"' in page
    assert "Not yet" not in page


def test_articles_of_one_moment_follow_one_another_all_the_same(client, amina):
    made = [make_article(amina, title=f"Number {n}", published=at(20)) for n in range(3)]
    assert Article.objects.after(made[0]) == made[1]
    assert Article.objects.before(made[2]) == made[1]
    assert Article.objects.before(made[0]) is None


def test_a_draft_that_it_is_about_is_not_given_away(client, amina, olu):
    event = make_event(olu, title="A secret launch", published=False)
    assert "A secret launch" not in shown(client, make_article(amina, about=event))


@pytest.mark.parametrize("make", [make_event, make_report, make_case_study])
def test_what_it_is_about_is_chosen_by_address_or_title(amina_client, olu, make):
    subject = make(olu, title="The one")
    path = subject.get_absolute_url()
    for number, typed in enumerate([path, f"https://copro.example{path}#comments", "the one"]):
        amina_client.post(NEW, {"title": f"Number {number}", "form": "news", "about": typed})
        article = Article.objects.get(title=f"Number {number}")
        assert article.about_id == subject.pk
        assert as_sent(amina_client.get(article.get_edit_url()))["about"] == path


@pytest.mark.parametrize(
    "typed",
    [
        "/events/nowhere/",
        "/about/",
        "nothing",
        "http://[",
        "/admin/",
        "https://evil.example/",
        "🎉",
    ],
)
def test_what_is_no_page_of_ours_is_told(amina_client, typed):
    page = amina_client.post(NEW, {"title": "Mine", "form": "news", "about": typed})
    assert "We do not find this page." in page.text
    assert not Article.objects.exists()


def test_a_draft_cannot_be_written_about_and_two_of_a_title_are_told_apart(amina_client, olu):
    secret = make_event(olu, title="Secret", published=False)
    for typed in (secret.get_absolute_url(), "Secret"):
        page = amina_client.post(NEW, {"title": "Mine", "form": "news", "about": typed})
        assert "We do not find this page." in page.text
    for _ in range(2):
        make_event(olu, title="Twice")
    page = amina_client.post(NEW, {"title": "Mine", "form": "news", "about": "Twice"})
    assert "Several pages have this title." in page.text


def test_an_address_that_could_run_something_is_refused(amina_client):
    sent = {"title": "Mine", "form": "news", "first_published_at": "javascript:alert(1)"}
    page = amina_client.post(NEW, sent)
    assert page.status_code == 422
    assert not Article.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_much_is_on_it(
    client, amina, amina_client, bryn_client, queries, count
):
    about = make_case_study(amina, cover=make_photo())
    article = make_article(amina, about=about, published=at(20), cover=make_photo())
    for number in range(count):
        person = make_person(f"Person {number}", photo=make_photo())
        article.bylines.create(person=person, name_as_printed="x", position=number)
        organisation = make_organisation(f"Trust {number}", about="We are here.")
        article.partners.create(organisation=organisation)
        article.quotes.create(person=person, name_as_printed="x", text="Yes.")
        article.topics.add(make_topic(f"topic {number}"))
        make_photo(contribution=article)
        make_article(None, title=f"Reply {number}", about=article, published=at(21))
        make_article(None, title=f"Earlier {number}", published=at(19))
    make_comments(article, amina, count)
    address = article.get_absolute_url()
    assert queries(client, address) == 10
    for reader in (amina_client, bryn_client):
        assert queries(reader, address) == 12


@pytest.mark.parametrize("slug", ["nowhere", "ورشة"])
def test_unknown_addresses_are_not_found(client, db, slug):
    assert client.get(f"/articles/{slug}/").status_code == 404
