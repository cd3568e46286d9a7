"""People of cut paper: no features, but a head, hair, a posture and clothes of their own."""

import math
from dataclasses import dataclass

from .paper import (
    INK,
    PLUM,
    SAND,
    SLATE,
    TEAL,
    oval,
    shade,
)

SKINS = {
    "pale": "#eac1a1",
    "fair": "#dda982",
    "olive": "#c58f63",
    "brown": "#9a6240",
    "dark": "#6b4029",
}
HAIRS = {
    "black": "#2a2322",
    "dark": "#4a3026",
    "red": "#a9512c",
    "fair": "#d2a45c",
    "grey": "#b9b3aa",
    "white": "#e9e3d8",
}


@dataclass(frozen=True)
class Look:
    """How one person looks wherever they appear."""

    skin: str = "fair"
    hair: str = "dark"
    style: str = "short"
    top: str = TEAL
    stripe: str = ""
    beard: bool = False
    glasses: bool = False
    scarf: str = PLUM

    @property
    def skin_colour(self):
        return SKINS[self.skin]

    @property
    def hair_colour(self):
        return HAIRS[self.hair]


def head(sheet, x, y, r, look, *, turn=0.0):
    """A head with its middle at x, y; `turn` from -1 (to the left) to 1 is where it looks."""
    skin, hair = look.skin_colour, look.hair_colour
    face = (x + turn * r * 0.16, y + r * 0.1)
    if look.style == "scarf":
        sheet.blob(
            [
                (x, y - r * 1.22),
                (x + r * 1.05, y - r * 0.4),
                (x + r * 1.08, y + r * 0.7),
                (x + r * 0.6, y + r * 1.45),
                (x - r * 0.6, y + r * 1.45),
                (x - r * 1.08, y + r * 0.7),
                (x - r * 1.05, y - r * 0.4),
            ],
            look.scarf,
            shadow=r * 0.08,
        )
        sheet.oval(*face, r * 0.68, r * 0.84, skin, shadow=r * 0.05)
        return
    if look.style in ("long", "bob"):
        low = 1.75 if look.style == "long" else 0.95
        sheet.blob(
            [
                (x, y - r * 1.2),
                (x + r * 0.98, y - r * 0.5),
                (x + r * 1.05, y + r * low * 0.6),
                (x + r * 0.75, y + r * low),
                (x - r * 0.75, y + r * low),
                (x - r * 1.05, y + r * low * 0.6),
                (x - r * 0.98, y - r * 0.5),
            ],
            hair,
            shadow=r * 0.07,
        )
    if look.style == "curly":
        for angle in range(150, 400, 27):
            a = math.radians(angle)
            sheet.oval(
                x + math.cos(a) * r * 0.78,
                y - r * 0.18 + math.sin(a) * r * 0.78,
                r * 0.42,
                r * 0.42,
                hair,
                shadow=0,
            )
    if look.style == "bun":
        sheet.oval(x - turn * r * 0.5, y - r * 1.18, r * 0.46, r * 0.42, hair, shadow=r * 0.06)
    sheet.oval(*face, r * 0.84, r, skin, shadow=r * 0.07)
    if look.style != "bald":
        fringe(sheet, x, y, r, hair, turn, look.style)
    if look.beard:
        fx, fy = face
        sheet.blob(
            [
                (fx - r * 0.84, fy - r * 0.05),
                (fx - r * 0.5, fy + r * 0.42),
                (fx, fy + r * 0.44),
                (fx + r * 0.5, fy + r * 0.42),
                (fx + r * 0.84, fy - r * 0.05),
                (fx + r * 0.68, fy + r * 0.82),
                (fx, fy + r * 1.22),
                (fx - r * 0.68, fy + r * 0.82),
            ],
            hair,
            shadow=0,
        )


def fringe(sheet, x, y, r, hair, turn, style):
    """The hair over the forehead, combed away from where the head looks."""
    line = -0.05 if style in ("long", "bob") else -0.28
    edge = x + turn * r * 0.3
    sheet.blob(
        [
            (x - r * 0.9, y + r * 0.12),
            (x - r * 0.92, y - r * 0.45),
            (x - r * 0.45, y - r * 1.02),
            (x + r * 0.1, y - r * 1.14),
            (x + r * 0.66, y - r * 0.9),
            (x + r * 0.95, y - r * 0.35),
            (x + r * 0.9, y + r * 0.12),
            (x + r * 0.62, y + r * (line - 0.18)),
            (edge, y + r * (line - 0.34)),
            (x - r * 0.62, y + r * (line - 0.18)),
        ],
        hair,
        shadow=0,
    )


def arm(sheet, points, r, colour, skin):
    """A sleeve along the points with a hand at its end."""
    (x0, y0), (x, y) = points[-2:]
    reach = r * 0.3 / (math.hypot(x - x0, y - y0) or 1)
    sheet.oval(x + (x - x0) * reach, y + (y - y0) * reach, r * 0.3, r * 0.28, skin, shadow=r * 0.05)
    sheet.ribbon(points, r * 0.72, colour, shadow=r * 0.08, taper=0.72)


def bust(sheet, x, y, r, look, *, turn=0.0, lean=0.0, tall=3.4, arms=()):
    """Head and body: x, y is the middle of the head, r its size; the body is `tall` heads long.

    Arms are lists of points measured in heads from the middle of the head.
    """
    base = x - lean * r
    neck = (x * 0.6 + base * 0.4, y + r * 1.25)
    sheet.ribbon([(x, y + r * 0.5), neck], r * 0.62, shade(look.skin_colour, -0.12), shadow=0)
    outline = [
        (neck[0] - r * 0.42, y + r * 1.2),
        (base - r * 1.25, y + r * 1.68),
        (base - r * 1.5, y + r * 2.5),
        (base - r * 1.35, y + r * tall),
        (base + r * 1.35, y + r * tall),
        (base + r * 1.5, y + r * 2.5),
        (base + r * 1.25, y + r * 1.68),
        (neck[0] + r * 0.42, y + r * 1.2),
    ]
    sheet.blob(outline, look.top, shadow=r * 0.1)
    if look.stripe:
        for i in range(3):
            level = y + r * (2.0 + i * 0.5)
            if level < y + r * (tall - 0.15):
                sheet.ribbon(
                    [(base - r * 1.28, level), (base, level + r * 0.1), (base + r * 1.28, level)],
                    r * 0.13,
                    look.stripe,
                    shadow=0,
                )
    head(sheet, x, y, r, look, turn=turn)
    for points in arms:
        arm(
            sheet,
            [(x + u * r, y + v * r) for u, v in points],
            r,
            shade(look.top, -0.1),
            look.skin_colour,
        )


def standing(sheet, x, ground, r, look, *, turn=0.0, arms=(), legs=SLATE, stride=0.5):
    """A whole person whose feet are at `ground`; about seven and a half heads tall."""
    y = ground - r * 7.4
    for side in (-1, 1):
        foot = (x + side * r * stride, ground - r * 0.1)
        sheet.ribbon(
            [(x + side * r * 0.45, y + r * 4.2), foot], r * 0.82, legs, taper=0.7, shadow=r * 0.08
        )
        sheet.oval(foot[0] + turn * r * 0.22, ground, r * 0.5, r * 0.24, INK, shadow=0)
    bust(sheet, x, y, r, look, turn=turn, tall=4.7, arms=arms)


def seated(sheet, x, seat, r, look, *, turn=0.0, chair=SAND, arms=(), legs=SLATE):
    """Somebody on a chair, from the front: `seat` is the height of its seat."""
    y = seat - r * 4.0
    sheet.box(
        x - r * 1.5, y + r * 1.5, x + r * 1.5, seat + r * 0.4, shade(chair, -0.12), round_by=r * 0.4
    )
    for side in (-1, 1):
        sheet.ribbon(
            [(x + side * r * 1.2, seat), (x + side * r * 1.35, seat + r * 3.1)],
            r * 0.22,
            shade(chair, -0.3),
            shadow=2,
        )
    bust(sheet, x, y, r, look, turn=turn, tall=4.2, arms=())
    for side in (-1, 1):
        knee = (x + side * r * 0.85, seat + r * 0.5)
        foot = (knee[0] + side * r * 0.1, seat + r * 2.9)
        sheet.ribbon(
            [(x + side * r * 0.5, seat - r * 0.1), knee, foot],
            r * 0.9,
            legs,
            taper=0.68,
            shadow=r * 0.08,
        )
        sheet.oval(foot[0] + turn * r * 0.2, foot[1] + r * 0.15, r * 0.48, r * 0.24, INK, shadow=0)
    for points in arms:
        arm(
            sheet,
            [(x + u * r, y + v * r) for u, v in points],
            r,
            shade(look.top, -0.1),
            look.skin_colour,
        )


def from_behind(sheet, x, y, r, look):
    """The back of a head and shoulders, for those who sit before us."""
    sheet.blob(
        [
            (x - r * 0.4, y + r * 0.9),
            (x - r * 1.5, y + r * 1.5),
            (x - r * 1.75, y + r * 3.2),
            (x + r * 1.75, y + r * 3.2),
            (x + r * 1.5, y + r * 1.5),
            (x + r * 0.4, y + r * 0.9),
        ],
        look.top,
        shadow=r * 0.12,
    )
    colour = (
        look.scarf
        if look.style == "scarf"
        else look.skin_colour
        if look.style == "bald"
        else look.hair_colour
    )
    if look.style == "long":
        sheet.blob(
            [
                (x, y - r),
                (x + r, y),
                (x + r * 0.9, y + r * 1.9),
                (x - r * 0.9, y + r * 1.9),
                (x - r, y),
            ],
            colour,
            shadow=r * 0.1,
        )
    elif look.style == "bun":
        sheet.oval(x, y - r * 0.95, r * 0.45, r * 0.4, colour, shadow=r * 0.08)
    sheet.piece(oval(x, y, r * 0.9, r * 1.02), colour, shadow=r * 0.1)
