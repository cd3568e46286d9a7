"""What each kind of page costs with the founding content, for a visitor and for a member.

    uv run python -m bench.pages

Makes a database that is thrown away, loads the founding content into it, and prints for each page
its queries, the median milliseconds of the whole view (wall clock, one process, no network) and
the size of its HTML.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.models import Member

TIMES = 30
PAGES = (
    "/",
    "/case-studies/",
    "/case-studies/holy-cross-time-bank/",
    "/events/",
    "/events/launch-right-here-right-now/",
    "/events/london-roadshow/",
    "/events/series/co-production-roadshow/",
    "/reports/",
    "/reports/right-here-right-now/",
    "/articles/",
    "/articles/co-production-more-than-a-short-term-fix/",
    "/topics/",
    "/topics/time-banking/",
    "/people/",
    "/people/emma-main/",
    "/ideas/",
    "/search/?q=co-production",
    "/feeds/latest.xml",
    "/events/calendar.ics",
    "/about/",
)


def main():
    settings = connection.creation.create_test_db(verbosity=0)
    try:
        call_command("load_founding", with_accounts=True, verbosity=0)
        member = Client()
        member.force_login(Member.objects.get(email="amina@copro.example"))
        print(f"{'':52}{'visitor':>16}{'member':>16}{'HTML':>9}")
        print(f"{'':52}{'queries':>8}{'ms':>8}{'queries':>8}{'ms':>8}{'bytes':>9}")
        for address in PAGES:
            visitor_cost, size = cost(Client(), address)
            member_cost, _ = cost(member, address)
            print(f"{address:52}{visitor_cost}{member_cost}{size:9,}")
    finally:
        connection.creation.destroy_test_db(settings, verbosity=0)


def cost(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    return f"{len(captured):8}{median(client, address):8.1f}", len(response.content)


def median(client, address):
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main()
