"""What happens to every request before its view, and what a visitor is told when it goes wrong."""

import pytest
from django.db import connection
from django.test import Client

pytestmark = [pytest.mark.urls("tests.copro.addresses"), pytest.mark.django_db]


@pytest.fixture
def client():
    """A visitor who sees what went wrong as a page, and not as an exception of the test."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("missing", 404, "We cannot find this page"),
        ("refused", 403, "You may not open this page"),
        ("broken", 500, "went wrong"),
        ("away", 503, "We will be back shortly"),
    ],
)
def test_each_error_has_a_page_of_its_own(client, name, status, says):
    response = client.get(f"/raising/{name}/")
    assert response.status_code == status
    assert says in response.text


def test_what_was_sent_about_what_is_gone_comes_back_in_words_and_without_secrets(client):
    sent = {"body": "<p>Bread &amp; soup.</p><p>Tea.</p>", "password": "not to be shown"}
    page = client.post("/raising/gone/", sent)
    assert page.status_code == 409
    assert page.headers["Cache-Control"] == "no-store"
    assert '<p class="comment-kept" dir="auto">Bread &amp; soup.\nTea.</p>' in page.text
    assert "not to be shown" not in page.text
    assert client.get("/raising/gone/").status_code == 500


def test_a_lost_database_asks_to_come_back_later(client):
    assert client.get("/raising/away/").headers["Retry-After"] == "30"


@pytest.mark.parametrize("name", ["broken", "away"])
def test_the_worst_pages_need_no_database_even_signed_in(
    amina_client, name, django_assert_num_queries
):
    amina_client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = amina_client.get(f"/raising/{name}/")
    assert response.headers["Cache-Control"] == "no-store"


def test_what_is_not_opened_asks_to_sign_in(client):
    response = client.get("/closed/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/closed/"


@pytest.mark.parametrize(
    "address",
    ["/reading/?page=%00", "/reading/?a%00b=1", "/reading/%00", "/reading/?" + "k" * 300 + "=1"],
)
def test_nul_bytes_and_endless_names_are_refused(client, address):
    assert client.get(address).status_code in {400, 404}


def test_a_nul_byte_in_a_query_never_reaches_the_view(client):
    assert client.get("/reading/?page=%00").status_code == 400


def test_a_nul_byte_in_a_form_is_refused(client):
    assert client.post("/echo/", {"text": "a\x00b"}).status_code == 400


def test_a_nul_byte_in_the_session_cookie_is_refused(client):
    assert (
        client.get("/reading/", headers={"cookie": 'session="aaaaaaaaaaaa\\000"'}).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("sent", "letters"),
    [
        *(
            ("\u200b", 0),
            (" \u2060\u00ad", 0),
            ("\u3164", 0),
            ("nef, \ufeff", 4),
            ("nef\n\u200d", 4),
        ),
        *(("\u06a9\u200c\u0645", 3), ("👩\u200d🦽", 3), ("❤\ufe0f, co\u00adpro", 10)),
    ],
)
def test_what_shows_nothing_is_nothing_and_joins_what_can_be_seen(client, sent, letters):
    assert client.post("/echo/", {"text": sent}).text.endswith(f" {letters}")


def test_a_megabyte_of_text_is_taken(client):
    assert client.post("/echo/", {"text": "x" * 1_000_000}).text.endswith(" 1000000")


def test_a_form_that_is_too_large_is_a_413(client):
    response = client.post("/echo/", {"text": "x" * 5_000_000})
    assert response.status_code == 413
    assert "That was too large" in response.text


def test_a_body_that_claims_to_be_too_large_is_a_413_unread(client):
    response = client.post("/echo/", {"text": "x"}, CONTENT_LENGTH=str(10**12))
    assert response.status_code == 413


def test_too_many_fields_are_a_400(client):
    assert client.post("/echo/", {f"f{number}": "" for number in range(4000)}).status_code == 400


def test_a_broken_upload_is_a_400(client):
    response = client.post("/echo/", b"no boundary", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400


def test_a_stale_form_says_so():
    response = Client(enforce_csrf_checks=True).post("/echo/", {"text": "x"})
    assert response.status_code == 403
    assert "We could not accept this form" in response.text


def test_nobody_is_believed_about_their_address(client):
    response = client.get(
        "/echo/", headers={"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    )
    assert response.text.startswith("127.0.0.1 False")


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the first was only claimed
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "2001:db8::7", "2001:db8::7"),
    ],
)
def test_as_many_proxies_are_believed_as_there_are(client, settings, proxies, header, address):
    settings.TRUSTED_PROXIES = proxies
    response = client.get("/echo/", headers={"x-forwarded-for": header})
    assert response.text.split()[0] == address


def test_the_headers_that_keep_a_page_safe_are_on_every_answer(client):
    for address in ["/reading/", "/raising/missing/", "/raising/broken/", "/closed/"]:
        headers = client.get(address).headers
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.urls("copro.urls")
@pytest.mark.parametrize(
    "address", ["/you/", "/you/comments/", "/articles/new/", "/accounts/email/", "/nowhere/"]
)
def test_what_may_be_somebodys_own_is_kept_by_no_proxy(amina_client, address):
    assert "private" in amina_client.get(address).headers["Cache-Control"]


def test_with_server_timing_each_answer_says_what_it_cost(settings, amina_client):
    settings.SERVER_TIMING = True
    amina_client.handler.load_middleware()
    timing = amina_client.get("/reading/session/").headers["Server-Timing"]
    assert timing.startswith("db;dur=")
    assert 'desc="' in timing
    assert "total;dur=" in timing


def test_without_server_timing_nothing_is_told(client):
    assert "Server-Timing" not in client.get("/reading/").headers


def test_a_connection_that_was_cut_is_a_503(client, transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    other.close()
    assert client.get("/healthz/ready").status_code == 503
    connection.close()  # as the end of every real request does
    assert client.get("/healthz/ready").status_code == 200
