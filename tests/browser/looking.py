"""What several journeys look at in the same way."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}
# Axe leaves this one rule of WCAG 2.2 AA out unless it is asked.
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}


def violations(page, part=None):
    """What axe finds wrong on a page, or in the part of it that a selector names: rules, each with an example."""
    found = Axe().run(page, part, EVERY_RULE).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def ready(page, name):
    """The text of an editor once it can be written in."""
    page.locator(f".editor:has([name={name}])").scroll_into_view_if_needed()
    text = page.locator(f"#id_{name}.editor-text")
    expect(text).to_be_visible()
    return text
