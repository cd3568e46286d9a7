"""What the evidence map costs with 100,000 claims: milliseconds of each query, and the plans.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/evidence.py

It uses the contributions that bench/lists.py made in DATA_DIR, or makes them, and adds the claims once.
The report is bench/reports/evidence.md, with the plan of the slowest query of each page.
"""

import argparse
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client

sys.path.insert(0, str(Path(__file__).parent))
import lists
from reporting import Report, queries_of, spread, total

CLAIMS = 100_000
ADDRESSES = [
    "/evidence/",
    "/evidence/?by=region",
    "/evidence/?by=stage",
    "/evidence/?of=recommendations",
    "/evidence/?evidence=evaluation&region=wales",
    "/evidence/claims/?principle=principle-1&sector=health",
    "/evidence/claims/?sector=justice&stance=challenges",
    "/evidence/value-for-money/?sector=health",
]
# Few ideas have most of the claims; two in three support; claims come from the case studies.
FILL = """
INSERT INTO reports_principle (name, slug, description, position)
SELECT 'Principle ' || n, 'principle-' || n, '', n FROM generate_series(1, 40) n;

INSERT INTO reports_recommendationlist (report_id, position, title)
SELECT contribution_ptr_id, 1, 'Recommendations' FROM reports_report JOIN network_contribution
ON id = contribution_ptr_id WHERE published_at IS NOT NULL ORDER BY id DESC LIMIT 10;

INSERT INTO reports_recommendation (list_id, number, text, detail)
SELECT id, n, 'Recommendation ' || n, '' FROM reports_recommendationlist, generate_series(1, 8) n;

WITH studies AS (SELECT id, row_number() OVER () AS n FROM network_contribution
    WHERE kind = 'case-study'), known AS (SELECT count(*) AS many FROM studies)
INSERT INTO reports_claim (contribution_id, principle_id, recommendation_id, stance,
    kind_of_evidence, passage, is_quoted, has_lost_passage)
SELECT studies.id,
    CASE WHEN made.n % 2 = 0 THEN (SELECT min(id) FROM reports_principle)
        + floor(40 * power(random(), 2))::int END,
    CASE WHEN made.n % 2 = 1 THEN (SELECT min(id) FROM reports_recommendation)
        + floor(80 * power(random(), 2))::int END,
    (ARRAY['supports','supports','challenges','qualifies','supports','supports'])[1 + made.n % 6],
    (ARRAY['testimony','evaluation','author'])[1 + made.n % 3], repeat('A passage. ', 20),
    false, false
FROM generate_series(1, CLAIMS) AS made (n), known, studies
WHERE studies.n = 1 + (made.n * 7919) % known.many
"""


def fill(claims):
    with connection.cursor() as cursor:
        for statement in FILL.replace("CLAIMS", str(claims)).split(";\n\n"):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def measure(client, address):
    """The queries of seven GETs."""
    taken = []
    for _ in range(7):
        with queries_of() as queries:
            assert client.get(address).status_code == 200, address
        taken.append(queries)
    return taken


def run(report):
    client = Client(SERVER_NAME="localhost")
    report.table(
        "address", "all queries: p50", "p95", "most", "work alone: p50", "p95", "most", "queries"
    )
    dearest = {}
    for address in ADDRESSES:
        taken = measure(client, address)
        sums = (
            spread([total(queries, which) for queries in taken]) for which in ("waited", "worked")
        )
        report.row(f"`{address}`", *sums, len(taken[-1]))
        dearest[address] = max(taken[-1], key=lambda query: query["worked"])
    for address, query in dearest.items():
        report.explain(f"`{address}`, {query['worked']:.1f} ms of work", query)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000, help="contributions to make")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    contributions = lists.apps.get_model("network.Contribution").objects
    if not contributions.exists():
        lists.fill(options.rows)
    if not lists.apps.get_model("reports.Claim").objects.exists():
        fill(options.claims)
    report = Report(
        "evidence", f"The evidence map of {options.claims:,} claims: milliseconds in the database"
    )
    run(report)
    report.write()


if __name__ == "__main__":
    main()
