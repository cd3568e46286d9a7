"""The founding content: loaded whole, loaded again without a change, and true to the facts."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from PIL import Image

from copro.founding.prose import html_of
from events.models import Event, EventSeries, OpenQuestion
from network.models import (
    Article,
    CaseStudy,
    Collection,
    CollectionItem,
    Comment,
    Contribution,
    Download,
    Member,
    Organisation,
    Page,
    Person,
    Photo,
    Removal,
    Term,
    Topic,
)
from network.models.prose import plain_text
from reports.models import Claim, Definition, Principle, Recommendation, Report

pytestmark = pytest.mark.xdist_group("founding")  # one worker loads it, once

EVERYTHING = (
    Article, CaseStudy, Claim, Comment, Contribution, Definition, Download, EmailAddress, Event, EventSeries, Member,
    OpenQuestion, Organisation, Page, Person, Photo, Principle, Recommendation, Removal, Report, Term, Topic,
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Everything, loaded once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def founding(loaded, db):
    """What was loaded; a test may change it and the next one does not notice."""


def load():
    call_command("load_founding", with_accounts=True, verbosity=0)


def counts():
    return {model.__name__: model.objects.count() for model in EVERYTHING}


def words(contribution):
    """All that a reader can find it by, as one text."""
    child = contribution.child
    parts = [child.title, child.names, *child.readable_parts()]
    return " ".join(plain_text(part) for part in parts if part)


def event(slug):
    return Event.objects.get(slug=slug)


# Loading again


def test_loading_again_changes_no_count(founding):
    before = counts()
    load()
    assert counts() == before
    assert min(before.values()) > 0


def test_loading_again_keeps_every_row_and_its_key(founding):
    def keys():
        return {
            "outcomes": set(CaseStudy.objects.values_list("slug", "outcomes__pk", "quotes__pk")),
            "recommendations": set(Recommendation.objects.values_list("pk", "text")),
            "appearances": set(event("london-roadshow").appearances.values_list("pk", flat=True)),
            "updated": set(Contribution.objects.values_list("pk", "updated_at", "published_at")),
        }

    before = keys()
    load()
    assert keys() == before


def test_loading_again_leaves_alone_what_somebody_edited(founding):
    edited = CaseStudy.objects.get(slug="merthyr-lung-clinic")
    edited.title, edited.updated_at = "The clinic that twelve people run", timezone.now()
    edited.save()
    edited.outcomes.all().delete()
    load()
    edited.refresh_from_db()
    assert edited.title == "The clinic that twelve people run"
    assert not edited.outcomes.exists()


def test_loading_again_does_not_bring_back_what_was_withdrawn(founding):
    withdrawn = CaseStudy.objects.get(slug="through-the-gate")
    withdrawn.withdraw(
        by=Member.objects.get(name="Mo Kavanagh"), reason="One of the people named asked for it."
    )
    load()
    withdrawn.refresh_from_db()
    assert withdrawn.published_at is None


def test_loading_again_writes_anew_what_nobody_edited(founding):
    report = Report.objects.get(slug="right-here-right-now")
    Report.objects.filter(pk=report.pk).update(summary="An older wording of ours.")
    load()
    report.refresh_from_db()
    assert report.summary.startswith("Co-production is strong at the edge")


def test_loading_again_leaves_people_and_pages_as_they_made_themselves(founding):
    Person.objects.filter(slug="amina-haddad").update(about="I wrote this myself.", listed="nobody")
    Page.objects.filter(slug="terms").update(body="<p>Our own terms.</p>")
    load()
    amina = Person.objects.get(slug="amina-haddad")
    assert (amina.about, amina.listed) == ("I wrote this myself.", "nobody")
    assert Page.objects.get(slug="terms").body == "<p>Our own terms.</p>"


def test_a_deleted_comment_does_not_come_back(founding):
    comment = Comment.objects.visible().filter(replies__isnull=True).first()
    total = Comment.objects.count()
    comment.delete_by_author()
    load()
    assert Comment.objects.count() == total
    assert Comment.objects.get(pk=comment.pk).deleted_at


# Accounts


@pytest.mark.parametrize(
    ("email", "groups"),
    [("amina", []), ("bryn", []), ("olu", ["Organisers"]), ("mo", ["Moderators"]), ("admin", [])],
)
def test_demo_accounts_can_sign_in(founding, client, email, groups):
    address = f"{email}@copro.example"
    member = Member.objects.get(email=address)
    assert client.login(email=address, password="co-production")
    assert list(member.groups.values_list("name", flat=True)) == groups
    assert member.is_superuser == (email == "admin")
    assert EmailAddress.objects.get(user=member).verified
    assert member.person.name == member.name


# Organisations and people


def test_nesta_is_told_with_its_address_and_its_money(founding):
    nesta = Organisation.objects.get(short_name="NESTA")
    assert nesta.name == "National Endowment for Science, Technology and the Arts"
    assert nesta.address == "1 Plough Place, London EC4A 1DE"
    assert "National Lottery" in nesta.about
    assert "no cost to the taxpayer" in nesta.about


@pytest.mark.parametrize(
    "name",
    [
        "New Economics Foundation", "Involve", "Surrey County Council", "Department of Health", "Swindon council",
        "Innovation Unit", "Shared Lives", "Community Catalysts", "Holy Cross Centre Trust", "SILK", "ActiveMobs",
        "Co-production Practitioners Network",
    ],
)  # fmt: skip
def test_each_organisation_of_the_facts_says_what_it_is(founding, name):
    assert len(Organisation.objects.get(name=name).about) > 40


def test_the_first_site_of_the_network_is_credited(founding):
    assert "Lucie Stephens" in Organisation.objects.get(name__startswith="Co-production P").about
    assert Person.objects.filter(name="Lucie Stephens", listed="everyone").exists()


@pytest.mark.parametrize(
    ("slug", "spellings"),
    [
        ("philip-colligan", {"Philip Colligan", "Phillip Colligan"}),
        ("garath-symonds", {"Garath Symonds", "Gareth Symonds"}),
        ("edward-andersson", {"Edward (Ed) Andersson"}),
    ],
)
def test_a_name_is_kept_as_printed_and_is_one_person(founding, slug, spellings):
    person = Person.objects.get(slug=slug)
    printed = {
        *person.bylines.values_list("name_as_printed", flat=True),
        *person.appearances.values_list("name_as_printed", flat=True),
        *person.quotes.values_list("name_as_printed", flat=True),
    }
    assert printed == spellings


def test_names_in_welsh_and_from_right_to_left_are_there(founding):
    assert Person.objects.get(slug="gwilym-ap-rhys").is_credited
    assert Person.objects.get(slug="sian-wyn-gruffydd").name == "Siân Wyn Gruffydd"
    assert Person.objects.get(slug="nadia-al-khatib").name == "نادية الخطيب"


# Reports


@pytest.mark.parametrize(
    ("slug", "place", "dated"),
    [
        ("the-challenge-of-co-production", 1, "2009-12"),
        ("public-services-inside-out", 2, "2010-04"),
        ("right-here-right-now", 3, "2010-07"),
    ],
)
def test_three_reports_stand_in_their_series(founding, slug, place, dated):
    report = Report.objects.get(slug=slug)
    assert (report.place_in_series, report.dated.edtf) == (place, dated)
    assert report.series.planned_reports == 3
    assert set(report.partners.values_list("organisation__short_name", "capacity")) == {
        ("NESTA", "publisher"),
        ("nef", "author"),
    }


def test_the_definition_is_quoted_with_its_source(founding):
    definition = Definition.objects.get(report__slug="the-challenge-of-co-production")
    assert "equal and reciprocal relationship between professionals" in definition.text
    assert "effective agents of change" in definition.text
    assert definition.source == "The Challenge of Co-production, NESTA and nef, December 2009"


def test_the_four_characteristics_are_principles(founding):
    report = Report.objects.get(slug="public-services-inside-out")
    assert list(report.principles.values_list("name", flat=True)) == [
        "Recognising people as assets",
        "Building on people’s existing capabilities",
        "Promoting mutuality and reciprocity",
        "Developing peer support networks",
    ]


def test_both_wordings_of_what_the_third_report_asks_for_are_kept(founding):
    report = Report.objects.get(slug="right-here-right-now")
    four, three = report.recommendation_lists.all()
    assert [four.recommendations.count(), three.recommendations.count()] == [4, 3]
    assert "co-production guarantee" in four.recommendations.last().text
    assert "retrain professionals as facilitators" in three.recommendations.first().text
    assert three.source.child.form == Article.Form.PRESS_RELEASE


def test_the_third_report_tells_its_facts(founding):
    report = Report.objects.get(slug="right-here-right-now")
    assert report.title.endswith("Taking co-production into the mainstream")
    assert "bringing co-production into the mainstream" in report.also_printed_as
    assert report.bylines.get().person.name == "David Boyle"
    told = words(report)
    for fact in (
        "over 100 practitioners", "almost a year", "supported housing", "healthcare", "criminal justice", "education",
        "welfare to work", "Commissioning", "Capturing value", "Workforce skills", "prototypes in new sectors",
    ):  # fmt: skip
        assert fact in told


def test_each_report_of_the_series_has_a_file_to_download(founding):
    for report in Report.objects.exclude(series=None):
        download = report.downloads.get()
        with download.file.open() as file:
            content = file.read()
        assert content.startswith(b"%PDF-")
        assert download.size == len(content)
        assert "our own words" in download.title
        assert not download.is_whole


# The launch


def test_the_launch_stands_with_its_day_place_and_hashtag(founding):
    launch = event("launch-right-here-right-now")
    assert launch.format == Event.Format.LAUNCH
    assert launch.dated.edtf == "2010-07-20"
    assert (launch.venue, launch.hashtag) == ("NESTA", "nestacopro1")
    assert launch.address.startswith("1 Plough Place")
    assert launch.launches.slug == "right-here-right-now"


def test_everybody_at_the_launch_is_named_in_their_capacity(founding):
    rows = event("launch-right-here-right-now").appearances.values_list(
        "name_as_printed", "capacity", "role", "organisation__name"
    )
    assert ("Philip Colligan", "speaker", "Executive Director of the Public Services Lab") in [
        row[:3] for row in rows
    ]
    assert ("David Boyle", "speaker", "nef fellow and author") in [row[:3] for row in rows]
    assert [row for row in rows if row[1] == "panel"] == [
        (
            "Garath Symonds",
            "panel",
            "Deputy Director of Services for Young People",
            "Surrey County Council",
        ),
        ("Anna Coote", "panel", "Head of Social Policy", "New Economics Foundation"),
        ("Edward (Ed) Andersson", "panel", "Deputy Director", "Involve"),
        ("Mike Haslam", "panel", "Personalisation Policy Team", "Department of Health"),
    ]


def test_what_was_heard_at_the_launch_is_told(founding):
    told = words(event("launch-right-here-right-now"))
    for fact in (
        "commissioning", "capturing value", "skills of the workforce", "more for more", "one learns by doing",
        "social justice and inequality", "optimism", "Practical experiments", "registered and signed in", "photographs",
        "video of the event",
    ):  # fmt: skip
        assert fact.lower() in told.lower(), fact


# Press release and reflections


def test_the_press_release_tells_its_context_and_notes(founding):
    release = Article.objects.get(form=Article.Form.PRESS_RELEASE)
    assert release.title == "Co-production needs to go mainstream"
    assert timezone.localtime(release.published_at).date() == date(2010, 7, 20)
    assert release.about.slug == "launch-right-here-right-now"
    told = words(release)
    for fact in (
        "£155 billion", "population is ageing", "obesity", "what people expect", "drugs and of alcohol", "About NESTA",
        "About nef", "think-and-do tank", "last of three reports", "could be downloaded",
    ):  # fmt: skip
        assert fact in told, fact


def test_no_words_are_put_in_the_mouth_of_anybody_real(founding):
    release = Article.objects.get(form=Article.Form.PRESS_RELEASE)
    assert set(release.quotes.values_list("name_as_printed", "is_paraphrase")) == {
        ("Phillip Colligan", True),
        ("Anna Coote", True),
    }
    invented = Contribution.objects.filter(quotes__is_paraphrase=False).distinct()
    assert {study.casestudy.provenance[:17] for study in invented} == {"Made for the demo"}


def test_the_reflection_of_the_innovation_unit_keeps_its_minute_and_headings(founding):
    reflection = Article.objects.get(slug="co-production-more-than-a-short-term-fix")
    assert reflection.bylines.get().person.name == "Simon Bracken"
    written = timezone.localtime(reflection.published_at)
    assert f"{written:%Y-%m-%d %H:%M}" == "2010-07-28 09:36"
    topics = set(reflection.topics.values_list("name", flat=True))
    assert {"Local innovation", "Public services", "Radical efficiency"} <= topics
    assert reflection.comment_count == 0
    told = words(reflection)
    for fact in (
        "pitched as saving money", "not the only reason", "chronic illness", "reoffending", "chief police officer",
        "invest in schemes that prevent", "No politicians", "0 comments", "29 people followed",
    ):  # fmt: skip
        assert fact in told, fact
    assert "/reports/radical-efficiency/" in reflection.body
    assert Report.objects.filter(slug="radical-efficiency", series=None).exists()


def test_the_other_reflection_keeps_its_neighbours(founding):
    reflection = Article.objects.get(slug="publication-right-here-right-now")
    assert reflection.dated.edtf == "2010-07"
    told = words(reflection)
    for fact in (
        "compendium",
        "Big Society",
        "future of a social network",
        "Knowledge Hub",
        "spam filter",
    ):
        assert fact in told


# The roadshow


def test_the_roadshow_has_five_stops_and_london_is_the_last(founding):
    series = EventSeries.objects.get()
    london = series.stops.get()
    assert (series.planned_stops, london.stop, london.place) == (5, 5, "London")
    partners = set(london.partners.values_list("organisation__name", flat=True))
    assert "Co-production Practitioners Network" in partners
    assert london.dated.edtf == "2011-21"
    assert str(london.dated).lower() == "spring 2011"
    assert london.view_count == 84


def test_witnesses_of_the_roadshow_are_there_named_or_not(founding):
    london = event("london-roadshow")
    slots = [
        [
            (seat.name_as_printed, seat.organisation_as_printed or seat.organisation.name)
            for seat in slot.appearances.all()
        ]
        for slot in london.witness_slots.all()
    ]
    assert slots == [
        [("Sian Lockwood", "Shared Lives and Community Catalysts")],
        [("Emma Main", "Holy Cross Centre Trust")],
        [("", "SILK"), ("", "ActiveMobs")],
    ]
    told = words(london)
    for fact in (
        "with people rather than", "LAC", "moved to prevention", "multiple exclusion", "asset-based", "leadership",
        "stayed in one group", "capacity to put on events", "Everybody can contribute",
        "do not do what people can do for themselves", "anything but easy", "takes energy", "empathy and warmth",
        "initiate, create, test, define", "order, in which the need is named first", "more personal",
        "blindingly obvious",
    ):  # fmt: skip
        assert fact in told, fact


def test_what_the_group_wanted_to_learn_and_what_stayed_open(founding):
    london = event("london-roadshow")
    outcome = london.learning_outcomes.get()
    assert (outcome.text, outcome.met) == ("A definition of co-production", "partly")
    assert set(london.open_questions.values_list("text", flat=True)) == {
        "What exactly is co-production?",
        "Is there evidence of value for money?",
        "How does co-production become mainstream and reach scale?",
    }


def test_the_one_comment_on_the_roadshow_keeps_its_minute(founding):
    comment = event("london-roadshow").comments.get()
    assert comment.author.name == "Francesca Cignola"
    assert f"{timezone.localtime(comment.posted_at):%Y-%m-%d %H:%M}" == "2011-04-21 11:36"
    assert "materials and videos" in comment.body
    assert "Told in our words" in comment.body


# Case studies


def test_thirteen_case_studies_say_where_they_come_from(founding):
    studies = CaseStudy.objects.published()
    retold = [study for study in studies if study.provenance.startswith("Retold from")]
    made_up = [study for study in studies if study.provenance.startswith("Made for the demo")]
    assert (len(retold), len(made_up), len(studies)) == (3, 10, 13)
    assert len({study.region for study in studies}) == 12
    assert len({study.sector for study in studies}) >= 8


def test_each_case_study_has_every_part_and_its_length(founding):
    for study in CaseStudy.objects.for_page().exclude(slug="portsmouth-lift-share"):
        parts = [
            study.problem, study.body, study.what_changed, study.costs, study.what_was_hard, study.advice,
        ]  # fmt: skip
        assert all(parts), study.slug
        assert 400 <= len(plain_text(" ".join(parts)).split()) <= 700, study.slug
        assert study.place and study.stage and study.dated and study.last_confirmed  # noqa: PT018
        assert study.bylines.exists()
        assert study.cover.alternative_text
        for outcome in study.outcomes.all():
            assert outcome.before and outcome.after  # noqa: PT018
            assert outcome.source and outcome.kind_of_evidence  # noqa: PT018


def test_one_case_study_stopped_and_one_found_what_it_did_not_want(founding):
    stopped = CaseStudy.objects.get(running="stopped")
    assert stopped.ended.edtf == "2022-03"
    assert Claim.objects.filter(contribution__slug="through-the-gate", stance="challenges").exists()


def test_one_case_study_did_not_work_and_asks_for_what_is_missing(founding, client):
    study = CaseStudy.objects.for_page().get(running="not-worked")
    assert [part.name for part in study.parts_missing()] == ["outcomes", "costs", "stage"]
    assert study.bylines.all()[1].capacity == "wrote it down over two lunches"
    page = client.get(study.get_absolute_url()).text
    assert "8 of 11 parts told" in page
    assert "Tried, and it did not work" in page


def test_some_case_studies_are_by_people_in_different_capacities(founding):
    taken = set(CaseStudy.objects.values_list("bylines__took_part_as", flat=True))
    assert taken == {"professional", "person", "carer", "neighbour", "facilitator", "own-words"}


# What was made for the demo


def test_everything_invented_says_so(founding):
    for slug in ("expert-witnesses-home-care", "write-it-up-in-a-day"):
        assert "Made for the demo" in event(slug).summary
    for slug in ("what-do-you-say-when-somebody-asks", "the-network-has-a-new-home"):
        assert "Made for the demo" in Article.objects.get(slug=slug).summary
    real = {
        "philip-colligan", "david-boyle", "garath-symonds", "anna-coote", "edward-andersson", "mike-haslam",
        "simon-bracken", "gavin-jones", "sian-lockwood", "emma-main", "lucie-stephens", "francesca-cignola",
    }  # fmt: skip
    silent = Person.objects.exclude(about__icontains="made for the demo")
    assert set(silent.values_list("slug", flat=True)) == real


def test_there_is_an_event_to_look_forward_to(founding):
    upcoming = Event.objects.published().upcoming()
    coming, later = upcoming.taking_place().order_by("happened_on")
    assert later.dated.day == timezone.localdate() + timedelta(days=56)
    assert coming.dated.day == timezone.localdate() + timedelta(days=35)
    assert coming.announcement
    assert not coming.is_written_up


def test_the_workshop_to_come_shows_what_is_at_the_same_time_slides_and_that_somebody_is_not_recorded(
    founding, client
):
    page = client.get("/events/write-it-up-in-a-day/").text
    assert page.count("At the same time:") == 1
    assert "Slides: <bdi>How do you know? Seven cards to take home</bdi>" in page
    assert "not recorded or photographed, at somebody’s wish" in page
    [file] = event("write-it-up-in-a-day").downloads.all()
    with file.file.open() as opened:
        assert opened.read(5) == b"%PDF-"


def test_one_event_is_cancelled_and_one_postponed_with_the_reason(founding, client):
    cancelled = Event.objects.published().upcoming().get(change_of_plan__what="cancelled")
    postponed = Event.objects.published().unscheduled().get()
    assert postponed.change_of_plan.what == "postponed"
    for each, words in ((cancelled, "The lift of the library"), (postponed, "are ill")):
        assert words in client.get(each.get_absolute_url()).text
    load()
    for each in (cancelled, postponed):
        assert Event.objects.get(pk=each.pk).updated_at == each.updated_at


def test_promises_of_events_are_done_not_done_let_go_or_not_told(founding, client):
    kept = {
        slug: list(event(slug).commitments.values_list("state", flat=True))
        for slug in ("london-roadshow", "launch-right-here-right-now")
    }
    assert kept == {
        "london-roadshow": ["done", "done", "not-done", ""],
        "launch-right-here-right-now": ["", "let-go"],
    }
    assert "2 of 4 done so far." in client.get("/events/london-roadshow/").text
    for real in ("london-roadshow", "launch-right-here-right-now"):
        assert not event(real).commitments.exclude(name_as_printed="").exists()


def test_people_ask_live_at_the_session_to_come(founding):
    board = event("expert-witnesses-coming-home").question_board
    assert board.is_open
    assert [question.supports for question in board.live_questions.public().by_support()] == [
        14, 9, 6, 3,
    ]  # fmt: skip
    assert board.live_questions.standing_as("held").count() == 1


def test_the_event_to_come_keeps_its_day_until_it_is_over(founding):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    Contribution.objects.filter(slug="write-it-up-in-a-day").update(dated=tomorrow)
    load()
    assert event("write-it-up-in-a-day").dated.edtf == tomorrow
    Contribution.objects.filter(slug="write-it-up-in-a-day").update(dated="2026-01-05")
    load()
    assert not event("write-it-up-in-a-day").is_over


def test_the_past_workshop_shows_questions_answers_and_what_was_not_met(founding):
    past = event("expert-witnesses-home-care")
    assert past.is_written_up
    assert past.questions.count() >= 4
    assert set(past.learning_outcomes.values_list("met", flat=True)) == {"yes", "partly", "no"}


def test_conversation_is_long_enough_to_need_a_second_page(founding):
    assert Comment.objects.count() > 100
    longest = Article.objects.get(slug="what-do-you-say-when-somebody-asks")
    assert longest.comment_count == longest.comments.visible().count() == 60
    now = timezone.now()
    for comment in Comment.objects.select_related("contribution"):
        assert comment.contribution.published_at < comment.posted_at < now


def test_one_comment_was_removed_with_a_reason(founding):
    removal = Removal.objects.get()
    assert removal.by.name == "Mo Kavanagh"
    assert "can be recognised" in removal.reason
    study = removal.comment.contribution
    assert study.comment_count == study.comments.visible().count()


def test_newest_first_is_true_to_the_dates(founding):
    newest = list(Contribution.objects.published().newest_first().values_list("slug", flat=True))
    assert newest[:2] == ["expert-witnesses-coming-home", "write-it-up-in-a-day"]
    assert newest[-2:] == ["the-challenge-of-co-production", "radical-efficiency"]
    called_off = {"lunch-with-a-commissioner", "the-budget-on-the-kitchen-table"}
    updated = {each.slug for each in Contribution.objects.all() if each.was_updated}
    assert updated == {"reading-at-the-gate", *called_off}


def test_one_case_study_was_put_right_and_shows_what_it_said_before(founding):
    study = CaseStudy.objects.get(slug="reading-at-the-gate")
    after, before = study.revisions.all()
    assert "£900" in before.content["fields"]["costs"]
    assert "£1,150" in after.content["fields"]["costs"]
    assert "£1,150" in study.costs
    assert (before.at, after.at) == (study.published_at, study.updated_at)
    assert after.by.name == "Amina Haddad"
    assert "Costs put right" in after.note


def test_topics_have_descriptions_and_use(founding):
    assert 15 <= Topic.objects.count() <= 25
    assert not Topic.objects.filter(description="").exists()
    assert not Topic.objects.filter(filings__isnull=True).exists()


def test_the_glossary_explains_the_words_of_the_field(founding):
    words = set(Term.objects.values_list("word", flat=True))
    assert len(words) >= 20
    assert {"Co-production", "Expert by experience", "Time bank", "Safeguarding"} <= words
    assert all(
        20 < len(meaning) < 400 for meaning in Term.objects.values_list("meaning", flat=True)
    )


def test_every_editable_page_has_its_first_text(founding):
    pages = dict(Page.objects.values_list("slug", "body"))
    assert set(pages) == {"about", "terms", "privacy", "accessibility"}
    assert all(len(body) > 1000 for body in pages.values())


def test_links_between_pages_lead_somewhere(founding):
    homes = {"case-studies": CaseStudy, "events": Event, "reports": Report, "articles": Article}
    bodies = [*Contribution.objects.values_list("body", flat=True)]
    bodies += event("london-roadshow").witness_slots.values_list("account", flat=True)
    links = {
        link for body in bodies for link in re.findall(r'href="/([a-z-]+)/([a-z0-9-]+)/"', body)
    }
    assert len(links) >= 8
    for kind, slug in links:
        assert homes[kind].objects.filter(slug=slug).exists(), (kind, slug)


def test_pictures_have_words_and_were_encoded_anew(founding):
    assert Photo.objects.count() >= 30
    for photo in Photo.objects.all():
        assert photo.alternative_text
        with photo.file.open() as file:
            picture = Image.open(file)
            assert picture.format in {"JPEG", "WEBP"}
            assert not picture.getexif()


def test_the_parts_of_an_event_are_found_by_search(founding):
    found = Contribution.objects.published().matching("empathy warmth")
    assert {"london-roadshow", "holy-cross-time-bank"} <= set(found.values_list("slug", flat=True))


# The marks of our files


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\nline.\n\nTwo.", "<p>One line.</p>\n<p>Two.</p>"),
        ("## A & B", "<h2>A &amp; B</h2>"),
        ("- one\n- *two*", "<ul><li><p>one</p></li><li><p><em>two</em></p></li></ul>"),
        ("1. one\n2. two", "<ol><li><p>one</p></li><li><p>two</p></li></ol>"),
        ("> said\n> so", "<blockquote><p>said so</p></blockquote>"),
        ("**Bold** [here](/events/)", '<p><strong>Bold</strong> <a href="/events/">here</a></p>'),
        ('"It\'s *"so"*," she said ("now").', "<p>“It’s <em>“so”</em>,” she said (“now”).</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("\n\n", ""),
    ],
)
def test_marks_become_html(text, html):
    assert html_of(text) == html


def test_two_open_questions_have_what_speaks_to_them(founding, client):
    for slug, words in (
        ("is-there-evidence-of-value-for-money", "reconvictions stayed as they were"),
        ("what-exactly-is-co-production", "An answer by example"),
    ):
        assert words in client.get(f"/ideas/questions/{slug}/").text


def test_four_collections_give_a_reason_for_each_piece_and_three_are_ways_in(founding, client):
    made = Collection.objects.published().counted()
    assert [(each.title, each.readable_count, each.stage) for each in made] == [
        ("Before the first meeting", 5, "starting"),
        ("When it is no longer new", 5, "working"),
        ("How do you know?", 4, "showing"),
        ("Value for money: what we can say, and what we cannot", 7, ""),
    ]
    reasons = CollectionItem.objects.values_list("reason", flat=True)
    assert all(60 < len(reason) < 240 for reason in reasons)
    assert not Collection.objects.filter(introduction="").exists()
    page = client.get("/collections/value-for-money/").text
    assert '#recommendation-b2" dir="auto">' in page
    home = client.get("/").text
    assert home.count('href="/collections/') == 3 + 2  # and the links to all of them


def test_loading_again_leaves_alone_what_organisers_made_of_a_collection(founding):
    way_in = Collection.objects.get(stage="starting")
    way_in.items.last().delete()
    Collection.objects.choose_ways_in({})
    load()
    assert way_in.items.count() == 4
    assert not Collection.objects.exclude(stage="").exists()
