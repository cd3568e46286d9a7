"""Journeys in a real browser: what the pages say, what the keyboard reaches, and that the console stays silent."""

import os
import threading
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.finding import NoBrowser, arguments, find_browser
from tests.conftest import signed_in

PATIENCE = 5  # seconds for requests that a page left behind

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Skips with the reason where there is no browser; fails where CI=true promises one."""
    try:
        path = find_browser()
    except NoBrowser as reason:
        message = f"No browser for the journeys: {reason}."
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    return browser_type_launch_args | {"executable_path": path, "args": arguments()}


@pytest.fixture
def console():
    """What browsers complained of: script errors, refused resources, breaches of the content security policy.

    A test that provokes one removes it from this list; whatever is left at the end fails the test.
    """
    complaints = []
    yield complaints
    assert complaints == [], "the browser's console complained"


@pytest.fixture
def open_page(new_context, live_server, console, transactional_db):
    """`open_page(member)` is a page of a browser of its own, signed in; without a member it is a visitor's.

    Further words are options of Playwright's new_context: `viewport=`, `color_scheme=`, `java_script_enabled=`.
    All are closed, and what they asked for last is answered, before the database is emptied.
    """
    contexts = []

    def opened(member=None, **options):
        context = new_context(base_url=live_server.url, locale="en-GB", **options)
        contexts.append(context)
        context.on("console", lambda said: complain(console, said))
        context.on("weberror", lambda failed: console.append(str(failed.error)))
        if member:
            session = signed_in(member).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies(
                [{"name": session.key, "value": session.value, "url": live_server.url}]
            )
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    until = time.monotonic() + PATIENCE
    while any("process_request" in each.name for each in threading.enumerate()):
        if time.monotonic() > until:
            break
        time.sleep(0.02)


def complain(console, said):
    """Notes it, except for forms that come back with what is wrong: for Chromium every 422 has failed to load."""
    if said.type in {"error", "warning"} and "status of 422" not in said.text:
        console.append(f"{said.text} ({said.page.url if said.page else '?'})")


@pytest.fixture
def page(open_page):
    """A visitor's page."""
    return open_page()
