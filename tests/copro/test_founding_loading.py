"""The founding content on an empty site: without accounts, with them later, and with mistakes in its files."""

import io

import pytest
from django.core.management import CommandError, call_command

from copro.founding import reading
from network.models import Contribution, Member, Person, Removal, Topic


def test_it_tells_its_steps_and_makes_no_account_unless_told(db):
    out = io.StringIO()
    call_command("load_founding", stdout=out)
    assert "Articles and case studies" in out.getvalue()
    assert not Member.objects.exists()
    assert Person.objects.filter(slug="amina-haddad").exists()
    assert not Contribution.objects.exclude(created_by=None).exists()
    assert Removal.objects.get().by is None
    people = Person.objects.count()

    call_command("load_founding", with_accounts=True, verbosity=0)
    assert Person.objects.get(slug="amina-haddad").member.email == "amina@copro.example"
    assert Person.objects.count() == people


def test_a_mistake_in_a_file_is_told_with_its_name_and_nothing_is_loaded(db, tmp_path, monkeypatch):
    for folder in ("reports", "events", "articles", "case_studies", "comments", "pages"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pages" / "about.toml").write_text('title = "About"\ncolour = "teal"\n')
    for file in reading.DATA.glob("*.toml"):
        (tmp_path / file.name).write_text("")
    (tmp_path / "topics.toml").write_text('[[topic]]\nslug = "carers"\nname = "Carers"\n')
    monkeypatch.setattr(reading, "DATA", tmp_path)
    with pytest.raises(CommandError, match=r"about\.toml: a page has nothing called “colour”"):
        call_command("load_founding", verbosity=0)
    assert not Topic.objects.exists()


def test_a_file_that_is_no_toml_is_told_with_its_name(db, tmp_path, monkeypatch):
    (tmp_path / "topics.toml").write_text("[[topic]\n")
    monkeypatch.setattr(reading, "DATA", tmp_path)
    with pytest.raises(CommandError, match=r"topics\.toml"):
        call_command("load_founding", verbosity=0)
