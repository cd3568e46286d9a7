"""What every page wears: one frame, sheets that fit the budget, one markup for forms, and components that render."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from copro.gallery import gallery

ROOT = Path(__file__).parents[2]
CSS = ROOT / "static/css"
TEMPLATES = ROOT / "templates"
BUDGET_CSS = 40 * 1024  # bytes, uncompressed, on a reading page of a member; visitors load less
BUDGET_JS = 25 * 1024
BUDGET_OF_SUGGESTIONS = 3 * 1024
FRAMES = {"styles.html", "bare.html", "gallery.html"}
# The classes and components of the sheets that only some pages link.
OPTIONAL = {
    "list.css": ["components/tabs.html", "components/filters.html"],
    "directory.css": ['class="people-grid', 'class="topic-list'],
    "event.css": ['class="programme', 'class="question"'],
    "series.css": ["components/series.html", 'class="series"'],
    "map.css": ["events/uk_map.html"],
    "report.css": ["reports/definition.html", "reports/recommendation"],
    "home.css": ['quote.html" with quote=voice large=True', "lead=True"],
    "area.css": ['class="side-nav', 'class="rows', "with-side-nav"],
}


def family(template):
    """The text of a template and of all that it extends in our own folder."""
    text = (TEMPLATES / template).read_text() if (TEMPLATES / template).exists() else ""
    parent = re.search(r'{% extends "([^"]+)" %}', text)
    return text + (family(parent[1]) if parent else "")


def sheets_in(template):
    return set(
        re.findall(r"href=\"(?:{% static '|{{ static }})css/([\w-]+\.css)", family(template))
    )


def size(names, folder=CSS):
    return sum((folder / name).stat().st_size for name in names)


class LetterForm(forms.Form):
    name = forms.CharField(help_text="As it should be printed.")
    town = forms.CharField(required=False)
    capacity = forms.ChoiceField(choices=[("carer", "Carer")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput)


@pytest.fixture
def shown():
    """A reading page of the visitor's, as text."""
    request = RequestFactory().get("/events/", {"year": "2010"})
    request.user = AnonymousUser()
    return render_to_string("404.html", request=request)


def test_a_reading_page_stays_within_its_budget_of_styles():
    common = sheets_in("components/styles.html")
    pages = [path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html")]
    linked = {str(page): sheets_in(page) | common for page in pages if page.name not in FRAMES}
    sizes = {page: size(names) for page, names in linked.items() if "writing.css" not in names}
    assert {page: bytes_ for page, bytes_ in sizes.items() if bytes_ > BUDGET_CSS} == {}


def test_a_reading_page_stays_within_its_budget_of_scripts(shown):
    """Visitors have suggestions where they search; members have their menus too."""
    assert re.findall(r'<script src="/static/js/([\w-]+\.js)"', shown) == ["searching.js"]
    assert size(["searching.js"], ROOT / "static/js") < BUDGET_OF_SUGGESTIONS
    assert size(["searching.js", "menu.js"], ROOT / "static/js") < BUDGET_JS


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/topics/", "/events/", "/ideas/", "/evidence/"])
def test_other_sites_name_this_one_as_its_operator_does(client, settings, address):
    settings.SITE_NAME = "Common Ground"
    assert 'property="og:site_name" content="Common Ground"' in client.get(address).text


def test_a_part_with_a_form_is_given_its_token():
    """`only` takes away what the request gives, and with it the token without which a form is refused."""
    alone = re.compile(r'{% include "([^"#]+)"([^%]* only) %}')
    found = [
        (path.name, *part)
        for path in TEMPLATES.rglob("*.html")
        for part in alone.findall(path.read_text())
        if "{% csrf_token %}" in (TEMPLATES / part[0]).read_text()
    ]
    assert [part for part in found if "csrf_token=csrf_token" not in part[2]] == []
    assert found


def test_every_sheet_that_is_linked_exists_and_every_sheet_says_what_it_holds():
    linked = sheets_in("components/styles.html") | sheets_in("bare.html")
    assert [name for name in linked if not (CSS / name).exists()] == []
    assert [
        sheet.name for sheet in CSS.glob("*.css") if not sheet.read_text().startswith("/* ")
    ] == []


@pytest.mark.parametrize("sheet", OPTIONAL)
def test_pages_link_the_sheets_that_their_parts_need(sheet):
    pages = [path for path in TEMPLATES.rglob("*.html") if "{% extends" in path.read_text()]
    needy = [path for path in pages if any(part in path.read_text() for part in OPTIONAL[sheet])]
    assert needy
    assert [str(path) for path in needy if sheet not in family(path.relative_to(TEMPLATES))] == []


def test_nothing_is_styled_or_scripted_inline_or_from_elsewhere():
    inline = re.compile(r'\sstyle="|<style|\son\w+="|(src|href)="(https?:)?//', re.IGNORECASE)
    pages = [path for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts]
    assert [str(path) for path in pages if inline.search(path.read_text())] == []


def test_signing_in_leads_back_to_the_page_one_was_on(shown):
    assert 'href="/accounts/login/?next=/events/%3Fyear%3D2010"' in shown
    assert 'href="/accounts/signup/?next=/events/%3Fyear%3D2010"' in shown


def test_the_place_where_one_is_is_marked(shown):
    assert re.findall(r'href="([^"]+)" aria-current="page"', shown) == ["/events/"]


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503])
def test_a_page_for_trouble_needs_neither_request_nor_database(status):
    text = render_to_string(f"{status}.html")
    assert text.count("<h1") == 1
    assert 'href="/static/css/base.css"' in text


def test_a_form_has_labels_hints_and_marks_what_is_optional():
    text = str(LetterForm())
    assert '<label for="id_name">Name</label>' in text
    assert '<div class="field-hint" id="id_name_helptext">As it should be printed.</div>' in text
    assert 'Town <span class="field-optional">(optional)</span>' in text
    assert "<legend>Capacity</legend>" in text
    assert text.index('id="id_agree"') < text.index('<label for="id_agree">')
    assert text.count('name="token"') == 1


def test_errors_stand_on_top_and_link_to_their_fields():
    text = str(LetterForm({"name": "", "capacity": "chief"}))
    assert '<a href="#id_name">Name</a> Please fill this in.' in text
    assert '<a href="#id_capacity">Capacity</a>' in text
    assert 'id="id_capacity"' in text
    assert 'id="id_name_error"' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text


def test_what_was_typed_is_escaped_in_the_form():
    assert "<script>" not in str(LetterForm({"name": "<script>"}))


@pytest.mark.django_db
def test_every_component_renders(rf):
    request = rf.get("/demo/components/")
    request.user = AnonymousUser()
    text = gallery(request).content.decode()
    assert "spring 2011" in text
    assert "told in our words" in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))


def test_every_icon_is_shown_somewhere_and_none_is_missing():
    drawn = re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text())
    pages = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    assert sorted(drawn) == sorted(
        set(re.findall(r'components/icon\.html" with name="([\w-]+)"', pages))
    )
