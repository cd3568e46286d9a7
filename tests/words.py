"""Reading a page as a person does."""

import re
from html import unescape


def words(response):
    """What a page says, or a form that comes back: its text, with one space for every run of them."""
    assert response.status_code in (200, 422)
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.text, flags=re.DOTALL)
    return " ".join(unescape(text).split())
