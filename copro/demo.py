"""The mail that a demonstration would have sent, read back from its files."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 50  # messages on the page
SEPARATOR = b"-" * 79 + b"\n"  # Django's file backend writes it after each message


@dataclass(frozen=True)
class Letter:
    """One message: `when` may be None and every text may be empty, as the files are whatever lies in the folder."""

    to: str
    subject: str
    when: datetime | None
    text: str


@login_not_required
@require_safe
@never_cache
def mail(request):
    """The newest messages, the last one first."""
    return render(request, "copro/demo_mail.html", {"letters": letters(settings.MAIL_DIR)[:SHOWN]})


def letters(folder):
    """All messages in the files of a folder, newest first. What is no message is left out."""
    files = [file for file in Path(folder).glob("*.log") if file.is_file()]
    files = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)[:SHOWN]
    return [letter for file in files for letter in reversed(letters_of(file))]


def letters_of(file):
    """The messages of one file, oldest first; none when it cannot be read."""
    try:
        parts = file.read_bytes().split(SEPARATOR)
    except OSError:
        return []
    found = [read_letter(part) for part in parts if part.strip()]
    return [letter for letter in found if letter.to]


def read_letter(raw):
    """A Letter from the bytes of a message (RFC 5322), forgiving whatever is odd in them."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    try:
        text = body.get_content() if body else ""
    except (LookupError, UnicodeError, KeyError):
        text = ""
    try:
        when = parsedate_to_datetime(header(message, "Date"))
    except (TypeError, ValueError):
        when = None
    return Letter(
        to=header(message, "To"), subject=header(message, "Subject"), when=when, text=text.strip()
    )


def header(message, name):
    """A header as text, or nothing where it is missing or cannot be read."""
    try:
        return str(message.get(name, ""))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return ""
