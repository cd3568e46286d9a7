"""Addresses for machines: health, robots, and where to report a weakness."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PRIVATE_PLACES = ["/accounts/", "/admin/", "/moderation/", "/takedowns/", "/you/"]
TEXT = "text/plain; charset=utf-8"


@login_not_required
@require_safe
@never_cache
def live(request):
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type=TEXT)


@login_not_required
@require_safe
@never_cache
def ready(request):
    """The database answers and its tables are those of this code: 200 when people can be let in, else 503."""
    try:
        unapplied = unapplied_migrations()
    except DatabaseError:
        return HttpResponse("the database is away\n", content_type=TEXT, status=503)
    if unapplied:
        return HttpResponse(
            f"{len(unapplied)} migrations are not applied\n", content_type=TEXT, status=503
        )
    return HttpResponse("ok\n", content_type=TEXT)


def unapplied_migrations():
    """The migrations of this code that the database lacks, oldest first."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, backwards in plan]


@login_not_required
@require_safe
def robots(request):
    """RFC 9309: everything may be found, except what belongs to one person."""
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in PRIVATE_PLACES)]
    lines += ["", f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@login_not_required
@require_safe
def security(request):
    """RFC 9116: where to report a weakness. It must name a date after which it is not to be believed."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-01T00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
