"""How often something may happen, counted in the cache that all processes share."""

import time

from django.core.cache import cache


def is_within(times, *, seconds, of, by):
    """Counts one more `of` something `by` somebody: whether that is within `times` a window.

    A window of at most 300 seconds begins with the clock. Two at the very same moment may count
    as one, which a limit of this kind can bear.
    """
    key = f"limit:{of}:{by}:{time.time() // seconds:.0f}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= times
    except ValueError:  # the window ended in between
        return True
