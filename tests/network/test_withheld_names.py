"""A name that was taken down stands nowhere any more, in whichever app."""

import pytest

from events.models import Appearance, Insight
from network import tasks
from network.models import Byline, ImpreciseDate, Person, Quote, Revision, Takedown
from tests.factories import (
    make_article,
    make_case_study,
    make_comment,
    make_event,
    make_member,
    make_person,
    make_photo,
    make_report,
)
from tests.network.test_takedowns import ask, decide, make_old, put_back, status
from tests.writing import as_sent

NAME = "Sunita Rao"


@pytest.fixture
def sunita():
    return make_person(
        NAME, role="Carer in Leeds", about="I care for my son.", photo=make_photo("Her face.")
    )


@pytest.fixture
def named(sunita, amina, olu):
    """What names her in every way that there is."""
    study = make_case_study(amina, title="Beans for everybody")
    Byline.objects.create(contribution=study, person=sunita, name_as_printed="Sunita R.")
    report = make_report(olu)
    Byline.objects.create(contribution=report, person=sunita, name_as_printed=NAME)
    article = make_article(amina)
    Quote.objects.create(contribution=article, person=sunita, name_as_printed=NAME, text="Yes.")
    event = make_event(olu, dated=ImpreciseDate("2020-05-01"), body="<p>They met.</p>")
    event.publish_write_up()
    Appearance.objects.create(event=event, person=sunita, name_as_printed=NAME)
    Insight.objects.create(event=event, person=sunita, name_as_printed=NAME, text="Ask first.")
    Insight.objects.create(event=event, name_as_printed="SUNITA RAO", text="Ask twice.")
    for contribution in (study, report, article, event):
        contribution.refresh_index()
    return study, report, article, event


def pages(client, named):
    paths = [contribution.get_absolute_url() for contribution in named]
    lists = ["/", "/people/", "/case-studies/", "/reports/", "/feeds/latest.xml"]
    lists += ["/events/", "/sitemap-people-1.xml"]
    return {path: client.get(path) for path in (*paths, *lists)}


def test_it_is_gone_everywhere(mo_client, client, named, sunita):
    before = pages(client, named)
    assert all("unita" in before[each.get_absolute_url()].text for each in named)
    decide(mo_client, ask("name", named[0], person=sunita))
    for path, page in pages(client, named).items():
        assert "unita" not in page.text, path
    assert "Beans for everybody" not in client.get("/search/?q=sunita").text
    for contribution in named:
        assert "Name withheld" in client.get(contribution.get_absolute_url()).text


def test_nothing_leads_to_a_profile(mo_client, client, named, sunita):
    address = sunita.get_absolute_url()
    assert client.get(address).status_code == 200
    decide(mo_client, ask("name", named[0], person=sunita))
    assert client.get(address).status_code == 404
    sunita.refresh_from_db()
    assert client.get(sunita.get_absolute_url()).status_code == 404
    assert (sunita.name, sunita.role, sunita.about, sunita.photo) == ("Name withheld", "", "", None)
    for contribution in named:
        assert sunita.get_absolute_url() not in client.get(contribution.get_absolute_url()).text


def test_cards_and_citations_say_so(mo_client, client, named, sunita):
    decide(mo_client, ask("name", named[0], person=sunita))
    assert "Amina Haddad and Name withheld" in client.get("/case-studies/").text


def test_her_face_is_gone_too(mo_client, client, named, sunita):
    Person.objects.filter(pk=sunita.pk).update(photo_seen_by="everyone")
    assert status(client, sunita.photo) == 200
    decide(mo_client, ask("name", named[0], person=sunita))
    assert status(client, sunita.photo) == 410


def test_it_all_comes_back(mo_client, client, named, sunita):
    photo, address = sunita.photo, sunita.get_absolute_url()
    takedown = ask("name", named[0], person=sunita)
    decide(mo_client, takedown)
    put_back(mo_client, takedown)
    sunita.refresh_from_db()
    assert (sunita.name, sunita.role, sunita.photo) == (NAME, "Carer in Leeds", photo)
    assert client.get(address).status_code == 200
    texts = [client.get(each.get_absolute_url()).text for each in named]
    assert "Sunita R." in texts[0]
    assert all("Sunita Rao" in text for text in texts[1:])
    assert "SUNITA RAO" in texts[3]
    assert "Name withheld" not in "".join(texts)


def test_after_a_month_nothing_is_left_of_it(
    mo_client, named, sunita, django_capture_on_commit_callbacks
):
    photo, takedown = sunita.photo, ask("name", None, person=sunita, printed_name=NAME)
    Takedown.objects.update(page=sunita.get_absolute_url(), name=NAME)
    decide(mo_client, takedown)
    make_old(takedown)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_takedowns.call()
        tasks.forget_takedowns.call()
    row = Takedown.objects.values().get()
    assert "sunita" not in str(row).lower()
    assert (row["kept"], row["words"], row["email"], row["page"]) == ({}, "", "", "/people/")
    assert not type(photo).objects.filter(pk=photo.pk).exists()
    assert "not kept any more" in put_back(mo_client, takedown).text


def test_an_author_who_has_the_page_open_does_not_write_it_anew(
    mo_client, amina_client, client, named, sunita
):
    study = named[0]
    sent = as_sent(amina_client.get(study.get_edit_url()))
    decide(mo_client, ask("name", study, person=sunita))
    again = amina_client.post(study.get_edit_url(), sent)
    assert again.status_code == 409
    amina_client.post(study.get_edit_url(), as_sent(again))
    assert "Sunita" not in client.get(study.get_absolute_url()).text


def test_earlier_revisions_forget_it(mo_client, named, sunita):
    for contribution in named:
        Revision.objects.note(contribution, by=None)
    assert "unita" in str(list(Revision.objects.values_list("content", flat=True)))
    decide(mo_client, ask("name", named[0], person=sunita))
    assert "unita" not in str(list(Revision.objects.values_list("content", flat=True))).lower()


def test_the_moderator_reads_where_texts_still_say_it(mo_client, bryn, named, sunita):
    make_article(bryn, title="A walk with her", body=f"<p>{NAME} showed me the beans.</p>")
    page = decide(mo_client, ask("name", named[0], person=sunita))
    assert "Where texts still say it" in page.text
    assert "A walk with her" in page.text
    assert "/search/?q=%22Sunita%20Rao%22" in page.text


def test_a_name_of_nobody_known_is_withheld_on_its_page_alone(mo_client, client, named, olu):
    event = named[3]
    Appearance.objects.create(event=event, name_as_printed="Keynote Ken")
    other = make_event(olu, title="Another day")
    Appearance.objects.create(event=other, name_as_printed="Keynote Ken")
    takedown = ask("name", event, printed_name="Keynote Ken")
    decide(mo_client, takedown)
    assert "Keynote Ken" not in client.get(event.get_absolute_url()).text
    assert "Keynote Ken" in client.get(other.get_absolute_url()).text
    put_back(mo_client, takedown)
    assert "Keynote Ken" in client.get(event.get_absolute_url()).text


class TestAMember:
    @pytest.fixture
    def gwen(self, groups):
        return make_member("Gwen Price", email="gwen@copro.example")

    def test_what_they_said_stays_without_their_name(self, mo_client, client, gwen, named):
        make_comment(named[0], gwen, "I would do it again.")
        decide(mo_client, ask("name", named[0], person=gwen.person))
        page = client.get(named[0].get_absolute_url()).text
        assert "I would do it again." in page
        assert "Gwen" not in page
        assert 'href="/people/name-withheld/"' not in page

    def test_they_can_name_themselves_again(self, mo_client, client, gwen, named):
        client.force_login(gwen)
        decide(mo_client, ask("name", named[0], person=gwen.person))
        person = Person.objects.get(pk=gwen.person.pk)
        form = client.get(f"{person.get_absolute_url()}edit/")
        sent = as_sent(form, "enctype")
        client.post(f"{person.get_absolute_url()}edit/", sent | {"name": "G. Price"})
        person.refresh_from_db()
        assert (person.name, person.withheld_at) == ("G. Price", None)
