"""Press releases and coverage: found from the report, from the event that launched it, and back."""

import pytest

from network.models import Article
from tests.factories import make_article, make_event, make_report
from tests.words import words

pytestmark = pytest.mark.django_db
PRESS = Article.Form.PRESS_RELEASE


@pytest.fixture
def launch(olu, report):
    return make_event(olu, title="The launch", launches=report)


def shown(client, contribution):
    return words(client.get(contribution.get_absolute_url()))


@pytest.mark.parametrize("about", ["report", "launch"])
def test_a_press_release_stands_on_the_report_and_on_its_launch(client, olu, report, launch, about):
    subject = {"report": report, "launch": launch}[about]
    release = make_article(olu, title="It goes mainstream", form=PRESS, about=subject)

    assert "Notes for the press Press release: It goes mainstream" in shown(client, report)
    assert "For the press" in shown(client, launch)
    for page in (report, launch):
        text = client.get(page.get_absolute_url()).text
        assert f'href="{release.get_absolute_url()}"' in text
    assert "This is about" in shown(client, release)
    assert f'href="{subject.get_absolute_url()}"' in client.get(release.get_absolute_url()).text


@pytest.mark.parametrize("about", ["report", "launch"])
def test_a_reflection_stays_with_what_it_is_about(client, olu, report, launch, about):
    subject, other = (report, launch) if about == "report" else (launch, report)
    make_article(olu, title="What I think of it", about=subject)

    assert "What I think of it" in shown(client, subject)
    beside = shown(client, other).partition("Read next")[0]
    assert "For the press" not in beside
    assert "Notes for the press" not in beside


def test_a_draft_of_a_press_release_is_on_neither(client, olu_client, olu, report, launch):
    make_article(olu, title="Not out yet", form=PRESS, about=report, published=False)

    for page in (report, launch):
        assert "Not out yet" not in shown(olu_client, page)


def test_press_releases_cost_no_query(queries, client, olu, report, launch):
    without = [queries(client, page.get_absolute_url()) for page in (report, launch)]
    for number in range(10):
        make_article(olu, title=f"Release {number}", form=PRESS, about=(report, launch)[number % 2])

    assert [queries(client, page.get_absolute_url()) for page in (report, launch)] == without


def test_a_launch_of_another_report_gets_nothing_of_this_one(client, olu, report, launch):
    other = make_event(olu, title="Elsewhere", launches=make_report(olu, title="Another"))
    plain = make_event(olu, title="No launch")
    make_article(olu, title="It goes mainstream", form=PRESS, about=report)

    for page in (other, plain):
        assert "For the press" not in shown(client, page)
