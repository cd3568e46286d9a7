"""One parent table: each contribution is one row of it and one row of its kind."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from network.models import Contribution, Kind
from tests.factories import make_article, make_case_study, make_event, make_report

MAKERS = {
    Kind.CASE_STUDY: make_case_study,
    Kind.EVENT: make_event,
    Kind.REPORT: make_report,
    Kind.ARTICLE: make_article,
}


def test_every_parent_has_its_child(amina):
    for make in MAKERS.values():
        make(by=amina)
    parents = Contribution.objects.all()
    assert {parent.kind for parent in parents} == set(Kind)
    for parent in parents:
        assert parent.kind == parent.child.KIND
        assert parent.pk == parent.child.pk


def test_every_kind_is_one_child_of_the_parent():
    assert {child.KIND for child in Contribution.__subclasses__()} == set(Kind)


@pytest.mark.parametrize("app", ["network", "events", "reports", "copro"])
def test_nothing_makes_a_parent_without_its_child(app):
    made_alone = re.compile(r"\bContribution\.objects\.(bulk_|get_or_|update_or_)?create\(")
    for path in Path(settings.BASE_DIR, app).rglob("*.py"):
        if "migrations" not in path.parts:
            for line in path.read_text().splitlines():
                assert not made_alone.search(line), path
