"""Telling two readers of one day apart without knowing either."""

import hashlib
import re
import secrets
from datetime import timedelta
from functools import lru_cache, partial

from django.core.cache import cache

TWO_DAYS = 2 * 24 * 60 * 60
# A Cubot is a telephone.
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|scan|monitor|lighthouse|headless|python|curl|wget|httpclient"
    r"|java/|go-http|facebookexternalhit|embedly|archiver",
    re.IGNORECASE,
)


def is_machine(request):
    """A machine that says so, or a page that was only loaded in case somebody wants it."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return bool(MACHINES.search(request.headers.get("User-Agent", ""))) or "prefetch" in ahead


def reader_of(request, day):
    """Sixteen bytes from address and browser, of no use once the salt of the day is forgotten."""
    who = f"{request.META['REMOTE_ADDR']}\n{request.headers.get('User-Agent', '')}"
    return hashlib.blake2b(who.encode(), digest_size=16, key=salt_of(day)).digest()


@lru_cache(maxsize=1)
def salt_of(day):
    """The same in every process for a day. It is kept in the shared cache, and nowhere else."""
    return cache.get_or_set(_name(day), partial(secrets.token_bytes, 32), TWO_DAYS)


def forget_salts(today):
    """Deletes the salts of the last weeks: the cache leaves what has run out in its table."""
    cache.delete_many(_name(today - timedelta(days=days)) for days in range(1, 22))


def _name(day):
    return f"salt-of-readers:{day.isoformat()}"
