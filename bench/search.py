"""What a search costs with many contributions: milliseconds in the database, and the plans.

    PYTHONPATH=. DEBUG=1 DATA_DIR=/somewhere/empty uv run --frozen python bench/search.py --rows 1000000

It fills the database once, as bench/lists.py does, and asks for the search page with one, two and
three words as a visitor, by Django's own test client. The words are drawn as they stand in texts
(Zipf's law), the 20 most common aside, which a language would not index. What is counted is the
time of all queries of a page together: when its words are asked for the first time, and again at once.

The report is bench/reports/search.md, with the plans of the slowest and of a middling search.
"""

import argparse
import hashlib
import os
import random
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.test import Client

sys.path.insert(0, str(Path(__file__).parent))
from lists import fill
from reporting import Report, queries_of, spread, total

COMMONEST, WORDS = 20, 60_000
EXPLAINED = 3  # queries of one page
HEADINGS = [
    *("first: p50", "p95", "most"),
    *("again: p50", "p95", "most"),
    *("again, work alone: p50", "p95", "most"),
]
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
    with queries_of() as queries:
        assert client.get(address).status_code == 200, address
    return queries


def run(report, searches):
    client, draw, asked_for = Client(SERVER_NAME="localhost"), random.Random(1), {}
    client.get("/search/?q=word100")
    for label, address in asked(draw, searches):
        first, again = measure(client, address), measure(client, address)
        asked_for.setdefault(label, []).append((first, again, address))
    everything = [each for every in asked_for.values() for each in every]
    report.table("", *HEADINGS, "queries")
    for label, measured in [*asked_for.items(), ("all", everything)]:
        many = sorted({len(each[1]) for each in measured})
        report.row(label, *spreads(measured), f"{many[0]} to {many[-1]}")
    for label, measured in asked_for.items():
        ordered = sorted(measured, key=lambda each: total(each[1], "worked"))
        explain(report, f"A middling search, {label}", *ordered[len(ordered) // 2])
        explain(report, f"The dearest, {label}", *ordered[-1])


def spreads(measured):
    for turn, which in ((0, "waited"), (1, "waited"), (1, "worked")):
        yield spread([total(each[turn], which) for each in measured])


def explain(report, name, _, queries, address):
    for query in sorted(queries, key=lambda query: -query["worked"])[:EXPLAINED]:
        taken = f"{query['worked']:.1f} of {total(queries, 'worked'):.1f} ms of work"
        report.explain(f"{name}, `{address}`: {taken}", query)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="contributions to make")
    parser.add_argument("--searches", type=int, default=60, help="of each number of words")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    if not apps.get_model("network.Contribution").objects.exists():
        fill(options.rows)
    report = Report("search", "Search: milliseconds in the database")
    run(report, options.searches)
    report.write()


if __name__ == "__main__":
    main()
