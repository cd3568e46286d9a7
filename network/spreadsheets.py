"""Tables as CSV (RFC 4180) that a spreadsheet opens without running anything in them."""

import csv

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

# A cell that begins so is read as a formula by Excel, LibreOffice and others (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows that a file is UTF-8


class _Line:
    """Gives each line back instead of keeping it."""

    def write(self, line):
        return line


def harmless(value):
    """A cell as text; what would be a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_response(file_name, heading, rows):
    """A file to save, written while it is sent: `rows` may be any iterable of sequences."""
    writer = csv.writer(_Line())

    def lines():
        yield BYTE_ORDER_MARK + writer.writerow(heading)
        for row in rows:
            yield writer.writerow([harmless(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    return response
