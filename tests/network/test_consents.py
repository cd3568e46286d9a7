"""What people agreed to: noted in folded rows of the form, never public, and told of before it ends."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.models import Appearance
from network import tasks
from network.models import Contribution, Quote
from network.models.ending_consents import ending_consents
from tests.factories import make_case_study, make_event, make_photo
from tests.writing import as_sent

AGREED = {"consent_from": "Sunita’s mother", "consent_for": "this site only"}


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def study(amina):
    study = make_case_study(amina, title="Beans for everybody")
    study.cover = make_photo("A kitchen.", consent_until=in_days(200), **AGREED)
    study.save()
    make_photo("A boy.", contribution=study, consent_until=in_days(20), **AGREED)
    study.quotes.create(name_as_printed="Ann", text="Yes.", consent_until=in_days(-3), **AGREED)
    study.bylines.update(consent_until=in_days(31), **AGREED)
    return study


class TestTheForm:
    def test_every_row_holds_a_folded_consent(self, amina_client, study):
        page = amina_client.get(study.get_edit_url()).text
        for row in ("bylines-0", "quotes-0", "photos-0", "cover"):
            for name in ("from", "for", "until"):
                assert f'name="{row}-consent_{name}"' in page
        assert page.count('<details class="writing-consent">') > 2
        assert page.count('<details class="writing-consent" open>') == 2  # those that end soon

    def test_what_is_written_is_kept(self, amina_client, study):
        sent = as_sent(amina_client.get(study.get_edit_url()))
        sent |= {"quotes-0-consent_from": "Ann", "quotes-0-consent_until": "2027-05-01"}
        assert amina_client.post(study.get_edit_url(), sent).status_code == 302
        quote = Quote.objects.get()
        assert (quote.consent_from, str(quote.consent_until)) == ("Ann", "2027-05-01")

    @pytest.mark.parametrize("day", ["soon", "2026-02-31", "0001-01-01", "9999-12-31"])
    def test_a_day_that_cannot_be_is_told(self, amina_client, study, day):
        sent = as_sent(amina_client.get(study.get_edit_url()))
        page = amina_client.post(study.get_edit_url(), sent | {"quotes-0-consent_until": day})
        assert page.status_code != 302
        assert 'href="#id_quotes-0-consent_until"' in page.text
        assert Quote.objects.get().consent_until == in_days(-3)

    def test_appearances_hold_one_too(self, olu_client, olu):
        event = make_event(olu)
        Appearance.objects.create(event=event, name_as_printed="Ken", **AGREED)
        page = olu_client.get(f"{event.get_edit_url()}appearances/").text
        assert 'name="appearances-0-consent_until"' in page
        assert "this site only" in page

    @pytest.mark.parametrize("who", ["client", "bryn_client", "olu_client", "mo_client"])
    def test_no_page_shows_it(self, request, study, who):
        client = request.getfixturevalue(who)
        for path in (study.get_absolute_url(), "/case-studies/", "/people/amina-haddad/"):
            page = client.get(path).text
            assert "Sunita’s mother" not in page
            assert "this site only" not in page


class TestWhatEnds:
    def test_authors_see_it_with_a_link_to_the_row(self, amina_client, bryn_client, study):
        page = amina_client.get("/you/").text
        assert "Consents that run out" in page
        edit = study.get_edit_url()
        assert f'href="{edit}#photos-0"' in page
        assert f'href="{edit}#quotes-0"' in page
        assert f"{edit}#cover" not in page
        assert "Ran out" in page
        assert "Consents that run out" not in bryn_client.get("/you/").text

    def test_moderators_see_it_and_others_do_not(self, mo_client, client, amina_client, study):
        page = mo_client.get("/moderation/consents/").text
        assert "Sunita’s mother" in page
        assert "A boy." in page
        assert amina_client.get("/moderation/consents/").status_code == 403
        assert client.get("/moderation/consents/").status_code == 302

    def test_moderators_do_not_see_it_of_drafts(self, mo_client, amina):
        draft = make_case_study(amina, title="My secret", published=False)
        draft.quotes.create(name_as_printed="Ann", text="Hush.", consent_until=in_days(1))
        page = mo_client.get("/moderation/consents/").text
        assert "Nothing runs out" in page
        assert "My secret" not in page

    def test_parts_of_an_event_lead_to_their_page(self, olu):
        event = make_event(olu)
        Appearance.objects.create(
            event=event, name_as_printed="Ken", position=2, consent_until=in_days(1)
        )
        [ending] = ending_consents(Contribution.objects.published())
        assert ending.get_edit_url() == f"{event.get_edit_url()}appearances/#appearances-2"

    def test_it_takes_one_query_for_one_and_for_a_hundred(self, study, django_assert_num_queries):
        for number in range(120):
            study.quotes.create(
                name_as_printed="Ann", text=f"Number {number}", consent_until=in_days(1)
            )
        with django_assert_num_queries(1):
            found = ending_consents(Contribution.objects.published())
        assert len(found) == 100
        assert found[0].until == in_days(-3)

    def test_a_cover_that_hangs_in_the_gallery_is_told_of_once(self, amina):
        study = make_case_study(amina)
        study.cover = make_photo("A boy.", contribution=study, consent_until=in_days(1))
        study.save()
        assert len(ending_consents(Contribution.objects.published())) == 1


class TestTelling:
    def test_authors_get_one_mail_for_each_end(self, study):
        tasks.tell_of_ending_consents.call()
        tasks.tell_of_ending_consents.call()
        [message] = mail.outbox
        assert message.to == ["amina@copro.example"]
        for body in (message.body, message.alternatives[0].content):
            assert "Beans for everybody" in body
            assert "A boy." in body
            assert "Nothing is hidden by itself" in body
            assert "A kitchen." not in body

    def test_a_new_end_is_told_anew(self, study):
        tasks.tell_of_ending_consents.call()
        Quote.objects.update(consent_until=in_days(5))
        tasks.tell_of_ending_consents.call()
        assert len(mail.outbox) == 2
        assert "Yes." in mail.outbox[1].body
        assert "A boy." not in mail.outbox[1].body

    def test_drafts_make_no_mail(self, amina):
        draft = make_case_study(amina, published=False)
        draft.quotes.create(name_as_printed="Ann", text="Hush.", consent_until=in_days(1))
        tasks.tell_of_ending_consents.call()
        assert mail.outbox == []
