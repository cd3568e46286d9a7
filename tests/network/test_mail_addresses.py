"""Mail addresses that forms take: what is one only by a quirk of capitals is refused, not kept, and no error."""

import pytest

from events.models import BookingTerms
from tests.factories import make_event

pytestmark = pytest.mark.django_db

# In small letters this is longer than the 254 letters that are kept, and no address any more.
GROWS = "İ" * 200 + "@copro.example"
NOT_ASCII = ["ıda@copro.example", "roſa@copro.example", "İda@copro.example"]


@pytest.mark.parametrize("email", [GROWS, *NOT_ASCII])
def test_an_address_that_no_mail_reaches_follows_books_and_joins_nothing(client, email):
    event = make_event()
    BookingTerms.objects.create(event=event, places=20)

    asked = client.post("/follow/", {"what": "kind:events", "email": email, "rhythm": "weekly"})
    booked = client.post(f"{event.get_absolute_url()}booking/", {"name": "Rosa", "email": email})
    joined = client.post(
        "/accounts/signup/", {"email": email, "password1": "co-production", "name": "Rosa"}
    )

    assert (asked.status_code, booked.status_code, joined.status_code) == (422, 422, 200)
    for answer in (asked, booked, joined):
        assert "This is no e-mail address" in answer.text
