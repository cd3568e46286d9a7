"""What settings.py reads from the environment, and how each kind of value is written there.

Everything raises ImproperlyConfigured with one sentence that names the variable.
"""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError, conninfo

MAIL_SCHEMES: dict[str, tuple[int, dict[str, bool]]] = {
    "smtp": (25, {}),  # in the clear: for a mail server on this machine
    "submission": (587, {"use_tls": True}),  # STARTTLS (RFC 6409)
    "smtps": (465, {"use_ssl": True}),  # TLS from the first byte (RFC 8314)
}
# What Django names in its own way; every other parameter of a PostgreSQL address is passed through as it is.
DATABASE_KEYS = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def text(name, default=""):
    """A variable as it stands; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    """Yes or no: 1, true, yes or on in any case mean yes, everything else means no."""
    value = text(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name, default=""):
    """Several values, separated by commas or spaces."""
    return text(name, default).replace(",", " ").split()


def whole_number(name, default):
    """A whole number, zero or more."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        message = f"{name} must be a whole number, and is {value!r}."
        raise ImproperlyConfigured(message)
    return int(value)


def origin(address):
    """The scheme, host and port of an address, as a Content-Security-Policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def database(address, data, pool):
    """The entry of DATABASES for a postgresql:// address (libpq's own notation, sslmode and all).

    Without an address it is the embedded PostgreSQL, below the folder `data`.
    """
    shared: dict[str, Any] = {"CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": pool}}
    if not address:
        if os.name == "nt":
            raise ImproperlyConfigured(
                "The embedded PostgreSQL does not run on Windows: set DATABASE_URL."
            )
        return shared | {"ENGINE": "copro.postgres", "NAME": "copro", "DATA": data}
    try:
        found = conninfo.conninfo_to_dict(address)
    except ProgrammingError:
        found = {}
    if not found.get("dbname"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/database."
        )
    shared["OPTIONS"] |= {key: value for key, value in found.items() if key not in DATABASE_KEYS}
    named = {DATABASE_KEYS[key]: str(value) for key, value in found.items() if key in DATABASE_KEYS}
    return shared | {"ENGINE": "django.db.backends.postgresql"} | named


def mailer(address):
    """The default entry of MAILERS for an address such as submission://user:password@mail.example:587."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return mail_in_files(parts.path)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname or port == 0:
        message = "EMAIL_URL must begin with smtp://, submission://, smtps://, file:/// or console: and name a host."
        raise ImproperlyConfigured(message)
    usual_port, security = MAIL_SCHEMES[parts.scheme]
    options: dict[str, Any] = {"host": parts.hostname, "port": port or usual_port, "timeout": 20}
    options |= security
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def mail_in_files(folder):
    """An entry of MAILERS that keeps each message as a file."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    return {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}


def social_providers():
    """allauth's providers, and the origins that their sign-in forms lead to. Only what is configured appears."""
    providers: dict[str, dict[str, Any]] = {}
    origins = []
    for name, sign_in in (
        ("google", "https://accounts.google.com"),
        ("microsoft", "https://login.microsoftonline.com"),
    ):
        app = credentials(name.upper())
        if app:
            providers[name] = {"APPS": [app]}
            origins.append(sign_in)
    if "microsoft" in providers:
        providers["microsoft"]["APPS"][0]["settings"] = {
            "tenant": text("MICROSOFT_TENANT", "common")
        }
    server = text("OPENID_CONNECT_SERVER")
    app = credentials("OPENID_CONNECT")
    if app and server:
        name = text("OPENID_CONNECT_NAME", "your organisation")
        app |= {"provider_id": "openid", "name": name, "settings": {"server_url": server}}
        providers["openid_connect"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        origins.append(origin(text("OPENID_CONNECT_SIGN_IN_ADDRESS", server)))
    if "google" in providers:
        providers["google"] |= {"SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True}
    return providers, origins


def credentials(prefix) -> dict[str, Any] | None:
    """The client of one provider, or None when it is not configured."""
    client = text(f"{prefix}_CLIENT_ID")
    return (
        {"client_id": client, "secret": text(f"{prefix}_CLIENT_SECRET"), "key": ""}
        if client
        else None
    )


def log_to_stderr(level):
    """LOGGING: one stream, one format, one level for everything."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.server": {"handlers": [], "propagate": True, "level": level},
            # Machines that try names of hosts get their 400, and no line.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "psycopg.pool": {"level": level if level in {"ERROR", "CRITICAL"} else "WARNING"},
            "django_tasks_db": {"level": "ERROR"},  # it warns of every ordinary stop
        },
    }
