"""Every type of page with the founding content: accessible, and as narrow as the narrowest phone with large text."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from network.models import Member

PAGES = [
    *("/", "/case-studies/", "/events/", "/reports/", "/articles/", "/topics/", "/people/"),
    *("/organisations/", "/ideas/", "/ideas/definitions/", "/ideas/questions/", "/terms/"),
    *("/collections/", "/collections/value-for-money/", "/follow/?topic=carers"),
    *("/evidence/", "/evidence/claims/", "/evidence/value-for-money/"),
    *(
        "/search/",
        "/search/?q=time+bank",
        "/search/?q=zzqx",
        "/case-studies/?region=wales&year=2010",
    ),
    "/case-studies/holy-cross-time-bank/",
    "/case-studies/portsmouth-lift-share/",
    "/events/expert-witnesses-home-care/",
    "/events/write-it-up-in-a-day/",
    "/events/write-it-up-in-a-day/booking/",
    "/events/write-it-up-in-a-day/booking/sent/",
    "/reports/right-here-right-now/",
    "/articles/the-network-has-a-new-home/",
    "/people/amina-haddad/",
]
ORGANISERS_PAGES = [
    *("/collections/new/", "/collections/value-for-money/edit/", "/collections/ways-in/"),
    "/case-studies/through-the-gate/collections/",
    *("/you/", "/you/contributions/", "/accounts/sessions/", "/people/olu-adeyemi/edit/"),
    "/case-studies/new/interview/",
    *("/articles/new/", "/events/new/", "/events/series/new/", "/reports/new/"),
    "/events/expert-witnesses-home-care/edit/questions/",
    "/events/expert-witnesses-home-care/edit/commitments/",
    *("/events/expert-witnesses-home-care/commitments/", "/commitments/"),
    *(f"/events/write-it-up-in-a-day/edit/{page}/" for page in ("programme", "appearances")),
    "/events/write-it-up-in-a-day/bookings/",
    "/events/write-it-up-in-a-day/bookings/terms/",
    "/events/write-it-up-in-a-day/check-in/",
    "/you/bookings/",
    "/events/expert-witnesses-home-care/withdrawal/",
]
LARGE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% }");
  document.adoptedStyleSheets = [sheet];
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def founding(transactional_db):
    call_command("load_founding", with_accounts=True, verbosity=0)


def complaints(page, address):
    """What axe finds on a page, and by how much it is too wide at 320 pixels with text of twice the size."""
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.goto(address).ok, address
    for broken in Axe().run(page).response["violations"]:
        yield address, broken["id"], [node["target"] for node in broken["nodes"]]
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(LARGE_TEXT)
    if (too_wide := page.evaluate(TOO_WIDE)) > 0:
        yield address, "too wide", too_wide


def test_every_page_serves_everybody(open_page, founding):
    visitor = open_page(color_scheme="dark")
    found = [each for address in PAGES for each in complaints(visitor, address)]
    organiser = open_page(Member.objects.get(email="olu@copro.example"))
    found += [each for address in ORGANISERS_PAGES for each in complaints(organiser, address)]
    assert found == []
