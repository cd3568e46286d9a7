"""Settings of a test run: those of the site, on a PostgreSQL cluster that is thrown away afterwards."""

import os
import tempfile
from pathlib import Path

# Playwright runs an event loop in the thread of the tests, which Django would otherwise take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("SECRET_KEY", "the tests sign with this and nothing else does")
# The first process of a run names the folder; the processes of pytest-xdist inherit the name.
os.environ.setdefault(
    "TEST_RUN", str(Path(tempfile.gettempdir()) / f"copro-tests-{os.geteuid()}" / str(os.getpid()))
)

from copro.settings import *
from copro.settings import DATABASES, STORAGES

DATA_DIR = Path(os.environ["TEST_RUN"])
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

if "DATA" in DATABASES["default"]:
    DATABASES["default"] |= {"DATA": DATA_DIR, "THROWAWAY": True}
DATABASES["default"]["OPTIONS"] = {
    key: value for key, value in DATABASES["default"]["OPTIONS"].items() if key != "pool"
}

STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES |= {
    "downloads": STORAGES["downloads"]
    | {"OPTIONS": {"location": DATA_DIR / "downloads", "base_url": None}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAIL_DIR = DATA_DIR / "mail"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
