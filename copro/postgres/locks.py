"""File locks that the kernel drops however a process dies (flock(2))."""

import fcntl
import os
from contextlib import contextmanager


def open_lock(path):
    """The descriptor of a lock file, made when missing. Not inherited by children unless it is passed on."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def take(path, shared):
    """Wait for, and hold, the lock. Returns the descriptor; closing it gives the lock back."""
    descriptor = open_lock(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    return descriptor


def try_alone(path):
    """Hold the lock alone if that can be had at once: its descriptor, or None."""
    return _try(path, shared=False)


def can_take(path, shared):
    """Whether the lock could be had at once. A reused process number cannot deceive it."""
    descriptor = _try(path, shared)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


def _try(path, shared):
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def exclusive(path):
    """Hold the lock alone for as long as the block runs; others wait."""
    descriptor = take(path, shared=False)
    try:
        yield
    finally:
        os.close(descriptor)
