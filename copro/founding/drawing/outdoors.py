"""Scenes out of doors."""

from . import cast as who
from .figures import Look, bust, standing
from .paper import (
    BRICK,
    CREAM,
    DEEP,
    INK,
    LEAF,
    MARIGOLD,
    MIST,
    MOSS,
    PLUM,
    POOL,
    ROSE,
    SAND,
    SLATE,
    STRAW,
    TEAL,
    WHITE,
    Sheet,
    shade,
)
from .things import book, paper_sheet, tree

REACH = (((-1.0, 1.9), (-1.9, 2.6), (-2.4, 3.1)), ((1.0, 1.9), (1.4, 2.9), (1.2, 3.7)))
REACH_RIGHT = tuple(tuple((-u, v) for u, v in points) for points in REACH)
AT_SIDE = (((-1.1, 1.9), (-1.5, 2.9), (-1.45, 3.8)), ((1.1, 1.9), (1.5, 2.9), (1.45, 3.8)))


def surrey_young_people():
    sheet = Sheet(MIST)
    sheet.oval(1330, 170, 90, 90, STRAW, shadow=4)
    sheet.hill([560, 500, 540, 480, 530], LEAF)
    for x, ground, high, colour in (
        (150, 640, 480, MOSS),
        (1440, 640, 520, MOSS),
        (1130, 580, 330, TEAL),
    ):
        tree(sheet, x, ground, high, colour=colour)
    sheet.hill([690, 660, 680, 650, 690], MOSS)
    standing(sheet, 430, 880, 62, who.JEROME, turn=0.5, arms=REACH_RIGHT, legs=DEEP)
    standing(
        sheet, 1190, 880, 64, Look("pale", "grey", "short", SLATE), turn=-0.6, arms=REACH, legs=INK
    )
    for x in (590, 1010):
        sheet.box(x - 13, 690, x + 13, 905, INK, shadow=4)
    for i, colour in enumerate((MARIGOLD, MARIGOLD, BRICK)):
        sheet.box(530, 560 + i * 52, 1070, 596 + i * 52, colour, round_by=8, shadow=5)
    sheet.box(800, 664, 1070, 700, CREAM, round_by=8, shadow=0)
    sheet.box(510, 740, 1090, 776, MARIGOLD, round_by=8, shadow=7)
    painters = ((690, who.CAOIMHE, 0.5, 1), (960, Look("dark", "black", "bun", TEAL), -0.5, -1))
    for x, look, turn, side in painters:
        sheet.ribbon([(x - side * 30, 905), (x - side * 95, 920)], 50, SLATE, taper=0.8)
        sheet.ribbon(
            [(x - side * 10, 880), (x + side * 55, 870), (x + side * 60, 925)],
            56,
            shade(SLATE, -0.12),
            taper=0.8,
        )
        brush = [(x + side * 104, 690), (x + side * 122, 650)]
        sheet.ribbon(brush, 11, INK)
        lift = ((side * 1.0, 1.9), (side * 1.8, 1.6), (side * 1.8, 0.7))
        bust(sheet, x, 672, 56, look, turn=turn, tall=4.2, arms=(lift,))
    sheet.box(1300, 830, 1384, 915, WHITE, round_by=8)
    sheet.box(1300, 830, 1384, 858, MARIGOLD, round_by=6, shadow=0)
    return sheet


def through_the_gate():
    sheet = Sheet(ROSE)
    sheet.box(-20, -20, 1620, 260, shade(ROSE, 0.22), shadow=0)
    sheet.oval(1080, 560, 150, 150, STRAW, shadow=4)
    sheet.hill([640, 600, 620, 570, 600], PLUM)
    sheet.hill([760, 720, 700, 690, 700], SAND)
    sheet.box(-30, 60, 470, 800, SLATE, shadow=9)
    for row in range(10):
        for n in range(5):
            x = -30 + n * 112 + (row % 2) * 56
            sheet.box(
                max(x, -30),
                80 + row * 72,
                min(x + 104, 466),
                144 + row * 72,
                shade(SLATE, 0.06 + 0.05 * ((row + n * 2) % 3)),
                shadow=0,
            )
    sheet.box(150, 400, 350, 800, DEEP, shadow=6)
    for i in range(5):
        sheet.box(172 + i * 36, 400, 184 + i * 36, 800, shade(SLATE, 0.3), shadow=0)
    sheet.box(-30, 40, 480, 84, shade(SLATE, -0.2), shadow=5)
    sheet.hill([800, 815, 800, 810, 800], shade(SAND, -0.08))
    standing(
        sheet, 620, 900, 66, Look("fair", "dark", "short", MOSS), turn=0.6, arms=AT_SIDE, legs=INK
    )
    sheet.blob([(700, 665), (770, 665), (790, 770), (735, 800), (680, 770)], WHITE, shadow=5)
    sheet.ribbon([(706, 672), (730, 640), (762, 672)], 8, WHITE, shadow=2)
    standing(
        sheet,
        1130,
        900,
        70,
        who.DELROY,
        turn=-0.6,
        arms=(((-1.0, 1.9), (-1.8, 2.6), (-2.5, 2.2)), ((1.1, 1.9), (1.5, 2.9), (1.4, 3.8))),
        legs=DEEP,
    )
    sheet.box(912, 470, 952, 568, TEAL, round_by=10)
    sheet.box(916, 452, 948, 482, MIST, round_by=6)
    for i, x in enumerate((930, 944)):
        sheet.ribbon([(x, 436), (x + 12, 410), (x - 2, 386 - i * 12)], 6, WHITE, shadow=0)
    return sheet


def reading_at_the_gate():
    sheet = Sheet("#dfe9e2")
    sheet.hill([560, 545, 560, 540, 560], LEAF)
    sheet.box(820, 190, 1620, 600, BRICK, shadow=7)
    sheet.piece([(790, 200), (1180, 60), (1640, 200)], shade(BRICK, -0.35), shadow=6)
    for n in range(4):
        for row in range(2):
            sheet.box(
                880 + n * 175,
                250 + row * 170,
                980 + n * 175,
                360 + row * 170,
                STRAW if (n + row) % 3 else WHITE,
                shadow=3,
            )
    sheet.oval(1180, 150, 34, 34, CREAM, shadow=3)
    tree(sheet, 330, 700, 690, colour=MOSS)
    sheet.hill([720, 705, 715, 700, 715], SAND)
    people = (
        (250, 480, 62, who.NADIA, 0.4),
        (400, 545, 48, who.CHILD, -0.3),
        (660, 480, 62, Look("fair", "dark", "short", POOL, beard=True), 0.4),
        (810, 545, 48, Look("pale", "fair", "bob", PLUM), -0.3),
        (1090, 480, 62, who.RUKHSANA, 0.4),
        (1245, 545, 48, Look("dark", "black", "curly", MIST), -0.3),
    )
    for x, y, r, look, turn in people:
        sheet.ribbon(
            [(x - r * 0.5, y + r * 4.2), (x - r * 0.4, y + r * 5.6)], r * 0.75, SLATE, taper=0.75
        )
        bust(sheet, x, y, r, look, turn=turn, tall=4.3, arms=())
    for x, colour in ((330, BRICK), (738, TEAL), (1172, MARIGOLD)):
        book(sheet, x, 680, colour, 1.2)
    sheet.box(-20, 755, 1620, 900, shade(SAND, -0.22), shadow=8)
    for row in range(2):
        for n in range(13):
            x = -60 + n * 132 + row * 60
            sheet.box(
                x,
                768 + row * 66,
                x + 122,
                826 + row * 66,
                shade(SAND, -0.3 + 0.06 * ((n + row) % 3)),
                shadow=0,
            )
    sheet.box(-20, 738, 1620, 770, shade(SAND, -0.1), shadow=6)
    sheet.hill([905, 900, 908, 900, 905], MOSS)
    return sheet


def norwich_short_breaks():
    sheet = Sheet("#dfe9e2")
    sheet.oval(250, 170, 84, 84, STRAW, shadow=4)
    sheet.hill([640, 600, 630, 590, 620], LEAF)
    sheet.ribbon([(1000, 800), (985, 520), (1010, 250)], 90, SLATE, taper=0.6)
    sheet.ribbon([(990, 330), (760, 262), (480, 250)], 44, SLATE, taper=0.45)
    for i, (x, y, r) in enumerate(
        (
            (1080, 120, 190),
            (820, 90, 180),
            (560, 120, 160),
            (1320, 190, 150),
            (960, 30, 170),
            (400, 170, 110),
            (1200, 250, 110),
        )
    ):
        sheet.oval(x, y, r, r * 0.8, shade(MOSS, 0.1 * (i % 3) - 0.1), shadow=7)
    sheet.hill([800, 770, 790, 765, 790], MOSS)
    for x, y, look, turn in (
        (1180, 560, who.PRIYA, 0.4),
        (1330, 545, Look("fair", "grey", "short", TEAL, glasses=True), -0.2),
        (1470, 560, Look("pale", "fair", "long", PLUM), -0.4),
    ):
        bust(
            sheet,
            x,
            y,
            46,
            look,
            turn=turn,
            arms=(((-1.1, 2.0), (-1.4, 2.7), (-0.7, 3.0)), ((1.1, 2.0), (1.4, 2.7), (0.7, 3.0))),
        )
    for x in (1150, 1500):
        sheet.ribbon([(x, 730), (x + (30 if x > 1300 else -30), 860)], 20, shade(SAND, -0.35))
    sheet.box(1090, 702, 1560, 738, SAND, round_by=8, shadow=7)
    for x in (1200, 1330, 1450):
        paper_sheet(sheet, x, 714, wide=74, turn=8)
    for x in (520, 690):
        sheet.ribbon([(x + 60, 255), (x - 40, 690)], 8, shade(SAND, -0.3), shadow=3)
    look = who.CHILD
    sheet.ribbon([(560, 690), (430, 715), (370, 770)], 52, SLATE, taper=0.75)
    sheet.ribbon([(590, 695), (470, 742), (430, 815)], 52, shade(SLATE, -0.12), taper=0.75)
    for x, y in ((362, 782), (424, 828)):
        sheet.oval(x, y, 36, 20, BRICK, turn=-25)
    sheet.box(466, 690, 672, 712, BRICK, round_by=8)
    bust(
        sheet,
        610,
        445,
        58,
        look,
        turn=-0.5,
        lean=0.35,
        tall=4.3,
        arms=(((-1.0, 1.9), (-1.6, 1.8), (-1.35, 0.6)), ((1.0, 1.9), (1.4, 1.6), (1.05, 0.5))),
    )
    sheet.hill([880, 890, 876, 890, 880], shade(MOSS, -0.15))
    for i in range(9):
        x = 60 + i * 185
        sheet.ribbon([(x, 930), (x + 4, 895)], 6, LEAF, shadow=0)
        sheet.oval(x + 4, 890, 11, 11, (MARIGOLD, WHITE, ROSE)[i % 3], shadow=2)
    return sheet
