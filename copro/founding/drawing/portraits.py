"""Portraits: one person each, large, before a shape of plain colour."""

from . import cast
from .figures import head
from .paper import (
    CREAM,
    INK,
    LEAF,
    MARIGOLD,
    MIST,
    PAPER,
    PLUM,
    POOL,
    ROSE,
    SAND,
    STRAW,
    TEAL,
    Sheet,
    oval,
    shade,
)


def portrait(look, ground, disc, *, turn=0.35, lift=0):
    """A square portrait, 640 units a side."""
    sheet = Sheet(ground, size=(640, 640))
    x, y, r = 320, 275 - lift, 128
    sheet.piece(oval(x + 60 * (1 if turn < 0 else -1), 330, 265, 265), disc, shadow=0)
    skin = look.skin_colour
    sheet.ribbon([(x, y + 60), (x - 6, y + 190)], 92, shade(skin, -0.14), shadow=0)
    sheet.blob(
        [
            (x - 60, y + 168),
            (x - 190, y + 215),
            (x - 250, y + 330),
            (x - 270, y + 480),
            (x + 270, y + 480),
            (x + 250, y + 330),
            (x + 190, y + 215),
            (x + 60, y + 168),
            (x, y + 205),
        ],
        look.top,
        shadow=9,
    )
    if look.stripe:
        for i in range(4):
            level = y + 252 + i * 46
            half = min(212 + i * 18, 246)
            sheet.ribbon(
                [(x - half, level + 14), (x, level + 34), (x + half, level + 14)],
                15,
                look.stripe,
                shadow=0,
            )
    head(sheet, x, y, r, look, turn=turn)
    features(sheet, x + turn * r * 0.34, y + r * 0.12, r, look, 1 if turn >= 0 else -1)
    return sheet


def features(sheet, x, y, r, look, side):
    """As few lines as make a face: two eyes, a nose, a mouth."""
    line = shade(look.skin_colour, -0.42)
    for eye in (-1, 1):
        ex = x + eye * r * 0.33 - side * r * 0.03
        sheet.ribbon(
            [(ex - r * 0.1, y - r * 0.02), (ex, y - r * 0.07), (ex + r * 0.1, y - r * 0.02)],
            r * 0.055,
            INK,
            shadow=0,
        )
        if look.glasses:
            rim = oval(ex, y, r * 0.24, r * 0.22)
            sheet.ribbon([*rim, rim[0]], r * 0.045, INK, shadow=0)
    sheet.ribbon(
        [
            (x + side * r * 0.04, y + r * 0.04),
            (x + side * r * 0.15, y + r * 0.28),
            (x + side * r * 0.03, y + r * 0.31),
        ],
        r * 0.045,
        line,
        shadow=0,
    )
    if not look.beard:
        sheet.ribbon(
            [
                (x - r * 0.16, y + r * 0.52),
                (x + side * r * 0.04, y + r * 0.59),
                (x + r * 0.2, y + r * 0.5),
            ],
            r * 0.055,
            line,
            shadow=0,
        )
    for cheek in (-1, 1):
        sheet.oval(
            x + cheek * r * 0.42,
            y + r * 0.33,
            r * 0.13,
            r * 0.1,
            shade(look.skin_colour, -0.07),
            shadow=0,
        )


PORTRAITS = {
    "amina": (cast.AMINA, CREAM, STRAW, 0.3),
    "bryn": (cast.BRYN, MIST, LEAF, -0.35),
    "olu": (cast.OLU, STRAW, PAPER, 0.25),
    "mo": (cast.MO, SAND, MIST, -0.3),
    "nia": (cast.NIA, PAPER, ROSE, 0.35),
    "gwilym": (cast.GWILYM, MIST, CREAM, -0.4),
    "sian-wyn": (cast.SIAN_WYN, CREAM, LEAF, 0.3),
    "delroy": (cast.DELROY, POOL, MIST, 0.35),
    "nadia": (cast.NADIA, LEAF, CREAM, -0.25),
    "rukhsana": (cast.RUKHSANA, ROSE, CREAM, 0.3),
    "carol": (cast.CAROL, STRAW, SAND, -0.3),
    "morag": (cast.MORAG, TEAL, POOL, 0.4),
    "jerome": (cast.JEROME, SAND, MARIGOLD, -0.3),
    "caoimhe": (cast.CAOIMHE, MIST, POOL, 0.3),
    "joan": (cast.JOAN, CREAM, MIST, -0.35),
    "priya": (cast.PRIYA, PLUM, ROSE, 0.25),
}


def drawn(name):
    look, ground, disc, turn = PORTRAITS[name]
    return portrait(look, ground, disc, turn=turn).finished(512)
