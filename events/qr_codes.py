"""QR codes (ISO/IEC 18004) as one path of an inline SVG."""

from dataclasses import dataclass

from qrcode import QRCode

QUIET = 4  # modules of empty ground round it, which readers need


@dataclass(frozen=True)
class QRDrawing:
    """`path` draws dark modules in a square of `side` modules."""

    side: int
    path: str


def qr_drawing(text):
    """The code that a phone reads as `text`."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return QRDrawing(len(rows), path)
