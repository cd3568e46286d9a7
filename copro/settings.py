"""Settings of copro: read from the environment, in one place, safe by default.

Every variable stands in the table of docs/operating.md with its default. Importing this starts nothing.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from copro import schedule
from copro.environment import (
    database,
    flag,
    log_to_stderr,
    mail_in_files,
    mailer,
    origin,
    social_providers,
    text,
    whole_number,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of run this is

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")  # set by `manage.py demo`
SERVER_TIMING = flag("SERVER_TIMING")
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "var"))).absolute()

SECRET_KEY = text("SECRET_KEY")
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
if not SECRET_KEY:
    if not DEBUG:
        message = "SECRET_KEY is not set. Set it in the environment, or run `manage.py demo` to look around."
        raise ImproperlyConfigured(message)
    SECRET_KEY = "only for development, and refused without DEBUG"  # noqa: S105

# --- Where the site is

SITE_NAME = text("SITE_NAME", "copro")
SITE_ADDRESS = text("SITE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
HTTPS = urlsplit(SITE_ADDRESS).scheme == "https"
ALLOWED_HOSTS = words("ALLOWED_HOSTS", urlsplit(SITE_ADDRESS).hostname or "")
if DEBUG or DEMO:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CONTACT_EMAIL = text("CONTACT_EMAIL", f"contact@{urlsplit(SITE_ADDRESS).hostname}")
SECURITY_CONTACT = text("SECURITY_CONTACT", f"{SITE_ADDRESS}/about/")

# How many proxies stand in front, each adding one address to X-Forwarded-For. Without any, nobody's word is taken.
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

ROOT_URLCONF = "copro.urls"
WSGI_APPLICATION = "copro.wsgi.application"
WEB_WORKERS = whole_number("WEB_WORKERS", min(4, os.cpu_count() or 1))
ACCESS_LOG = flag("ACCESS_LOG")

# --- What it is made of

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
    "django.forms",  # lets FORM_RENDERER find templates of our own beside Django's
    "django.contrib.humanize",  # allauth.usersessions needs it
    "django.contrib.postgres",
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
    "django_tasks_db",
]

MIDDLEWARE = [
    "copro.middleware.server_timing",
    "copro.middleware.honest_address",
    "django.middleware.security.SecurityMiddleware",
    "copro.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "copro.middleware.plain_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "copro.middleware.told_refusals",
    "copro.middleware.told_overtaken",
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
                "copro.context_processors.site",
            ],
        },
    },
]

FORM_RENDERER = "copro.forms.FormRenderer"

# --- Where it keeps things

DATABASE_POOL = {"min_size": 1, "max_size": whole_number("DATABASE_CONNECTIONS", 8), "timeout": 5}
DATABASES = {"default": database(text("DATABASE_URL"), DATA_DIR, DATABASE_POOL)}

# Shared by all processes, as the limits on attempts count in it. Its table comes with copro's first migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "copro.caching.short_key",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL = text("MEDIA_URL", "/media/")
MEDIA_ROOT = Path(text("MEDIA_DIR", str(DATA_DIR / "media")))
if DEBUG:
    STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
else:
    STATIC_FILES = f"copro.static_files.{'NamedStaticFiles' if DEMO else 'CompressedStaticFiles'}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "downloads": {  # served by a view that asks first, never by address
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": Path(text("DOWNLOADS_DIR", str(DATA_DIR / "downloads"))),
            "base_url": None,
        },
    },
    "staticfiles": {"BACKEND": STATIC_FILES},
}

# Forms come whole into memory, files do not. What is larger is answered with 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # a gallery at once, and each row of downloads, empty or not
MAX_REQUEST_SIZE = whole_number("MAX_REQUEST_MEGABYTES", 64) * 1024 * 1024

# --- Mail and tasks

DEFAULT_FROM_EMAIL = text(
    "DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@{urlsplit(SITE_ADDRESS).hostname}>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DIR = DATA_DIR / "mail"
if DEMO:
    MAILERS = {"default": mail_in_files(MAIL_DIR)}
else:
    MAILERS = {"default": mailer(text("EMAIL_URL", "console:" if DEBUG else "smtp://localhost"))}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TASK_SCHEDULE = schedule.TASK_SCHEDULE
TASK_ATTEMPTS = 5  # every task may run again after a failure or a killed worker, and must bear it
TASK_RESULTS_KEPT = 14  # days

# --- Members

AUTH_USER_MODEL = "network.Member"
AUTHENTICATION_BACKENDS = ["network.backends.MemberBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # memory-hard, and in Python's own library
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "network.joining.JoiningAdapter"
SOCIALACCOUNT_ADAPTER = "network.joining.SocialJoiningAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "network.forms.joining.NameForm"
ACCOUNT_FORMS = {"login": "network.forms.signing_in.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
MFA_FORMS = {
    "add_webauthn": "network.forms.passkeys.AddPasskeyForm",
    "login_webauthn": "network.forms.passkeys.SignInPasskeyForm",
    "authenticate_webauthn": "network.forms.passkeys.SecondFactorPasskeyForm",
    "reauthenticate_webauthn": "network.forms.passkeys.ConfirmPasskeyForm",
}
SOCIALACCOUNT_PROVIDERS, SIGN_IN_ORIGINS = social_providers()

# --- Safety

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "copro.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # one cookie less, and none without __Host-

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = whole_number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Asking browsers to preload binds the whole domain for months: that is for its owner to say, not for us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
MEDIA_ORIGINS = [origin(MEDIA_URL)] if urlsplit(MEDIA_URL).netloc else []
# Where videos play on a page, once somebody asked for one: network/videos.py knows how to read their addresses.
PEERTUBE_HOSTS = frozenset(host.lower() for host in words("PEERTUBE_HOSTS"))
SECURE_CSP = {
    "default-src": [CSP.SELF],
    # Django writes the nonce into the header only when a template asked for it, as writing pages do.
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", *MEDIA_ORIGINS],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF, *SIGN_IN_ORIGINS],
    "upgrade-insecure-requests": HTTPS,
}

# --- Language, time, and what is said to the log

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "copro" / "locale"]  # how allauth speaks here
TIME_ZONE = text("TIME_ZONE", "Europe/London")
TAGGIT_CASE_INSENSITIVE = True

LOGGING = log_to_stderr(text("LOG_LEVEL", "INFO").upper())
