"""The page of a demonstration that shows the mail it would have sent."""

import pytest
from django.core.mail import EmailMultiAlternatives, mailers

from copro import urls
from copro.demo import letters
from copro.environment import mail_in_files

pytestmark = [pytest.mark.urls("tests.copro.addresses"), pytest.mark.django_db]


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MAILERS = {"default": mail_in_files(settings.MAIL_DIR)}
    settings.DEMO = True
    return settings.MAIL_DIR


def send(subject, text="Your code is QX7T-WLMN.", to="amina@copro.example"):
    message = EmailMultiAlternatives(subject, text, "noreply@copro.example", [to])
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    mailers.default.send_messages([message])


def test_mail_is_shown_newest_first_with_its_words_and_links(client, folder):
    send("Croeso i’r rhwydwaith")
    send("Confirm", "Follow http://127.0.0.1:8000/accounts/confirm/?a=1&b=2 today.")
    page = client.get("/demo/mail/").text
    assert page.index("Confirm") < page.index("Croeso i’r rhwydwaith")
    assert "QX7T-WLMN" in page
    assert '<a href="http://127.0.0.1:8000/accounts/confirm/?a=1&amp;b=2"' in page
    assert "To amina@copro.example" in page


def test_without_mail_the_page_says_what_will_be_there(client, folder):
    assert "No mail yet" in client.get("/demo/mail/").text


def test_what_a_letter_holds_is_shown_as_text(client, folder):
    send("<script>alert(1)</script>", "<img src=x>")
    page = client.get("/demo/mail/").text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"\x00\xff\xfe",
        b"not a letter at all",
        b"To: a@copro.example\nSubject: =?utf-8?q?half\nDate: yesterday\nContent-Type: text/plain; charset=none\n\nx",
        b"To: a@copro.example\nContent-Type: multipart/mixed\n\nwithout a boundary",
        b"To: a@copro.example\nContent-Transfer-Encoding: base64\n\n%%%",
        b"To: <\nSubject: \x80\xff\nDate: Mon, 99 Nov 2026 99:99:99 +9999\n\nx",
    ],
)
def test_odd_files_do_not_break_the_page(client, folder, odd):
    send("A sound one")
    (folder / "20991231-000000-1.log").write_bytes(odd)
    response = client.get("/demo/mail/")
    assert response.status_code == 200
    assert "A sound one" in response.text


def test_a_folder_among_the_files_is_passed_over(folder):
    send("A sound one")
    (folder / "20991231-000000-1.log").mkdir()
    assert [letter.subject for letter in letters(folder)] == ["A sound one"]


def test_only_a_demonstration_has_the_page():
    assert "demo_mail" not in [getattr(pattern, "name", "") for pattern in urls.urlpatterns]
