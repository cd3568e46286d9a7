"""Videos: reading their addresses, writing them, showing them, and loading nothing before a click."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from events.models import Event
from network.models import CaseStudy, ImpreciseDate, Photo, Video
from network.videos import source_of
from tests.factories import make_article, make_case_study, make_event, make_photo, make_report
from tests.network.test_photos import no_picture, picture
from tests.writing import as_sent, rows

MAKERS = [make_case_study, make_article, make_report]
YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
EMBED = "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.fixture
def peertube(settings):
    settings.PEERTUBE_HOSTS = frozenset({"tube.example.org"})


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        "http://youtube.com/watch?v=abcdefghijk",
        "https://m.youtube.com/watch?app=desktop&v=abcdefghijk&t=42s",
        "https://youtu.be/abcdefghijk?si=xyz",
        "https://www.youtube.com/shorts/abcdefghijk",
        "https://www.youtube.com/live/abcdefghijk?feature=share",
        "https://www.youtube.com/embed/abcdefghijk",
        "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "https://WWW.YouTube.com/watch/?v=abcdefghijk#t=3",
    ],
)
def test_youtube_plays_without_cookies(address):
    source = source_of(address)
    assert (source.host, source.embed) == ("YouTube", EMBED)
    assert source.origin == "https://www.youtube-nocookie.com"


@pytest.mark.parametrize(
    ("address", "embed"),
    [
        ("https://vimeo.com/76979871", "76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/abc123def4", "76979871?dnt=1&autoplay=1&h=abc123def4"),
        ("https://vimeo.com/channels/staff/76979871", "76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/groups/people/videos/76979871", "76979871?dnt=1&autoplay=1"),
        ("https://player.vimeo.com/video/76979871", "76979871?dnt=1&autoplay=1"),
        (
            "https://player.vimeo.com/video/76979871?h=abc123def4&title=0",
            "76979871?dnt=1&autoplay=1&h=abc123def4",
        ),
    ],
)
def test_vimeo_plays_without_tracking_and_keeps_the_key_of_a_private_video(address, embed):
    source = source_of(address)
    assert source.host == "Vimeo"
    assert source.embed == f"https://player.vimeo.com/video/{embed}"


@pytest.mark.parametrize("path", ["w", "videos/watch", "videos/embed"])
@pytest.mark.parametrize("video", [UUID, "kkGMgK9ZtnKfYAgnEtQxbv"])
def test_peertube_plays_from_hosts_that_the_operator_named(peertube, path, video):
    source = source_of(f"https://tube.example.org/{path}/{video}?start=2s")
    assert source.host == "tube.example.org"
    assert source.embed == f"https://tube.example.org/videos/embed/{video}?autoplay=1&p2p=0"
    assert source_of(f"https://other.example.org/{path}/{video}").embed == ""


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://videos.example.org/1", "videos.example.org"),
        ("https://youtube.com.evil.example/watch?v=abcdefghijk", "youtube.com.evil.example"),
        ("https://evilyoutube.com/watch?v=abcdefghijk", "evilyoutube.com"),
        ("https://www.youtube.com:8443/watch?v=abcdefghijk", "YouTube"),
        ("https://www.youtube.com/watch", "YouTube"),
        ("https://www.youtube.com/watch?v=", "YouTube"),
        ("https://www.youtube.com/watch?v=tooshort", "YouTube"),
        ("https://www.youtube.com/watch?v=abcdefghijk%22%3E%3Cscript%3E", "YouTube"),
        ("https://www.youtube.com/embed/videoseries?list=PL123", "YouTube"),
        ("https://www.youtube.com/embed/live_stream?channel=x", "YouTube"),
        ("https://www.youtube.com/@people/videos", "YouTube"),
        ("https://youtu.be/", "YouTube"),
        ("https://vimeo.com/", "Vimeo"),
        ("https://vimeo.com/people", "Vimeo"),
        ("https://vimeo.com/76979871/not-a-key", "Vimeo"),
        ("https://player.vimeo.com/76979871", "Vimeo"),
        ("https://tube.example.org/w/p/" + UUID, "tube.example.org"),
        ("https://tube.example.org/w/..%2F..%2Fadmin", "tube.example.org"),
        ("https://уoutube.com/watch?v=abcdefghijk", "xn--outube-vrf.com"),
    ],
)
def test_anything_else_is_a_link_that_names_its_host(peertube, address, host):
    source = source_of(address)
    assert (source.host, source.embed, source.origin) == (host, "", "")


@pytest.mark.parametrize(
    "address",
    [
        *("", "abc", "javascript:alert(1)", "JavaScript://youtube.com/%0Aalert(1)", "/watch?v=x"),
        *("data:text/html,<script>alert(1)</script>", "ftp://youtube.com/x", "file:///etc/passwd"),
        *(
            "//youtube.com/watch?v=abcdefghijk",
            "https://",
            "https://:443/",
            "https://youtube.com:x",
        ),
        *("https://user@youtube.com/watch?v=abcdefghijk", "https://:pw@vimeo.com/76979871"),
        *("https://[::1/watch", "https://" + "a" * 300 + ".example/"),
    ],
)
def test_what_is_no_address_is_not_even_linked_to(address):
    assert source_of(address) is None


@pytest.mark.parametrize("make", MAKERS)
def test_a_page_shows_a_still_and_asks_before_it_loads_anything(make, olu, client):
    contribution = make(olu)
    still = make_photo(is_decorative=True)
    contribution.videos.create(
        address=YOUTUBE, title="Tuesdays", still=still, transcript="<p>Good morning.</p>"
    )
    page = client.get(contribution.get_absolute_url())
    assert "Play the video from YouTube" in page.text
    assert "This loads YouTube, which may set cookies." in page.text
    assert f'href="{YOUTUBE}" rel="nofollow noopener"' in page.text
    assert f'data-video="{EMBED.replace("&", "&amp;")}"' in page.text
    assert f'src="{still.file.url}"' in page.text
    assert "Good morning." in page.text
    assert "<iframe" not in page.text
    assert not re.search(r'(src|srcset|poster)="http', page.text)
    assert "frame-src https://www.youtube-nocookie.com;" in page["Content-Security-Policy"]
    assert "js/video.js" in page.text


def test_a_page_without_a_video_to_play_frames_nothing_and_loads_no_script(olu, client):
    study = make_case_study(olu)
    page = client.get(study.get_absolute_url())
    assert "video" not in page.text
    assert "frame-src 'none'" in page["Content-Security-Policy"]
    study.videos.create(address="https://videos.example.org/1", title="Soup & song")
    page = client.get(study.get_absolute_url())
    assert "Soup &amp; song" in page.text
    assert "on videos.example.org</a>" in page.text
    assert "frame-src 'none'" in page["Content-Security-Policy"]


def test_a_preview_frames_what_the_page_may_frame(amina, amina_client):
    draft = make_case_study(amina, published=False)
    draft.videos.create(address=YOUTUBE)
    policy = amina_client.get(f"{draft.get_absolute_url()}preview/page/")["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com;" in policy
    assert "frame-ancestors 'self'" in policy


def test_an_address_that_came_in_behind_the_forms_is_not_linked_to(olu, client):
    study = make_case_study(olu)
    study.videos.create(address="javascript:alert(1)", title="Odd", transcript="<p>Words.</p>")
    page = client.get(study.get_absolute_url())
    assert "javascript:" not in page.text
    assert "Odd" in page.text
    assert "Words." in page.text


def test_a_still_that_was_taken_down_leaves_the_plain_ground(olu, client):
    study = make_case_study(olu)
    still = make_photo(taken_down_at=timezone.now())
    study.videos.create(address=YOUTUBE, still=still)
    page = client.get(study.get_absolute_url())
    assert "Play the video from YouTube" in page.text
    assert still.file.url not in page.text


@pytest.mark.parametrize("make", [*MAKERS, make_event])
def test_thirty_videos_cost_a_page_no_query(make, olu, client, queries):
    contribution = make(olu)
    without = queries(client, contribution.get_absolute_url())
    for number in range(30):
        contribution.videos.create(address=YOUTUBE, position=number, still=make_photo())
    assert queries(client, contribution.get_absolute_url()) == without


def test_the_script_is_small():
    with open(finders.find("js/video.js"), "rb") as script:
        assert len(script.read()) < 1024


def test_search_reads_titles_and_transcripts(olu):
    study = make_case_study(olu)
    study.videos.create(address=YOUTUBE, title="Kumquat", transcript="<p>Marmalade for all.</p>")
    study.refresh_index()
    for word in ("kumquat", "marmalade"):
        assert CaseStudy.objects.matching(word).get() == study


def test_an_events_video_waits_for_its_write_up(olu, client):
    event = make_event(
        olu, dated=ImpreciseDate("2010-07-20"), body="<p>We ate cake.</p>", published=False
    )
    event.publish()
    event.refresh_from_db()
    event.videos.create(address=YOUTUBE, transcript="<p>Marmalade for all.</p>")
    event.refresh_index()
    assert "Play the video from YouTube" in client.get(event.get_absolute_url()).text
    assert Event.objects.matching("marmalade").exists()
    Event.objects.update(written_up_at=None)
    event.refresh_from_db()
    event.refresh_index()
    assert "Play the video" not in client.get(event.get_absolute_url()).text
    assert not Event.objects.matching("marmalade").exists()


@pytest.mark.parametrize(("make", "said"), [(make_article, "video"), (make_event, "subjectOf")])
def test_machines_are_told_of_what_plays(make, said, olu, client):
    contribution = make(
        olu, **({"body": "<p>Told.</p>", "dated": ImpreciseDate("2010")} if said != "video" else {})
    )
    still = make_photo()
    contribution.videos.create(address=YOUTUBE, title="Tuesdays", still=still)
    contribution.videos.create(address="https://videos.example.org/1", position=1)
    page = client.get(contribution.get_absolute_url())
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    data = next(each for each in map(json.loads, scripts) if said in each)
    assert data[said] == [
        {
            "@type": "VideoObject",
            "name": "Tuesdays",
            "embedUrl": EMBED,
            "thumbnailUrl": f"http://127.0.0.1:8000{still.file.url}",
        }
    ]


@pytest.fixture
def study(amina):
    return make_case_study(amina)


def send(client, study, *videos, **more):
    sent = as_sent(client.get(study.get_edit_url()))
    return client.post(study.get_edit_url(), sent | rows("videos", *videos) | more)


def test_an_author_adds_orders_and_removes_videos(study, amina_client):
    sent = send(
        amina_client,
        study,
        {"address": "youtu.be/abcdefghijk", "title": "Second", "ORDER": 2},
        {"address": "https://videos.example.org/1", "title": "First", "ORDER": 1},
        **{"videos-0-upload": picture()},
    )
    assert sent.status_code == 302
    first, second = study.videos.all()
    assert (first.title, second.title) == ("First", "Second")
    assert second.address == "https://youtu.be/abcdefghijk"
    assert second.still.is_decorative
    form = amina_client.get(study.get_edit_url())
    assert second.still.small.url in form.text
    kept = [{"row": each.pk, "address": each.address, "ORDER": 1} for each in (first, second)]
    send(amina_client, study, kept[0] | {"DELETE": "on"}, kept[1] | {"without_still": "on"})
    only = study.videos.get()
    assert (only.pk, only.still) == (second.pk, None)
    assert not Photo.objects.exists()


def test_a_removed_video_takes_its_still_along(study, amina_client):
    video = study.videos.create(address=YOUTUBE, still=make_photo())
    send(amina_client, study, {"row": video.pk, "address": YOUTUBE, "DELETE": "on"})
    assert not Video.objects.exists()
    assert not Photo.objects.exists()


def test_another_still_replaces_the_first(study, amina_client):
    before = make_photo()
    video = study.videos.create(address=YOUTUBE, still=before)
    row = {"row": video.pk, "address": YOUTUBE}
    send(amina_client, study, row, **{"videos-0-upload": picture(colour="red")})
    assert Photo.objects.get() != before
    assert study.videos.get().still == Photo.objects.get()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://videos.example.org/1", "https://me@youtu.be/abcdefghijk", "???"],
)
def test_an_address_that_cannot_be_is_told_and_what_was_typed_is_kept(study, amina_client, address):
    page = send(amina_client, study, {"address": address, "title": "Tuesdays"})
    assert page.status_code == 422
    assert "This is no address of a video" in page.text
    assert 'value="Tuesdays"' in page.text
    assert not Video.objects.exists()


def test_a_still_is_kept_while_the_form_has_an_error(study, amina_client):
    page = send(amina_client, study, {"address": "???"}, **{"videos-0-upload": picture()})
    sent = as_sent(page) | {"videos-0-address": YOUTUBE}
    assert sent["videos-0-kept"]
    assert amina_client.post(study.get_edit_url(), sent).status_code == 302
    assert study.videos.get().still == Photo.objects.get()


def test_a_file_that_is_no_picture_is_told(study, amina_client):
    page = send(amina_client, study, {"address": YOUTUBE}, **{"videos-0-upload": no_picture()})
    assert page.status_code == 422
    assert "We cannot read this as a picture" in page.text
    assert YOUTUBE in page.text


def test_a_page_holds_at_most_twelve_videos(study, amina_client):
    page = send(amina_client, study, *[{"address": YOUTUBE}] * 13)
    assert page.status_code == 422
    assert "12" in page.text
    assert not Video.objects.exists()


@pytest.mark.parametrize("make", [*MAKERS, make_event])
def test_every_kind_is_written_with_videos(make, olu, olu_client):
    contribution = make(olu)
    address = contribution.get_edit_url() + ("write-up/" if make is make_event else "")
    sent = as_sent(olu_client.get(address)) | rows("videos", {"address": YOUTUBE})
    assert olu_client.post(address, sent).status_code == 302
    assert contribution.videos.get().address == YOUTUBE


@pytest.mark.django_db(transaction=True)
def test_the_video_of_an_event_becomes_a_row_and_goes_back(olu):
    event = make_event(olu)
    event.videos.create(address=YOUTUBE, transcript="<p>Good morning.</p>")
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("events", "0006_appearance_consents")])
        with connection.cursor() as cursor:
            cursor.execute("SELECT video, video_transcript FROM events_event")
            assert cursor.fetchall() == [(YOUTUBE, "<p>Good morning.</p>")]
        assert not Video.objects.exists()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(newest)
    video = Video.objects.get()
    assert (video.contribution_id, video.address) == (event.pk, YOUTUBE)
    assert video.transcript == "<p>Good morning.</p>"
