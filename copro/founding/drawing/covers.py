"""Covers for the three reports, without people."""

import math

from .paper import (
    BRICK,
    CREAM,
    DEEP,
    LEAF,
    MARIGOLD,
    MIST,
    MOSS,
    PAPER,
    PLUM,
    POOL,
    ROSE,
    SAND,
    SLATE,
    STRAW,
    TEAL,
    Sheet,
    shade,
)


def report_1():
    """Two hands with one thread."""
    sheet = Sheet(TEAL)
    sheet.oval(800, 500, 400, 400, shade(TEAL, 0.12), shadow=0)
    thread = [
        (250, 760),
        (420, 620),
        (560, 470),
        (700, 520),
        (800, 620),
        (900, 520),
        (1040, 420),
        (1190, 470),
        (1360, 280),
    ]
    sheet.ribbon(thread, 20, MARIGOLD, shadow=5)
    for side, skin, sleeve in ((-1, "#9a6240", BRICK), (1, "#eac1a1", CREAM)):

        def at(u, v, side=side):
            return 800 + side * u, 500 + (v if side < 0 else -v * 0.85)

        sheet.ribbon([at(900, 330), at(620, 180)], 190, sleeve, shadow=9, taper=0.85)
        sheet.blob(
            [
                at(580, 230),
                at(400, 150),
                at(290, 60),
                at(250, -30),
                at(330, -80),
                at(450, -30),
                at(560, 20),
                at(640, 110),
            ],
            skin,
            shadow=8,
        )
        for u, v, tip_u, tip_v in (
            (330, -40, 150, -70),
            (310, 10, 120, 0),
            (320, 60, 140, 70),
            (380, 110, 210, 140),
        ):
            sheet.ribbon(
                [at(u + 60, v + 20), at(u, v), at(tip_u, tip_v)], 58, skin, taper=0.75, shadow=5
            )
        sheet.ribbon(
            [at(480, -10), at(360, -120), at(230, -130)],
            62,
            shade(skin, 0.08),
            taper=0.75,
            shadow=6,
        )
    return sheet


def report_2():
    """Four round shapes that overlap."""
    sheet = Sheet(CREAM)
    radius, away = 245, 190
    middles = [
        (800 + math.cos(a) * away, 500 + math.sin(a) * away)
        for a in map(math.radians, (45, 135, 225, 315))
    ]
    for (x, y), colour in zip(middles, (TEAL, MARIGOLD, BRICK, MOSS), strict=True):
        sheet.oval(x, y, radius, radius, colour, shadow=9)
    for i, colour in enumerate(("#7d8038", "#cf6f2e", "#8f6b45", "#3f6a57")):
        sheet.piece(lens(middles[i], middles[(i + 1) % 4], radius), colour, shadow=0)
    sheet.oval(800, 500, 112, 112, PAPER, shadow=8)
    for i in range(8):
        a = math.radians(45 * i)
        sheet.oval(
            800 + math.cos(a) * 60,
            500 + math.sin(a) * 60,
            17,
            17,
            (TEAL, MARIGOLD, BRICK, MOSS)[i % 4],
            shadow=2,
        )
    return sheet


def lens(first, second, radius):
    """The outline of what two circles of this radius share."""
    span = math.dist(first, second)
    half = math.acos(span / 2 / radius)
    outline = []
    for here, there in ((first, second), (second, first)):
        toward = math.atan2(there[1] - here[1], there[0] - here[0])
        outline += [
            (
                here[0] + radius * math.cos(toward - half + 2 * half * k / 20),
                here[1] + radius * math.sin(toward - half + 2 * half * k / 20),
            )
            for k in range(21)
        ]
    return outline


def report_3():
    """Thin streams from the edges that become one broad river."""
    sheet = Sheet(SAND)
    sheet.hill([300, 240, 300, 230, 290], shade(LEAF, 0.15), shadow=5)
    sheet.hill([480, 520, 460, 520, 470], LEAF)
    sheet.hill([720, 660, 740, 670, 720], MOSS)
    colours = (POOL, MIST, TEAL)
    for i in range(12):
        y = 40 + i * 82
        x = -60 if i % 2 else 1660
        bend = 420 if i % 2 else 1180
        end = 760 + (i % 4) * 28
        sheet.ribbon(
            [(x, y), (bend, y + 90), (end, 560 + i * 12), (790 + (i % 3) * 18, 880)],
            22 + i,
            colours[i % 3],
            shadow=3,
            taper=2.1,
        )
    sheet.blob(
        [(766, 610), (805, 570), (850, 610), (930, 780), (1140, 1040), (450, 1040), (680, 780)],
        TEAL,
        shadow=8,
    )
    for i in range(5):
        x = 640 + i * 70
        sheet.ribbon(
            [
                (x, 920 - abs(2 - i) * 14),
                (x + 42, 902 - abs(2 - i) * 14),
                (x + 84, 920 - abs(2 - i) * 14),
            ],
            8,
            MIST,
            shadow=0,
        )
    for x, y, colour in (
        (180, 330, BRICK),
        (1420, 420, MARIGOLD),
        (300, 640, PLUM),
        (1340, 700, BRICK),
        (1180, 250, ROSE),
        (480, 210, STRAW),
        (560, 470, MARIGOLD),
        (1120, 560, DEEP),
    ):
        sheet.box(x - 34, y - 30, x + 34, y + 22, colour, shadow=4)
        sheet.piece([(x - 42, y - 28), (x, y - 66), (x + 42, y - 28)], SLATE, shadow=3)
    return sheet
