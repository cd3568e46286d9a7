"""Serve the site to its developer."""

from django.contrib.staticfiles.management.commands import runserver
from django.db import connection


class Command(runserver.Command):
    """Keeps the embedded PostgreSQL running while the reloader replaces the process that serves."""

    def run(self, **options):
        connection.ensure_connection()
        connection.close()
        super().run(**options)
