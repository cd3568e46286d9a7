"""A small writer of PDF 1.7: headings and paragraphs on A4, in Helvetica, tagged so that they can be read aloud.

ISO 32000-1: 7.5 (file structure), 9.6 (the standard fonts), 14.8 (tagged PDF). Text is Windows-1252.
"""

from dataclasses import dataclass

WIDE, HIGH, MARGIN = 595, 842, 72  # points
# Widths of the characters from space to tilde in thousandths of the size: Adobe's font metrics for Helvetica.
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
OTHER_WIDTH = 556
BOLDER = 1.08  # Helvetica Bold is a little wider


@dataclass(frozen=True)
class Style:
    tag: str  # of the structure: H1, H2, P
    font: str  # F1 plain, F2 bold
    size: float
    above: float


STYLES = {
    "h1": Style("H1", "F2", 20, 0),
    "h2": Style("H2", "F2", 13, 12),
    "p": Style("P", "F1", 11, 4),
}


def width_of(text, style):
    codes = (ord(character) - 32 for character in text)
    total = sum(WIDTHS[code] if 0 <= code < len(WIDTHS) else OTHER_WIDTH for code in codes)
    return total * style.size / 1000 * (BOLDER if style.font == "F2" else 1)


def wrapped(text, style):
    """The lines of a text, each at most as wide as the page allows."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, style) > WIDE - 2 * MARGIN:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def shown(text):
    raw = text.encode("cp1252", "replace")
    return raw.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def pages_of(blocks):
    """The content stream of each page, and the (tag, page, mark) of each piece of a block."""
    pages, pieces, level = [[]], [], HIGH - MARGIN
    for kind, text in blocks:
        style = STYLES[kind]
        level -= style.above
        marked = None
        for line in wrapped(text, style):
            level -= style.size * 1.4
            if level < MARGIN:
                if marked is not None:
                    pages[-1].append(b"EMC")
                pages.append([])
                marked, level = None, HIGH - MARGIN - style.size * 1.4
            if marked is None:
                marked = sum(1 for piece in pieces if piece[1] == len(pages) - 1)
                pieces.append((style.tag, len(pages) - 1, marked))
                pages[-1].append(f"/{style.tag} <</MCID {marked}>> BDC".encode())
            place = f"BT /{style.font} {style.size} Tf {MARGIN} {level:.1f} Td ".encode()
            pages[-1].append(place + b"(" + shown(line) + b") Tj ET")
        pages[-1].append(b"EMC")
    return [b"\n".join(page) for page in pages], pieces


def pdf(title, blocks, *, language="en-GB"):
    """The bytes of a document; blocks are ("h1" | "h2" | "p", text) in reading order, `language` a BCP 47 tag."""
    pages, pieces = pages_of(blocks)
    first_page = 7
    first_piece = first_page + 2 * len(pages)
    page_number = [first_page + 2 * i for i in range(len(pages))]
    kids = " ".join(f"{first_piece + i} 0 R" for i in range(len(pieces)))
    parents = " ".join(
        f"{i} [{' '.join(f'{first_piece + n} 0 R' for n, piece in enumerate(pieces) if piece[1] == i)}]"
        for i in range(len(pages))
    )
    fonts = "<</F1 3 0 R /F2 4 0 R>>"
    font = "<</Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding>>"
    objects = [
        f"<</Type /Catalog /Pages 2 0 R /Lang ({language})".encode()
        + b" /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R "
        b"/ViewerPreferences <</DisplayDocTitle true>>>>",
        f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in page_number)}]>>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        f"<</Type /StructTreeRoot /K [{kids}] /ParentTree <</Nums [{parents}]>>>>".encode(),
        b"<</Title (" + shown(title) + b")>>",
    ]
    for i, content in enumerate(pages):
        objects.append(
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Contents {page_number[i] + 1} 0 R "
            f"/Resources <</Font {fonts}>> /StructParents {i} /Tabs /S>>".encode()
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
    for tag, page, mark in pieces:
        objects.append(
            f"<</Type /StructElem /S /{tag} /P 5 0 R /Pg {page_number[page]} 0 R /K {mark}>>".encode()
        )
    return assembled(objects)


def assembled(objects):
    """Objects numbered from 1, with the table that finds them."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d /Root 1 0 R /Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
