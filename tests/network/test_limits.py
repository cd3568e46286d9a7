"""Limits count for each thing and each person, in the cache that all processes share."""

import pytest
from django.core.cache import cache

from network.limits import is_within


def attempt(by="198.51.100.7", of="trying", seconds=60):
    return is_within(3, seconds=seconds, of=of, by=by)


@pytest.fixture(params=["locmem.LocMemCache", "db.DatabaseCache"], autouse=True)
def either_cache(request, settings, db):
    backend = f"django.core.cache.backends.{request.param}"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache"}}
    cache.clear()


def test_the_fourth_of_three_is_refused():
    assert [attempt() for _ in range(5)] == [True, True, True, False, False]


def test_others_and_other_things_count_apart():
    for _ in range(4):
        attempt()
    assert attempt(by="2001:db8::7")
    assert attempt(of="something-else")


def test_it_is_over_when_the_time_is():
    for _ in range(4):
        attempt(seconds=0)
    assert attempt(seconds=0)
