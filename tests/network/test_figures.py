"""Photos within texts: which are shown where, and that no other contribution's ever is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from network.models import CaseStudy, Photo
from network.templatetags.figures import with_figures
from tests.factories import (
    make_article,
    make_case_study,
    make_event,
    make_photo,
    make_report,
)
from tests.network.test_new_photos import picture
from tests.writing import as_sent, rows


def mark(*photos):
    return "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)


def hung(contribution, caption, **fields):
    return make_photo(caption, contribution=contribution, caption=caption, **fields)


def put(contribution, **texts):
    for name, text in texts.items():
        setattr(contribution, name, text)
    contribution.save()


def test_a_photo_stands_where_the_text_places_it_with_all_its_words(client, amina):
    study = make_case_study(amina)
    photo = hung(study, "Soup on Tuesday", credit="Bo Lee")
    put(study, body=f"<p>Before.</p>{mark(photo)}<p>After.</p>")
    page = client.get(study.get_absolute_url()).text
    before, rest = page.split("<p>Before.</p>")
    figure, after = rest.split("<p>After.</p>")
    assert "Soup on Tuesday Picture: Bo Lee" in figure
    assert 'alt="Soup on Tuesday"' in figure
    assert photo.file.url in figure
    assert photo.file.url not in before + after
    assert "data-photo" not in page
    assert "<h2>Photos</h2>" not in page


def test_what_is_not_placed_hangs_below(client, amina):
    study = make_case_study(amina)
    placed, other = hung(study, "Placed"), hung(study, "Hanging")
    put(study, problem=f"<p>x</p>{mark(placed)}")
    gallery = client.get(study.get_absolute_url()).text.split("<h2>Photos</h2>")[1]
    assert "Hanging" in gallery
    assert "Placed" not in gallery
    assert other.small.url in gallery


PARTS = ["body", "problem", "what_changed", "costs", "what_was_hard", "advice"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_case_study_may_have_photos(client, amina, part):
    study = make_case_study(amina)
    put(study, **{part: f"<p>x</p>{mark(hung(study, 'Soup'))}"})
    assert client.get(study.get_absolute_url()).text.count('alt="Soup"') == 1


@pytest.mark.parametrize("make", [make_article, make_report])
def test_articles_and_reports_show_photos_in_their_text_and_below(client, olu, make):
    contribution = make(olu)
    put(contribution, body=f"<p>x</p>{mark(hung(contribution, 'Soup'))}")
    hung(contribution, "Bread")
    page = client.get(contribution.get_absolute_url()).text
    text, gallery = page.split("<h2>Photos</h2>")
    assert 'alt="Soup"' in text
    assert 'alt="Bread"' in gallery


def test_an_event_shows_photos_before_and_after_it(client, olu):
    event = make_event(olu)
    put(event, announcement=f"<p>Come.</p>{mark(hung(event, 'The hall'))}")
    hung(event, "Hanging")
    page = client.get(event.get_absolute_url()).text
    assert 'alt="The hall"' in page
    assert "Hanging" not in page  # the gallery belongs to the write-up
    past = make_event(olu, title="Past", dated="2020-05-01", published=timezone.now())
    put(past, body=f"<p>We met.</p>{mark(hung(past, 'A'))}", heard=mark(hung(past, "B")))
    hung(past, "C")
    past.publish_write_up()
    text, gallery = client.get(past.get_absolute_url()).text.split("<h2>Photos</h2>")
    assert 'alt="A"' in text
    assert 'alt="B"' in text
    assert 'alt="C"' in gallery


def test_no_text_shows_a_photo_of_another_contribution(client, amina, bryn):
    draft = make_case_study(bryn, title="Private", published=False)
    public = make_case_study(bryn, title="Public")
    loose = make_photo("Loose")
    others = [hung(draft, "Secret"), hung(public, "Theirs"), loose]
    study = make_case_study(amina)
    put(study, body=f"<p>x</p>{mark(*others)}")
    page = client.get(study.get_absolute_url()).text
    assert not any(photo.file.url in page for photo in others)
    assert "Secret" not in page
    assert "<figure" not in page


def test_a_photo_that_is_gone_or_taken_down_leaves_no_hole(client, amina):
    study = make_case_study(amina, body="", what_changed="")
    gone, down = hung(study, "Gone"), hung(study, "Down", taken_down_at=timezone.now())
    put(study, body=f"<p>x</p>{mark(gone, down)}<p>y</p>", problem=mark(gone))
    Photo.objects.filter(pk=gone.pk).discard()
    page = client.get(study.get_absolute_url()).text
    assert "<p>x</p><p>y</p>" in page
    assert "What was not working" not in page
    assert down.file.url not in page
    assert "<h2>Photos</h2>" not in page


def test_a_mark_for_no_photo_at_all_is_nothing():
    assert with_figures(f'<p>x</p><figure data-photo="{2**63 - 1}"></figure>', []) == "<p>x</p>"
    assert with_figures('<figure data-photo="1"></figure>', None) == ""


def test_photos_in_a_text_cost_no_query(client, amina, queries):
    study = make_case_study(amina)
    address = study.get_absolute_url()
    hung(study, "First")
    before = queries(client, address)
    put(study, body="<p>x</p>" + mark(*(hung(study, f"Photo {n}") for n in range(30))))
    assert queries(client, address) == before


def test_search_feeds_and_machines_read_no_marks(client, amina):
    study = make_case_study(amina, title="A lunch club")
    put(study, body=f"<p>Celery</p>{mark(hung(study, 'Soup'))}<p>soup</p>")
    study.refresh_index()
    assert "Celery soup" in study.searchable
    assert "figure" not in study.searchable
    for address in ("/case-studies/feed.xml", "/search/?q=celery", study.get_absolute_url()):
        assert "data-photo" not in client.get(address).text


def test_a_figure_survives_the_form_also_without_javascript(amina_client, amina):
    study = make_case_study(amina, published=False)
    photo = hung(study, "Soup")
    put(study, body=f"<p>x</p>{mark(photo)}")
    page = amina_client.get(study.get_edit_url())
    assert f"&lt;figure data-photo=&quot;{photo.pk}&quot;&gt;&lt;/figure&gt;" in page.text
    amina_client.post(study.get_edit_url(), as_sent(page))
    study.refresh_from_db()
    assert study.body == f"<p>x</p>{mark(photo)}"


def test_without_javascript_the_page_says_how_to_place_a_photo(amina_client, amina):
    study = make_case_study(amina, published=False)
    photo = hung(study, "Soup")
    help_text = amina_client.get(study.get_edit_url()).text.split("<noscript>")[1]
    assert f"&lt;figure data-photo=&quot;{photo.pk}&quot;&gt;" in help_text.replace('"', "&quot;")


def test_a_comment_has_no_figures(amina_client, client, amina):
    study = make_case_study(amina)
    photo = hung(study, "Soup")
    amina_client.post(f"{study.get_absolute_url()}comments/", {"body": f"See {mark(photo)}"})
    page = client.get(study.get_absolute_url()).text
    assert f"See &lt;figure data-photo=&quot;{photo.pk}&quot;&gt;" in page


# --- The cover, from the gallery


@pytest.fixture
def study(amina):
    return make_case_study(amina, published=False)


@pytest.fixture
def save(amina_client, study):
    """Saves the page of `study` as it stands, but for `changes`; gives it back from the database."""

    def saved(**changes):
        sent = as_sent(amina_client.get(study.get_edit_url()))
        sent |= {name.replace("__", "-"): value for name, value in changes.items()}
        answer = amina_client.post(study.get_edit_url(), sent)
        assert answer.status_code == 302, answer.text
        return CaseStudy.objects.get(pk=study.pk)

    return saved


def test_a_photo_of_the_gallery_becomes_the_cover_and_stays_there(save, study, client):
    soup, bread = hung(study, "Soup"), hung(study, "Bread")
    found = save(photos__cover=bread.pk)
    assert found.cover == bread
    assert list(found.photos.all()) == [soup, bread]
    found.publish()
    page = client.get(found.get_absolute_url()).text
    assert page.count('alt="Bread"') == 1  # on top, and not again below
    assert 'alt="Soup"' in page


def test_another_choice_and_none_at_all_leave_the_photos_where_they_hang(save, study):
    soup, bread = hung(study, "Soup"), hung(study, "Bread")
    save(photos__cover=soup.pk)
    assert save(photos__cover=bread.pk).cover == bread
    assert save().cover == bread
    assert save(photos__cover="").cover is None
    assert study.photos.count() == 2


def test_a_cover_of_its_own_gives_way_to_one_from_the_gallery(
    save, study, django_capture_on_commit_callbacks
):
    own, soup = make_photo("Own"), hung(study, "Soup")
    put(study, cover=own)
    with django_capture_on_commit_callbacks(execute=True):
        assert save(photos__cover=soup.pk).cover == soup
    assert not Photo.objects.filter(pk=own.pk).exists()
    assert not own.file.storage.exists(own.file.name)


def test_a_cover_of_its_own_stays_while_no_photo_is_chosen(save, study):
    own = make_photo("Own")
    hung(study, "Soup")
    put(study, cover=own)
    assert save().cover == own
    assert save(photos__cover="").cover == own


def test_a_new_picture_goes_before_the_choice(save, study):
    soup = hung(study, "Soup")
    save(photos__cover=soup.pk)
    found = save(cover__upload=picture())
    assert found.cover != soup
    assert soup in found.photos.all()


def test_taking_the_cover_away_leaves_the_photo_in_the_gallery(save, study):
    soup = hung(study, "Soup")
    save(photos__cover=soup.pk)
    found = save(cover__remove="on")
    assert found.cover is None
    assert soup in found.photos.all()


def test_removing_a_photo_that_is_the_cover_clears_the_cover(save, study):
    soup, bread = hung(study, "Soup"), hung(study, "Bread")
    save(photos__cover=soup.pk)
    found = save(**{"photos-0-DELETE": "on"})
    assert found.cover is None
    assert list(found.photos.all()) == [bread]


def test_a_photo_from_elsewhere_cannot_be_chosen(save, study, bryn):
    theirs = hung(make_case_study(bryn, title="Theirs"), "Secret")
    hung(study, "Soup")
    assert save(photos__cover=theirs.pk).cover is None
    assert save(photos__cover="x" * 50).cover is None


def test_the_page_shows_which_photo_is_the_cover(amina_client, save, study):
    soup, bread = hung(study, "Soup"), hung(study, "Bread")
    page = amina_client.get(study.get_edit_url())
    assert as_sent(page)["photos-cover"] == ""
    save(photos__cover=bread.pk)
    page = amina_client.get(study.get_edit_url())
    assert as_sent(page)["photos-cover"] == str(bread.pk)
    assert "It hangs in the gallery, and is described there." in page.text
    assert soup.pk != bread.pk


def test_the_choice_is_kept_when_the_form_comes_back_with_an_error(amina_client, study):
    soup = hung(study, "Soup")
    sent = as_sent(amina_client.get(study.get_edit_url()))
    page = amina_client.post(
        study.get_edit_url(), sent | {"dated": "one day", "photos-cover": soup.pk}
    )
    assert as_sent(page)["photos-cover"] == str(soup.pk)


def test_a_photo_just_chosen_for_a_new_page_can_be_its_cover(amina_client):
    amina_client.post("/case-studies/new/photos/", {"photo": picture()})
    photo = Photo.objects.get()
    answer = amina_client.post("/case-studies/new/photos/", {"photo": picture()})
    assert answer.status_code == 201
    waiting = Photo.objects.exclude(pk=photo.pk).get()
    word = answer.text.split('name="photos-__prefix__-kept" value="')[1].split('"')[0]
    row = rows("photos", {"kept": word, "row": waiting.pk, "ORDER": 1})
    amina_client.post("/case-studies/new/", {"title": "Soup", "photos-cover": waiting.pk} | row)
    assert CaseStudy.objects.get().cover == waiting


def test_a_photo_that_was_taken_down_is_in_no_row(amina_client, study):
    hung(study, "Down", taken_down_at=timezone.now())
    assert as_sent(amina_client.get(study.get_edit_url()))["photos-TOTAL_FORMS"] == "0"


def test_several_files_still_come_with_the_form(amina_client, study):
    sent = as_sent(amina_client.get(study.get_edit_url()))
    files = [picture(f"{n}.jpg") for n in range(3)]
    files.append(SimpleUploadedFile("bad.jpg", b"no", "image/jpeg"))
    page = amina_client.post(study.get_edit_url(), sent | {"photos-new": files})
    assert "bad.jpg:" in page.text
    amina_client.post(study.get_edit_url(), as_sent(page))
    assert study.photos.count() == 3
