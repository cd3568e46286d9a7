"""The admin of contributions: for the one administrator, and no way round the rules."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.urls import reverse

from network.models import CaseStudy, Photo
from tests.conftest import signed_in
from tests.factories import make_article, make_case_study, make_member, make_person, make_photo
from tests.writing import as_sent

LISTS = ["casestudy", "article", "contribution", "photo", "withdrawal"]


def change_page(thing):
    return reverse(f"admin:network_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_for_the_administrator_and_search(admin_client, amina, name):
    study = make_case_study(amina)
    make_photo(contribution=study)
    study.withdraw(by=amina, reason="Twice.")
    address = reverse(f"admin:network_{name}_changelist")
    assert admin_client.get(address).status_code == 200
    assert admin_client.get(address, {"q": "time"}).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_nobody_else_gets_in(client, amina_client, olu_client, mo_client, name):
    address = reverse(f"admin:network_{name}_changelist")
    for other in (client, amina_client, olu_client, mo_client):
        assert other.get(address).status_code == 302


def test_staff_see_only_what_they_were_given(db):
    helper = make_member("Hal Per", is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_article"))
    client = signed_in(helper)
    assert client.get(reverse("admin:network_article_changelist")).status_code == 200
    assert client.get(reverse("admin:network_casestudy_changelist")).status_code == 403


def test_the_administrator_puts_a_word_right_and_search_finds_it(admin_client, amina):
    study = make_case_study(amina)
    study.outcomes.create(what="Waiting")
    study.bylines.create(person=make_person("Bo Lee"), name_as_printed="Bo Le", position=2)
    sent = as_sent(admin_client.get(change_page(study)), "casestudy_form")
    sent |= {"body": "<p>Soup <script>x</script></p>", "bylines-1-name_as_printed": "Bo Lee"}
    page = admin_client.post(change_page(study), sent)
    assert page.status_code == 302, page.context["errors"]
    study.refresh_from_db()
    assert study.body == "<p>Soup </p>"
    assert study.credit == "Amina Haddad and Bo Lee"
    assert CaseStudy.objects.matching("soup").exists()
    assert CaseStudy.objects.matching("waiting").exists()


def test_kind_address_author_and_publication_cannot_be_changed(admin_client, amina, bryn):
    study = make_case_study(amina, published=False)
    forged = {
        "slug": "mine",
        "kind": "report",
        "created_by": bryn.pk,
        "published_at_0": "2010-01-01",
        "published_at": "2010-01-01",
        "comment_count": "99",
    }
    sent = as_sent(admin_client.get(change_page(study)), "casestudy_form") | forged
    assert admin_client.post(change_page(study), sent).status_code == 302
    study.refresh_from_db()
    assert (study.slug, study.kind, study.created_by, study.published_at, study.comment_count) == (
        "a-time-bank-in-the-day-centre",
        "case-study",
        amina,
        None,
        0,
    )


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_added_here(admin_client, name):
    assert admin_client.get(reverse(f"admin:network_{name}_add")).status_code == 403


@pytest.mark.parametrize("name", ["contribution", "withdrawal"])
def test_what_is_to_read_is_not_changed_or_deleted(admin_client, amina, name):
    study = make_case_study(amina)
    row = study.withdraw(by=amina, reason="") if name == "withdrawal" else study.contribution_ptr
    assert admin_client.get(change_page(row)).status_code == 200
    assert admin_client.post(change_page(row), {"title": "x"}).status_code == 403
    address = reverse(f"admin:network_{name}_delete", args=[row.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403


def test_deleting_takes_the_pictures_along(admin_client, amina, django_capture_on_commit_callbacks):
    article = make_article(amina, cover=make_photo())
    make_photo(contribution=article)
    names = [photo.file.name for photo in Photo.objects.all()]
    address = reverse("admin:network_article_delete", args=[article.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(name) for name in names)
