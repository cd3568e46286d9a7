"""The cast, and what every test stands on.

A visitor, Amina and Bryn (members), Olu (organiser), Mo (moderator) and an administrator. Each has a client that is
signed in: `amina_client` and so on; `client` is the visitor's. Browser tests are in tests/browser/conftest.py.
"""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from copro.postgres.cluster import Cluster
from network.models.members import MODERATORS, ORGANISERS
from tests.factories import make_member


def pytest_configure(config):
    """Remove what killed runs left behind: their locks are free, so nobody uses them."""
    if hasattr(config, "workerinput"):
        return
    runs = Path(os.environ["TEST_RUN"]).parent
    for left in runs.iterdir() if runs.is_dir() else []:
        Cluster(left, throwaway=True).stop_if_unused()


@pytest.fixture(autouse=True)
def empty_cache():
    """Limits on attempts count in the cache: each test begins with none."""
    cache.clear()


@pytest.fixture
def groups(db):
    """The groups of organisers and moderators, also after a test that emptied every table."""
    return [Group.objects.get_or_create(name=name)[0] for name in (ORGANISERS, MODERATORS)]


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def amina(groups):
    return make_member("Amina Haddad", email="amina@copro.example")


@pytest.fixture
def bryn(groups):
    return make_member("Bryn Llewelyn", email="bryn@copro.example")


@pytest.fixture
def olu(groups):
    return make_member("Olu Adeyemi", email="olu@copro.example", groups=[ORGANISERS])


@pytest.fixture
def mo(groups):
    return make_member("Mo Kavanagh", email="mo@copro.example", groups=[MODERATORS])


@pytest.fixture
def admin(groups):
    return make_member("Ada Byron", email="admin@copro.example", is_staff=True, is_superuser=True)


def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def amina_client(amina):
    return signed_in(amina)


@pytest.fixture
def bryn_client(bryn):
    return signed_in(bryn)


@pytest.fixture
def olu_client(olu):
    return signed_in(olu)


@pytest.fixture
def mo_client(mo):
    return signed_in(mo)


@pytest.fixture
def admin_client(admin):
    return signed_in(admin)


@pytest.fixture
def clients(client, amina_client, bryn_client, olu_client, mo_client):
    """The browsers of the cast by their names."""
    return {
        "visitor": client,
        "amina": amina_client,
        "bryn": bryn_client,
        "olu": olu_client,
        "mo": mo_client,
    }


@pytest.fixture
def who(amina, bryn, olu, mo, admin):
    """`who(permission, thing)` gives the names of those of the cast whom a permission answers yes."""
    cast = {
        "visitor": AnonymousUser(),
        "amina": amina,
        "bryn": bryn,
        "olu": olu,
        "mo": mo,
        "admin": admin,
    }

    def asked(permission, thing):
        return {name for name, member in cast.items() if permission(member, thing)}

    return asked


@pytest.fixture
def queries(db):
    """`queries(client, address)` gives the number of queries of a GET, which must answer 200."""

    def count(client, address, status=200):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert response.status_code == status, f"{address} answered {response.status_code}"
        return len(captured)

    return count
