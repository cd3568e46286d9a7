"""What the benchmarks measure and write down: times, and the plans of what took them, in bench/reports/.

Times are told as a reader waits for them, and as the processor worked for them: on a machine that is
busy with something else, only the second says what a query costs.
"""

import datetime
import os
import statistics
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

FOLDER = Path(__file__).with_name("reports")
LONGEST_SQL = 700  # letters of a query above its plan
LONGEST_LINE = 150
TRANSACTIONS = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}


@contextmanager
def queries_of():
    """A list that has each query afterwards: its `sql`, the milliseconds `waited` and `worked`.

    What parallel workers did is not in `worked`. It is that of the server's process on this machine.
    """
    work, taken = Path(f"/proc/{one('SELECT pg_backend_pid()')}/schedstat"), []

    def timed(execute, *asked):
        before = int(work.read_text().split()[0])
        try:
            return execute(*asked)
        finally:
            taken.append((int(work.read_text().split()[0]) - before) / 1e6)

    queries = []
    with CaptureQueriesContext(connection) as captured, connection.execute_wrapper(timed):
        yield queries
    asked = [
        each for each in captured.captured_queries if each["sql"].split()[0] not in TRANSACTIONS
    ]
    for query, worked in zip(asked, taken, strict=True):
        queries.append(
            {"sql": query["sql"], "waited": float(query["time"]) * 1000, "worked": worked}
        )


def total(queries, which="waited"):
    return sum(query[which] for query in queries)


def spread(times):
    """p50, p95 and the most of some milliseconds, as the cells of a table."""
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"{statistics.median(times):.1f} | {min(p95, max(times)):.1f} | {max(times):.1f}"


def plan(query):
    """Lines of how PostgreSQL answers a captured query, asked once more, with its buffers."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SETTINGS) {query['sql']}")
        return [line[:LONGEST_LINE] for (line,) in cursor.fetchall()]


def one(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def circumstances():
    """On what was measured, as one paragraph."""
    version = one("SHOW server_version").split()[0]
    buffers, memory = one("SHOW shared_buffers"), one("SHOW work_mem")
    rows = one("SELECT count(*) FROM network_contribution")
    size = one("SELECT pg_size_pretty(pg_database_size(current_database()))")
    load = os.getloadavg()[0]
    return (
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {os.cpu_count()} cores (load {load:.1f} at the end), "
        f"PostgreSQL {version} with shared_buffers {buffers} and work_mem {memory}, "
        f"{rows:,} contributions, a database of {size}."
    )


class Report:
    """Lines that are printed as they come and kept as Markdown."""

    def __init__(self, name, title):
        self.path = FOLDER / f"{name}.md"
        self.lines = []
        self.say(f"# {title}")

    def say(self, *lines):
        for line in lines:
            print(line, flush=True)
            self.lines.append(line)

    def table(self, *columns):
        self.say("", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}")

    def row(self, *cells):
        self.say(f"| {' | '.join(str(cell) for cell in cells)} |")

    def explain(self, heading, query):
        sql = query["sql"]
        shortened = sql if len(sql) <= LONGEST_SQL else f"{sql[:LONGEST_SQL]} …"
        self.lines += ["", f"## {heading}", "", "```sql", shortened, "```", "", "```"]
        self.lines += [*plan(query), "```"]

    def write(self):
        FOLDER.mkdir(exist_ok=True)
        lines = [self.lines[0], "", circumstances(), *self.lines[1:]]
        self.path.write_text("\n".join(lines) + "\n")
        print(f"Written to {self.path}.")
