"""What lists, topics, people and search cost with many rows: milliseconds, queries, and the slowest plan.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/lists.py

It fills the database once (bench/fill.sql; kept in DATA_DIR for the next run) and asks each address
five times as a visitor, by Django's own test client: no network, no cache.
"""

import argparse
import os
import statistics
import time
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FILL = Path(__file__).with_name("fill.sql")
ADDRESSES = [
    "/",
    "/case-studies/",
    "/case-studies/?sector=mental-health",
    "/case-studies/?sector=justice&region=wales",
    "/case-studies/?stage=starting",
    "/case-studies/?year=1995",
    "/case-studies/?topic=topic-1",
    "/case-studies/?topic=topic-400&region=wales",
    "/case-studies/?topic=topic-1&sector=justice&region=wales&year=2003&stage=showing",
    "/articles/?form=news",
    "/reports/",
    "/events/",
    "/topics/",
    "/topics/topic-1/",
    "/topics/topic-400/",
    "/people/",
    "/people/?q=person",
    "/people/?q=person+4711",
    "/people/?q=gardening&region=wales",
    "/people/person-10/",
    "/organisations/",
    "/organisations/organisation-1/",
    "/search/?q=word1",
    "/search/?q=acfkb",
    "/search/?q=word1+word2&sector=justice&year=2003",
    "/search/?q=word1&kind=report",
    "/search/?q=word1+-word2",
    "/search/?q=-word1",
    "/search/?q=comissoning",
    "/feeds/latest.xml",
    "/feeds/comments.xml",
    "/topics/topic-1/feed.xml",
    "/sitemap.xml",
    "/sitemap-contributions-1.xml",
]
# Columns of the children that a list asks for; the others stay empty.
CHILDREN = {
    "case-study": (
        "network.CaseStudy",
        {"stage": "(ARRAY['starting','working','showing',''])[1 + id % 4]"},
    ),
    "article": (
        "network.Article",
        {"form": "(ARRAY['reflection','reflection','news','press-release'])[1 + id % 4]"},
    ),
    "event": (
        "events.Event",
        {"format": "'talk'", "time_zone": "'Europe/London'", "written_up_at": "published_at"},
    ),
    "report": ("reports.Report", {}),
}


def children():
    """The statements that give each contribution its child row."""
    for kind, (label, given) in CHILDREN.items():
        model = apps.get_model(label)
        columns = {"contribution_ptr_id": "id"} | {
            field.column: given.get(field.column, "''")
            for field in model._meta.local_concrete_fields
            if not (field.generated or field.primary_key)
            and (field.column in given or not field.null)
        }
        names, values = ", ".join(columns), ", ".join(columns.values())
        into = f"INSERT INTO {model._meta.db_table} ({names})"
        yield f"{into} SELECT {values} FROM network_contribution WHERE kind = '{kind}'"  # noqa: S608


def fill(rows):
    statements = FILL.read_text().replace("ROWS", str(rows)).split(";\n\n")
    with connection.cursor() as cursor:
        for statement in [*statements, *children(), "VACUUM ANALYZE"]:
            began = time.perf_counter()
            cursor.execute(statement)
            print(f"{time.perf_counter() - began:7.1f} s  {name_of(statement)}", flush=True)


def name_of(statement):
    return next(line for line in statement.splitlines() if line[:1].isupper())[:60]


def measure(client, address):
    """(status, median milliseconds, queries, the slowest query) of five GETs."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    slowest = max(captured.captured_queries, key=lambda query: float(query["time"]), default=None)
    return response.status_code, statistics.median(times), len(captured), slowest


def plan(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {query['sql']}")
        return [line for (line,) in cursor.fetchall()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="contributions to make")
    parser.add_argument(
        "--plan-above", type=float, default=50, help="ms of a query to be explained"
    )
    parser.add_argument("addresses", nargs="*", default=ADDRESSES)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    if not apps.get_model("network.Contribution").objects.exists():
        fill(options.rows)
    client = Client(SERVER_NAME="localhost")
    print(f"{'status':>6} {'ms':>8} {'slowest':>8} {'queries':>7}")
    for address in options.addresses:
        status, median, queries, slowest = measure(client, address)
        worst = float(slowest["time"]) * 1000 if slowest else 0
        print(f"{status:>6} {median:8.1f} {worst:8.0f} {queries:>7}  {address}", flush=True)
        if worst > options.plan_above:
            print("\n".join(f"          {line}" for line in plan(slowest)))


if __name__ == "__main__":
    main()
