"""Settings of copro: read from the environment, in one place, safe by default.

Every variable stands in the table of docs/operating.md with its default. Importing this starts nothing.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name, default=False):
    """A yes-or-no variable: 1, true, yes or on in any case mean yes."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name, default=""):
    """A variable that holds several values, separated by commas or spaces."""
    return os.environ.get(name, default).replace(",", " ").split()


def whole_number(name, default):
    try:
        return int(os.environ.get(name) or default)
    except ValueError:
        message = f"{name} must be a whole number."
        raise ImproperlyConfigured(message) from None


# What kind of run this is
DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
SERVER_TIMING = flag("SERVER_TIMING")
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        message = "SECRET_KEY is not set. Set it in the environment, or run `manage.py demo` to look around."
        raise ImproperlyConfigured(message)
    SECRET_KEY = "only for development, and refused without DEBUG"  # noqa: S105

# Where the site is
SITE_NAME = os.environ.get("SITE_NAME") or "copro"
SITE_ADDRESS = (os.environ.get("SITE_ADDRESS") or "http://127.0.0.1:8000").rstrip("/")
HTTPS = urlsplit(SITE_ADDRESS).scheme == "https"
ALLOWED_HOSTS = words("ALLOWED_HOSTS", urlsplit(SITE_ADDRESS).hostname or "")
if DEBUG or DEMO:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

ROOT_URLCONF = "copro.urls"
WSGI_APPLICATION = "copro.wsgi.application"

INSTALLED_APPS = [
    "copro",
    "network",
    "events",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.socialaccount.providers.openid_connect",
    "taggit",
    "django_prose_editor",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": {"ENGINE": "copro.postgres", "NAME": "copro", "DATA": DATA_DIR}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "network.Member"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

SECURE_CSP = {"default-src": [CSP.SELF]}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TAGGIT_CASE_INSENSITIVE = True
