"""Cursors are opaque, and what a stranger writes into one is read with care."""

import base64

import pytest

ZONES = ["+23:59", "-23:59", "+15:59", "+00:00"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("address", ["/case-studies/", "/articles/", "/reports/"])
def test_a_moment_in_a_zone_that_postgresql_does_not_know_is_still_a_moment(
    client, db, address, zone
):
    cursor = base64.urlsafe_b64encode(f'["2020-01-01T00:00:00{zone}", 1]'.encode())
    assert client.get(address, {"page": cursor.decode().rstrip("=")}).status_code == 200
