"""What the evidence map costs with 100,000 claims: milliseconds of each query, and its plan.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/evidence.py

It uses the contributions that bench/lists.py made in DATA_DIR, or makes them, and adds the claims once.
"""

import argparse
import os
import statistics

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import bench.lists as lists

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
    """(status, queries, slowest query, median of its milliseconds) of seven GETs."""
    slowest = []
    for _ in range(7):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        slowest.append(max(captured.captured_queries, key=lambda query: float(query["time"])))
    median = statistics.median(float(query["time"]) * 1000 for query in slowest)
    return response.status_code, len(captured), slowest[-1], median


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000, help="contributions to make")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--plan", action="store_true", help="print the plan of each slowest query")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    contributions = lists.apps.get_model("network.Contribution").objects
    if not contributions.exists():
        lists.fill(options.rows)
    if not lists.apps.get_model("reports.Claim").objects.exists():
        fill(options.claims)
    client = Client(SERVER_NAME="localhost")
    print(f"{'status':>6} {'queries':>7} {'slowest':>8}")
    for address in ADDRESSES:
        status, queries, slowest, median = measure(client, address)
        print(f"{status:>6} {queries:>7} {median:8.1f}  {address}", flush=True)
        if options.plan:
            print("\n".join(f"          {line}" for line in lists.plan(slowest)))


if __name__ == "__main__":
    main()
