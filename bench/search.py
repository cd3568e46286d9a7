"""What a search costs with many contributions: milliseconds in the database, and the plans of the slowest.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/search.py --rows 1000000

It fills the database once, as bench/lists.py does, and asks for the search page with one, two and
three words as a visitor, by Django's own test client. The words are drawn as they stand in texts
(Zipf's law), the 20 most common aside, which a language would not index. What is counted is the
time of all queries of a page together. Plans are asked for afterwards, warm, and without the
settings that a search makes for one query (network/models/search_entries.py): of the search for
the newest they show the way that PostgreSQL would take by itself.
"""

import argparse
import hashlib
import os
import random
import statistics
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

sys.path.insert(0, str(Path(__file__).parent))
from lists import fill, plan

COMMONEST, WORDS = 20, 60_000
LETTERS = str.maketrans("0123456789", "ghijklmnop")
NARROWED = ["", "&kind=report", "&sector=justice", "&year=2003", "&topic=topic-1&region=wales"]


def word(rank):
    """As bench/fill.sql writes it."""
    digest = hashlib.md5(str(rank).encode(), usedforsecurity=False).hexdigest()
    return digest.translate(LETTERS)[: 5 + rank % 5]


def words(draw, many):
    """`many` words by Zipf's law."""
    chosen = []
    while len(chosen) < many:
        rank = int(WORDS ** draw.random())
        if rank > COMMONEST:
            chosen.append(word(rank))
    return "+".join(chosen)


def asked(draw, searches):
    """(label, address) of all that is measured."""
    for many in (1, 2, 3):
        for _ in range(searches):
            yield f"{many} word{'s' * (many > 1)}", f"/search/?q={words(draw, many)}"
    for narrowing in NARROWED[1:]:
        for _ in range(searches // 4):
            yield narrowing, f"/search/?q={words(draw, 1)}{narrowing}"


def measure(client, address):
    """(milliseconds of all queries, the slowest query)."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    queries = captured.captured_queries
    slowest = max(queries, key=lambda query: float(query["time"]))
    return sum(float(query["time"]) for query in queries) * 1000, slowest


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="contributions to make")
    parser.add_argument("--searches", type=int, default=60, help="of each number of words")
    parser.add_argument("--plans", type=int, default=3, help="of the slowest searches to explain")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    if not apps.get_model("network.Contribution").objects.exists():
        fill(options.rows)
    client, draw, times, all_of = Client(SERVER_NAME="localhost"), random.Random(1), {}, []
    client.get("/search/?q=word100")
    for label, address in asked(draw, options.searches):
        took, slowest = measure(client, address)
        times.setdefault(label, []).append(took)
        all_of.append((took, address, slowest))
    print(f"{'p50':>8} {'p95':>8} {'most':>8} ms in the database")
    for label, taken in [*times.items(), ("all", [took for took, *_ in all_of])]:
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{statistics.median(taken):8.1f} {p95:8.1f} {max(taken):8.1f}  {label}")
    for took, address, slowest in sorted(all_of, key=lambda row: -row[0])[: options.plans]:
        print(f"\n{took:.1f} ms  {address}, of which {float(slowest['time']) * 1000:.0f} ms:")
        print(slowest["sql"][:2000])
        print("\n".join(f"    {line}" for line in plan(slowest)))


if __name__ == "__main__":
    main()
