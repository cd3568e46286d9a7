"""What the environment says becomes settings, and what it says wrongly becomes one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from copro import environment

ROOT = Path(__file__).resolve().parents[2]
SECRET = "k7Qm2" * 12
PRODUCTION = {
    "SECRET_KEY": SECRET,
    "SITE_ADDRESS": "https://network.example",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "submission://user:pass%40word@mail.example",
    "DATABASE_URL": "postgresql://copro:s%3Acret@db.example:6432/network?sslmode=require&application_name=copro",
}


def run(program, **variables):
    """A Python program with nothing but these variables of ours in its environment."""
    ours = {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": os.environ.get("HOME", "/"),
    }
    return subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env=ours | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(*names, **variables):
    """Settings as JSON values, read in a process of its own."""
    program = (
        "import json; from copro import settings as s;"
        f"print(json.dumps({{name: getattr(s, name) for name in {names!r}}}, default=str))"
    )
    done = run(["-c", program], **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_a_secret_key_nothing_starts():
    done = run(["manage.py", "serve"])
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_a_database_that_is_away_is_one_sentence():
    variables = PRODUCTION | {
        "DATABASE_URL": "postgresql://copro@127.0.0.1:1/copro",
        "LOG_LEVEL": "ERROR",
    }
    done = run(["manage.py", "migrate"], **variables)
    assert done.returncode != 0
    assert done.stderr.startswith("Sorry: The database does not answer (")
    assert len(done.stderr.strip().splitlines()) == 1


def test_debug_is_off_unless_asked_for():
    assert settings_of("DEBUG", SECRET_KEY=SECRET) == {"DEBUG": False}


def test_check_deploy_has_nothing_to_say(tmp_path):
    variables = PRODUCTION | {"DATABASE_URL": "", "DATA_DIR": str(tmp_path)}
    done = run(["manage.py", "check", "--deploy", "--fail-level", "INFO"], **variables)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_cookies_are_bound_to_the_host_behind_tls():
    found = settings_of(
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", **PRODUCTION
    )
    assert found == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
    }


def test_the_host_of_the_address_is_the_allowed_one():
    assert settings_of("ALLOWED_HOSTS", **PRODUCTION) == {"ALLOWED_HOSTS": ["network.example"]}


def test_the_database_is_what_its_address_says():
    default = settings_of("DATABASES", **PRODUCTION)["DATABASES"]["default"]
    assert default["ENGINE"] == "django.db.backends.postgresql"
    assert default["PASSWORD"] == "s:cret"
    assert (default["NAME"], default["HOST"], default["PORT"]) == ("network", "db.example", "6432")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert default["OPTIONS"]["pool"]["max_size"] == 8


def test_without_an_address_the_database_is_our_own():
    default = settings_of("DATABASES", SECRET_KEY=SECRET, DATA_DIR="/srv/copro")["DATABASES"][
        "default"
    ]
    assert default["ENGINE"] == "copro.postgres"
    assert default["DATA"] == "/srv/copro"


def test_social_sign_in_appears_only_when_configured():
    found = settings_of("SOCIALACCOUNT_PROVIDERS", "SECURE_CSP", **PRODUCTION)
    assert found["SOCIALACCOUNT_PROVIDERS"] == {}
    assert found["SECURE_CSP"]["form-action"] == ["'self'"]


def test_a_provider_that_is_configured_may_be_led_to():
    openid = {
        "OPENID_CONNECT_CLIENT_ID": "copro",
        "OPENID_CONNECT_CLIENT_SECRET": "secret",
        "OPENID_CONNECT_SERVER": "https://login.council.example/realms/staff",
        "GOOGLE_CLIENT_ID": "google",
    }
    found = settings_of("SOCIALACCOUNT_PROVIDERS", "SECURE_CSP", **PRODUCTION, **openid)
    assert set(found["SOCIALACCOUNT_PROVIDERS"]) == {"google", "openid_connect"}
    assert found["SECURE_CSP"]["form-action"] == [
        "'self'",
        "https://accounts.google.com",
        "https://login.council.example",
    ]


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("smtp://localhost", {"host": "localhost", "port": 25, "timeout": 20}),
        (
            "submission://a:b%2Fc@mail.example",
            {
                "host": "mail.example",
                "port": 587,
                "timeout": 20,
                "use_tls": True,
                "username": "a",
                "password": "b/c",
            },
        ),
        (
            "smtps://mail.example:4650",
            {"host": "mail.example", "port": 4650, "timeout": 20, "use_ssl": True},
        ),
        ("file:///var/spool/copro", {"file_path": "/var/spool/copro"}),
    ],
)
def test_mail_goes_where_its_address_says(address, options):
    assert environment.mailer(address)["OPTIONS"] == options


@pytest.mark.parametrize(
    "address",
    ["mail.example", "smtp://", "http://mail.example", "smtp://mail.example:port", "file:"],
)
def test_a_mail_address_that_cannot_be_is_named(address):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must begin with"):
        environment.mailer(address)


@pytest.mark.parametrize(
    "address", ["nonsense", "postgresql://host-only/", "postgresql://h/db?nonsense=1"]
)
def test_a_database_address_that_cannot_be_is_named(address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like"):
        environment.database(address, "/data", pool={})


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXIES", "two")
    with pytest.raises(
        ImproperlyConfigured, match="TRUSTED_PROXIES must be a whole number, and is 'two'"
    ):
        environment.whole_number("TRUSTED_PROXIES", 0)


def test_importing_settings_makes_nothing(tmp_path):
    settings_of("DATA_DIR", SECRET_KEY=SECRET, DATA_DIR=str(tmp_path / "var"))
    assert list(tmp_path.iterdir()) == []
