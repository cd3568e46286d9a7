"""Gentle hints while writing: what is seen, how to mend it, and that nothing is ever held up by it."""

import json

import pytest

from events.forms.announcements import EventForm
from events.forms.people import PeopleForm
from events.forms.programme import ProgrammeForm
from events.forms.witnesses import WitnessForm
from events.forms.write_ups import WriteUpForm
from network.advice import advice_on
from network.forms.articles import ArticleForm
from network.forms.case_studies import CaseStudyForm
from reports.forms.reports import ReportForm
from tests.factories import make_article, make_case_study, make_photo
from tests.writing import as_sent, rows

LONG = " ".join(["word"] * 36)


def advised(by, **data):
    """(field, what) for a case study that says this and nothing else."""
    form = CaseStudyForm(data, by=by)
    form.is_valid()
    return [(each.field, each.what) for each in advice_on(form)]


def whats(by, **data):
    return [what for _, what in advised(by, **data)]


def test_a_page_of_good_plain_words_gets_no_advice(amina):
    said = advised(
        amina,
        title="A time bank in the day centre",
        summary="Neighbours swap hours, and nobody is only a patient.",
        body='<h3>How it began</h3><p>We met. See <a href="/topics/">all topics</a>.</p><h4>Later</h4><p>Yes.</p>',
        costs="<p>£900 a year. Source: the accounts of 2024.</p>",
        what_changed="<p>In 2023 it changed.</p>",
    )
    assert said == []


@pytest.mark.parametrize("words", ["here", "Click here", "read more", "this link:", "More"])
def test_a_link_that_does_not_say_where_it_leads_is_told(amina, words):
    [(field, what)] = advised(amina, body=f'<p>See <a href="https://x.example/">{words}</a></p>')
    assert field == "id_body"
    assert what == f"The link “{words}” does not say where it leads."


@pytest.mark.parametrize("words", ["https://x.example/a", "www.x.example", "HTTPS://X.EXAMPLE"])
def test_a_bare_address_is_told(amina, words):
    [what] = whats(amina, body=f'<p>See <a href="https://x.example/">{words}</a>.</p>')
    assert what.startswith("A link shows its bare address")


def test_a_link_without_words_is_told(amina):
    assert whats(amina, body='<p>See <a href="https://x.example/"> </a> it</p>') == [
        "A link has no words."
    ]


@pytest.mark.parametrize(
    ("prose", "count"),
    [
        ("<h4>Small first</h4><p>x</p>", 1),
        ("<h3>One</h3><h4>Two</h4><h3>Three</h3>", 0),
        ("<h3>One</h3><p>x</p><h4>Two</h4><h4>Three</h4>", 0),
        ("<p><strong>Looks like one</strong></p><p>x</p>", 1),
        ("<p><strong>Important:</strong> come.</p>", 0),
    ],
)
def test_headings_that_jump_or_are_only_bold_are_told(amina, prose, count):
    assert len(whats(amina, body=prose)) == count


def test_headings_of_an_article_begin_with_the_larger_of_its_two(amina):
    form = ArticleForm({"body": "<h3>Small first</h3><p>x</p>"}, by=amina)
    form.is_valid()
    assert [each.what for each in advice_on(form)] == ["The heading “Small first” skips a size."]


def test_a_very_long_sentence_is_told_with_its_words_counted(amina):
    [what] = whats(amina, body=f"<p>Short. A{LONG}. Short.</p>")
    assert what.startswith("This sentence has 36 words: “Aword word")
    assert whats(amina, body=f"<ul><li>{LONG[:100]}</li><li>{LONG[:100]}</li></ul>") == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("This is VERY IMPORTANT to us", True),
        ("We ASKED EVERYBODY", True),
        ("It is UNBELIEVABLE", True),
        ("The NHS and the BBC and HMRC", False),
        ("NICE guidance from the DWP", False),
    ],
)
def test_words_in_capitals_are_told_and_abbreviations_are_not(amina, text, is_told):
    assert any("capitals" in what for what in whats(amina, body=f"<p>{text}.</p>")) == is_told


@pytest.mark.parametrize(
    ("costs", "is_told"),
    [
        ("<p>It saved £4,000.</p>", True),
        ("<p>A third less, 33% in fact.</p>", True),
        ("<p>3 in 10 came back.</p>", True),
        ("<p>It saved £4,000. Source: the council's accounts.</p>", False),
        ('<p>It saved £4,000: see <a href="https://x.example">the study of it</a>.</p>', False),
        ("<p>It began in 2019 and cost little.</p>", False),
        ("<p>Nobody counted.</p>", False),
    ],
)
@pytest.mark.parametrize("field", ["costs", "what_changed"])
def test_a_number_without_a_source_is_told_where_it_matters(amina, field, costs, is_told):
    assert bool(advised(amina, **{field: costs})) == is_told
    assert advised(amina, problem="<p>It cost £4,000.</p>") == []


def test_a_change_in_the_table_with_a_number_and_no_source_is_told_beside_the_source(amina):
    table = rows("outcomes", {"what": "People", "before": "2"}, {"what": "Trust"})
    [(field, what)] = advised(amina, **table)
    assert field == "id_outcomes-0-source"
    assert "no source" in what


def test_a_summary_or_title_that_is_too_long_is_told(amina):
    assert len(whats(amina, summary="One. Two. Three.")) == 1
    assert len(whats(amina, summary=LONG + " " + LONG[:60])) == 1
    assert whats(amina, title="We met.") == ["The title ends with a full stop."]
    assert whats(amina, title="We met …") == []
    assert whats(amina, title="x" * 111) == ["This is a long title."]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Nobody has described this picture yet."),
        ("IMG_2041", "This is the name of a file."),
        ("kitchen.jpg", "This is the name of a file."),
        ("A photo of five people", "Screen readers say already that it is a picture."),
        ("On a Tuesday", "The description says the same as the caption."),
        ("Five people cook.", None),
    ],
)
def test_the_description_of_a_picture_is_looked_at(amina, words, told):
    study = make_case_study(amina, published=False)
    make_photo(words, contribution=study, caption="On a Tuesday")
    found = [each.what for each in advice_on(CaseStudyForm(by=amina, instance=study))]
    assert found == ([told] if told else [])


def test_a_decorative_picture_and_one_that_goes_need_no_description(amina):
    study = make_case_study(amina, published=False)
    make_photo("", contribution=study, is_decorative=True)
    assert advice_on(CaseStudyForm(by=amina, instance=study)) == []


def test_a_row_that_is_to_be_removed_is_not_looked_at(amina):
    table = rows("outcomes", {"what": "People", "before": "2", "DELETE": "on"})
    assert advised(amina, **table) == []


def test_one_field_gets_a_few_hints_at_most(amina):
    assert len(advised(amina, body=f"<p>{LONG}.</p>" * 20)) == 4


def test_hints_stand_beside_their_fields_and_in_a_summary(amina, amina_client):
    draft = make_case_study(amina, published=False, body="<p>VERY IMPORTANT <b>words</b></p>")
    page = amina_client.get(draft.get_edit_url()).text
    assert "<span data-advice-count>1 thing</span> you may want to look at" in page
    assert '<a href="#id_body">What you did together</a>' in page
    field = page[page.index('name="body"') :]
    assert "is written in capitals" in field[: field.index('name="what_changed"')]


def test_without_hints_the_summary_is_hidden(amina, amina_client):
    page = amina_client.get(make_case_study(amina, published=False).get_edit_url()).text
    assert "data-advice hidden" in page
    assert "field-advice" not in page


def test_hints_are_escaped(amina, amina_client):
    words = '<p>See <a href="https://x.example/">&lt;script&gt;</a> HERE COMES</p>'
    draft = make_article(amina, published=False, body=words, title="A <script>alert()</script>.")
    assert "<script>alert()" not in amina_client.get(draft.get_edit_url()).text


def test_hints_never_keep_anything_from_being_saved_or_published(amina, amina_client):
    draft = make_case_study(amina, published=False)
    sent = as_sent(amina_client.get(draft.get_edit_url()))
    sent |= {"body": f"<p>{LONG} VERY IMPORTANT.</p>", "publish": "yes"}
    amina_client.post(draft.get_edit_url(), sent)
    draft.refresh_from_db()
    assert draft.is_published


def test_a_draft_that_saves_itself_is_told_the_hints(amina, amina_client):
    draft = make_case_study(amina, published=False)
    sent = as_sent(amina_client.get(draft.get_edit_url()))
    sent |= {"costs": "<p>£4,000</p>", "autosave": "yes"}
    told = json.loads(amina_client.post(draft.get_edit_url(), sent).content)["advice"]
    assert [(each["field"], each["label"]) for each in told] == [("id_costs", "Costs and savings")]
    assert set(told[0]) == {"field", "label", "what", "mend"}


def test_looking_at_a_form_asks_the_database_nothing(amina, django_assert_num_queries):
    study = make_case_study(amina, published=False)
    make_photo("", contribution=study)
    form = CaseStudyForm(by=amina, instance=study)
    with django_assert_num_queries(0):
        assert len(advice_on(form)) == 1


# Guidance with examples


def test_every_part_of_every_form_has_guidance_and_one_good_example():
    forms = [
        *(CaseStudyForm, ArticleForm, ReportForm),
        *(EventForm, ProgrammeForm, PeopleForm, WriteUpForm, WitnessForm),
    ]
    lacking = [
        (form.__name__, section.anchor)
        for form in forms
        for section in form.SECTIONS
        if not (section.guidance and section.example)
    ]
    assert lacking == []


def test_an_example_is_folded_away_and_says_of_what_it_is_one(amina_client):
    page = amina_client.get("/case-studies/new/").text
    assert "<summary>An example<span" in page
    assert " for “What changed, in a table”</span></summary>" in page
    assert "counted in people" in page


def test_the_interview_shows_hints_too(amina, amina_client):
    draft = make_case_study(amina, published=False, body="<p>VERY IMPORTANT words</p>")
    page = amina_client.get(f"{draft.get_absolute_url()}interview/together/").text
    assert "is written in capitals" in page
    assert "data-advice-count>1 thing<" in page
