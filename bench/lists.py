"""What lists, topics, people and pages cost with many rows: milliseconds in the database, queries, plans.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/lists.py --rows 1000000

It fills the database once (bench/fill.sql; kept in DATA_DIR for the next run) and asks each address
five times as a visitor, by Django's own test client: no network, no cache. The lists are asked for by every
filter that they offer and by every two of them, from the beginning and from the middle.

The report is bench/reports/lists.md, with the plans of all queries that take long.
"""

import argparse
import datetime
import itertools
import os
import sys
import time
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

sys.path.insert(0, str(Path(__file__).parent))
from reporting import Report, queries_of, total

from network.pagination import cursor_after

FILL = Path(__file__).with_name("fill.sql")
DEEP = 1700  # days ago: half of a million rows
EXPLAINED = 10  # ms of work, from which a query is explained
# Of each list a value of each filter: a common and a rare one.
SHARED = {
    "sector": ["mental-health", "justice"],
    "region": ["london", "wales"],
    "year": ["2024", "1995"],
    "topic": ["topic-1", "topic-400"],
}
LISTS = {
    "/case-studies/": {"stage": ["starting", "showing"], "running": ["yes", "not-worked"]} | SHARED,
    "/articles/": {"form": ["reflection", "press-release"]} | SHARED,
    "/reports/": SHARED,
    "/events/": {"format": ["talk", "launch"]} | SHARED,
    "/topics/topic-1/": {
        "kind": ["report", "event"],
        "sector": ["justice"],
        "region": ["wales"],
        "year": ["1995"],
    },
    "/topics/topic-400/": {
        "kind": ["report", "event"],
        "sector": ["justice"],
        "region": ["wales"],
        "year": ["1995"],
    },
}
PAGES = [
    "/",
    "/topics/",
    "/people/",
    "/people/?q=person",
    "/people/?q=person+4711",
    "/people/?q=gardening&region=wales",
    "/people/?region=wales",
    "/people/person-10/",
    "/people/person-400000/",
    "/organisations/",
    "/organisations/organisation-1/",
    "/organisations/organisation-400/",
    "/collections/",
    "/search/?kind=report",
    "/search/?q=-word1",
    "/search/?q=comissoning",
    "/search/?q=person+gardning",
    "/search/suggestions/?q=per",
    "/search/suggestions/?q=topic+4",
    "/search/suggestions/?q=jcl",
    "/feeds/latest.xml",
    "/feeds/comments.xml",
    "/case-studies/feed.xml",
    "/topics/topic-1/feed.xml",
    "/topics/topic-400/feed.xml",
    "/events/calendar.ics",
    "/ideas/",
    "/ideas/questions/",
    "/follow/",
    "/sitemap.xml",
    "/sitemap-contributions-1.xml",
]
# Columns of the children that a list asks for; the others stay empty.
CHILDREN = {
    "case-study": (
        "network.CaseStudy",
        {
            "stage": "CASE WHEN id % 101 = 0 THEN 'showing' WHEN id % 2 = 0 THEN 'starting' ELSE 'working' END",
            "running": "CASE WHEN id % 997 = 0 THEN 'not-worked' WHEN id % 3 = 0 THEN 'yes' ELSE '' END",
        },
    ),
    "article": (
        "network.Article",
        {
            "form": "CASE WHEN id % 101 = 0 THEN 'press-release' WHEN id % 2 = 0 THEN 'news' ELSE 'reflection' END"
        },
    ),
    "event": (
        "events.Event",
        {
            "format": "CASE WHEN id % 101 = 0 THEN 'launch' ELSE 'talk' END",
            "time_zone": "'Europe/London'",
            "written_up_at": "CASE WHEN dated <> '' AND happened_on < now()::date THEN published_at END",
        },
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


def addresses():
    """Each list by each filter, and by each two."""
    for path, filters in LISTS.items():
        yield path
        for name, values in filters.items():
            yield from (f"{path}?{name}={value}" for value in values)
        for (one, values), (other, others) in itertools.combinations(filters.items(), 2):
            yield from (f"{path}?{one}={a}&{other}={b}" for a in values[-1:] for b in others)


def measure(client, address):
    """(the last answer, the queries of the middling of five times)."""
    times = []
    for _ in range(5):
        with queries_of() as queries:
            response = client.get(address)
        times.append(queries)
    return response, sorted(times, key=total)[2]


def deeper(address, response):
    """The address of a page from the middle of a list: that after a row published ten years ago."""
    listing = response.context and response.context.get("listing")
    if not listing or not listing.page.next:
        return None
    names = [name.removeprefix("-") for name in listing.filters.order]
    if listing.path == "/events/" or names[0] not in ("published_at", "filed_at"):
        return listing.path + listing.earlier_href
    row = {names[0]: timezone.now() - datetime.timedelta(days=DEEP), "id": 1}
    return listing.path + listing.filters.query(page=cursor_after(row, names))


def run(report, wanted):
    client = Client(SERVER_NAME="localhost")
    report.table("address", "all queries, ms", "work alone", "slowest", "work alone", "queries")
    slow = []
    for address in wanted:
        response, queries = measure(client, address)
        rows = [(address, queries)]
        if further := deeper(address, response):
            rows.append((f"{address} further", measure(client, further)[1]))
        for name, queries in rows:
            slowest = max(
                queries, key=lambda query: query["worked"], default={"waited": 0, "worked": 0}
            )
            sums = (total(queries), total(queries, "worked"), slowest["waited"], slowest["worked"])
            report.row(f"`{name}`", *(f"{number:.1f}" for number in sums), len(queries))
            if slowest["worked"] > EXPLAINED:
                slow.append((f"`{name}`, {slowest['worked']:.1f} ms of work", slowest))
    for heading, query in slow:
        report.explain(heading, query)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="contributions to make")
    parser.add_argument("addresses", nargs="*", help="instead of all")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    setup_test_environment(debug=settings.DEBUG)  # so that answers have a context, for `deeper`
    call_command("migrate", verbosity=0)
    if not apps.get_model("network.Contribution").objects.exists():
        fill(options.rows)
    report = Report("lists", "Lists and pages: milliseconds in the database")
    run(report, options.addresses or [*addresses(), *PAGES])
    if not options.addresses:
        report.write()


if __name__ == "__main__":
    main()
