"""Looking at a draft before it is published."""

import pytest

from tests.factories import make_article, make_case_study, make_event, make_report

MAKERS = [make_case_study, make_article, make_event, make_report]


def preview(contribution, page=""):
    return f"{contribution.get_absolute_url()}preview/{page}"


@pytest.mark.parametrize("make", MAKERS)
def test_a_draft_is_framed_at_two_widths_as_a_visitor_will_see_it(make, olu, olu_client):
    draft = make(olu, published=False)
    frames = olu_client.get(preview(draft))
    for width in (360, 1280):
        assert f"{width} pixels wide" in frames.text
        assert f'width="{width}"' in frames.text
    assert frames.text.count(f'src="{preview(draft, "page/")}"') == 2
    framed = olu_client.get(preview(draft, "page/"))
    assert f"<h1>{draft.title}</h1>" in framed.text
    for only_theirs in ("This is a draft", draft.get_edit_url(), "<textarea", "/you/"):
        assert only_theirs not in framed.text
    assert "Sign in" in framed.text


@pytest.mark.parametrize(
    ("width", "shown", "hidden"),
    [("phone", "360 pixels", "1280 pixels"), ("desktop", "1280 pixels", "360 pixels")],
)
def test_one_width_is_shown_by_choice(amina, amina_client, width, shown, hidden):
    draft = make_case_study(amina, published=False)
    page = amina_client.get(f"{preview(draft)}?width={width}")
    assert shown in page.text
    assert hidden not in page.text


def test_an_odd_width_shows_both(amina, amina_client):
    draft = make_case_study(amina, published=False)
    assert amina_client.get(f"{preview(draft)}?width=%00x").status_code == 400
    page = amina_client.get(f"{preview(draft)}?width=<script>")
    assert page.text.count("<iframe") == 2


def test_only_the_framed_page_may_be_framed_and_only_the_preview_frames(amina, amina_client):
    draft = make_case_study(amina, published=False)
    frames, framed = (amina_client.get(preview(draft, page)) for page in ("", "page/"))
    ordinary = amina_client.get(draft.get_absolute_url())
    assert "frame-src 'self'" in frames["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in frames["Content-Security-Policy"]
    assert "frame-src 'none'" in framed["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "frame-src 'none'" in ordinary["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in ordinary["Content-Security-Policy"]
    options = [page["X-Frame-Options"] for page in (frames, framed, ordinary)]
    assert options == ["DENY", "SAMEORIGIN", "DENY"]
    assert "no-store" in framed["Cache-Control"]


def test_a_published_page_is_its_own_preview(amina, amina_client):
    study = make_case_study(amina)
    assert amina_client.get(preview(study)).url == study.get_absolute_url()


def test_only_authors_see_a_preview(amina, client, bryn_client, olu_client, mo_client):
    draft = make_case_study(amina, published=False)
    for page in ("", "page/"):
        for other in (bryn_client, olu_client, mo_client):
            assert other.get(preview(draft, page)).status_code == 404
        assert "/accounts/login/" in client.get(preview(draft, page)).url


def test_an_event_told_after_its_day_is_previewed_with_its_write_up(olu, olu_client):
    past = make_event(olu, published=False, dated="2010-07-20", body="<p>We ate cake.</p>")
    past.refresh_from_db()
    assert "We ate cake." in olu_client.get(preview(past, "page/")).text
    past.refresh_from_db()
    assert past.written_up_at is None
