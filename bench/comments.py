"""What a page of 10,000 comments costs, at the beginning and at the end.

    uv run python -m bench.comments [number of comments]

Makes a database that is thrown away, prints the median of each in milliseconds, and ends.
"""

import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.shortcuts import render
from django.test import Client, RequestFactory

from network.models import Comment, Contribution, Removal
from network.models.comments import path_step
from network.views.comments import NEWEST, discussion
from tests.factories import make_case_study, make_comments, make_member

TIMES = 60


def main(count):
    settings = connection.creation.create_test_db(verbosity=0)
    try:
        member, study, last = make_data(count)
        address = study.get_absolute_url()
        pages = {"first page": address, "last page": f"{address}?page={NEWEST}"}
        visitor, signed_in = Client(), Client()
        signed_in.force_login(member)
        print(f"{count:,} comments on one contribution, {Comment.objects.count():,} in all\n")
        report("rows of the first page, from the database", lambda: rows(study, ""))
        report("rows of the last page, from the database", lambda: rows(study, NEWEST))
        for name, page in pages.items():
            report(f"{name}, comments alone (rows and HTML)", lambda page=page: part(study, page))
        for name, page in pages.items():
            report(f"{name}, whole view, visitor", lambda page=page: get(visitor, page))
            report(f"{name}, whole view, member", lambda page=page: get(signed_in, page))
        comment = f"/comments/{last.pk}/"
        report("/comments/<the last>/", lambda: get(visitor, comment, 302))
        print("\n" + explain(study))
    finally:
        connection.creation.destroy_test_db(settings, verbosity=0)


def make_data(count):
    """A study with many comments, a fifth of them replies, some removed or deleted; others around it."""
    member = make_member("Amina Haddad")
    study, other = make_case_study(member), make_case_study(member, title="Another")
    made = make_comments(study, member, count)
    for number, comment in enumerate(made):
        if number % 5:
            continue
        parent = made[max(number - 1, 0)]
        if parent.path.count("/") == 0 and parent is not comment:
            comment.path, comment.reply_to = f"{parent.path}/{path_step(comment.pk)}", parent
    Comment.objects.bulk_update(made, ["path", "reply_to"], batch_size=1000)
    make_comments(other, member, count)
    for comment in made[7::97]:
        Removal.objects.remove(comment, by=member, reason="Off topic")
    for comment in made[11::101]:
        comment.delete_by_author()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return member, Contribution.objects.get(pk=study.pk), made[-1]


def rows(study, cursor):
    return discussion(request(f"/?page={cursor}"), study)["letters"]


def part(study, address):
    asked = request(address)
    template = "network/comments/discussion.html"
    return render(asked, template, {"discussion": discussion(asked, study)})


def request(address):
    made = RequestFactory().get(address)
    made.user = AnonymousUser()
    return made


def get(client, address, status=200):
    if client.get(address).status_code != status:
        raise RuntimeError(address)


def report(name, act):
    """Wall clock of everything, and CPU time of this process, without PostgreSQL's."""
    act()
    walls, cpus = [], []
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(f"{wall:8.2f} ms {cpu:8.2f} ms CPU  {name}")


def explain(study):
    """The plan of the last page, for the record."""
    thread = Comment.objects.filter(contribution=study).standing_for(AnonymousUser())
    return thread.letters().order_by("-path")[:51].explain(analyze=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
