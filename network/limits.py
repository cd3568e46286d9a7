"""How often something may happen, counted in the cache that all processes share."""

import hashlib
import time

from django.core.cache import cache

HOUR, DAY = 60 * 60, 24 * 60 * 60  # seconds


def is_within(times, *, seconds, of, by):
    """Counts one more `of` something `by` somebody: whether that is within `times` in so many seconds.

    The seconds begin with the first. Two at the very same moment may count as one, which a limit
    of this kind can bear.
    """
    # A key of the cache is short and plain, and holds nobody's address.
    whose = hashlib.blake2b(str(by).encode(), digest_size=16).hexdigest()
    key, now = f"limit:{of}:{whose}", time.time()
    count, ends = cache.get(key, (0, now + seconds))
    if ends <= now:
        count, ends = 0, now + seconds
    if count >= times:
        return False
    cache.set(key, (count + 1, ends), timeout=seconds)
    return True
