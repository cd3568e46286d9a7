"""Scenes with houses, seen from outside."""

from dataclasses import replace

from . import cast as who
from .figures import Look, bust, head, standing
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
from .things import book, house, tree

REACH = (((-1.0, 1.9), (-1.9, 2.6), (-2.4, 3.1)), ((1.0, 1.9), (1.4, 2.9), (1.2, 3.7)))
REACH_RIGHT = tuple(tuple((-u, v) for u, v in points) for points in REACH)
AT_SIDE = (((-1.1, 1.9), (-1.5, 2.9), (-1.45, 3.8)), ((1.1, 1.9), (1.5, 2.9), (1.45, 3.8)))


def dumfries_night_sitting():
    sheet = Sheet(DEEP)
    sheet.oval(1350, 150, 70, 70, CREAM, shadow=0)
    sheet.oval(1380, 130, 62, 62, DEEP, shadow=0)
    for i in range(26):
        x, y = (i * 397) % 1600, 30 + (i * 173) % 330
        sheet.oval(x, y, 3 + i % 3, 3 + i % 3, STRAW, shadow=0)
    sheet.hill([520, 470, 500, 450, 480], shade(TEAL, -0.25))
    night = shade(SLATE, -0.15)
    for i, (x, wide, high) in enumerate(
        ((-60, 230, 330), (180, 230, 380), (1190, 230, 350), (1430, 240, 390))
    ):
        house(
            sheet,
            x,
            900,
            wide,
            high,
            shade(night, 0.07 * (i % 2)),
            roof=shade(DEEP, -0.25),
            door=DEEP,
            lit=shade(DEEP, 0.08),
        )
    sheet.box(430, 330, 1170, 900, shade(PLUM, -0.15), shadow=9)
    sheet.piece([(395, 340), (800, 80), (1205, 340)], shade(DEEP, -0.4), shadow=8)
    sheet.box(500, 400, 1100, 780, STRAW, shadow=0)
    sheet.box(500, 690, 1100, 780, SAND, shadow=0)
    sheet.oval(985, 505, 120, 120, shade(STRAW, 0.45), shadow=0)
    sheet.box(976, 540, 992, 690, BRICK, shadow=2)
    sheet.piece([(940, 470), (1028, 470), (1054, 546), (914, 546)], MARIGOLD, shadow=4)
    sheet.box(530, 560, 556, 760, shade(BRICK, -0.2), shadow=3)
    sheet.box(540, 650, 800, 700, WHITE, round_by=16)
    sheet.oval(590, 640, 52, 28, WHITE)
    head(sheet, 602, 604, 36, Look("pale", "white", "bob"), turn=0.4)
    sheet.blob([(620, 640), (720, 622), (800, 650), (810, 730), (700, 745), (600, 735)], TEAL)
    bust(
        sheet,
        880,
        545,
        44,
        Look("fair", "grey", "short", BRICK),
        turn=-0.5,
        tall=4.2,
        arms=(((-1.0, 1.9), (-1.7, 2.3), (-2.2, 2.1)), ((1.1, 1.9), (1.3, 2.9), (0.4, 3.3))),
    )
    sheet.ribbon([(840, 730), (830, 780)], 34, SLATE, shadow=2)
    for x in (500, 786, 1086):
        sheet.box(x, 400, x + 14, 780, WHITE, shadow=4)
    for y in (400, 766):
        sheet.box(500, y, 1100, y + 14, WHITE, shadow=4)
    sheet.box(470, 780, 1130, 806, CREAM, shadow=5)
    sheet.hill([900, 905, 898, 905, 900], shade(DEEP, -0.35))
    sheet.piece([(560, 905), (1040, 905), (1190, 1010), (410, 1010)], shade(STRAW, -0.25), shadow=0)
    return sheet


def nottingham_house_meeting():
    sheet = Sheet(MIST)
    sheet.hill([820, 800, 815, 800, 820], MOSS)
    tree(sheet, 170, 850, 460, colour=LEAF)
    tree(sheet, 1450, 850, 520, colour=MOSS)
    sheet.box(370, 190, 1230, 880, BRICK, shadow=10)
    sheet.piece([(335, 200), (470, 60), (1130, 60), (1265, 200)], shade(SLATE, -0.1), shadow=8)
    for x in (560, 1010):
        sheet.box(x, 20, x + 66, 120, shade(BRICK, -0.2), shadow=4)
    looks = (
        who.JEROME,
        who.CAROL,
        who.GWILYM,
        who.PRIYA,
        Look("dark", "black", "short", CREAM),
        who.SIAN_WYN,
        who.BRYN,
        who.AMINA,
    )
    lights = (STRAW, CREAM, MIST, STRAW, MIST, STRAW, CREAM, MIST)
    for n in range(8):
        left, top = 420 + (n % 4) * 196, 235 + (n // 4) * 225
        x, y = left + 78, top + 62
        sheet.box(left, top, left + 156, top + 176, lights[n], shadow=0)
        arms = (
            (),
            (((1.0, 1.9), (1.6, 1.2), (1.4, -0.3)),),
            (((-1.0, 1.9), (-1.5, 2.6), (-0.6, 2.7)), ((1.0, 1.9), (1.5, 2.6), (0.6, 2.7))),
            (),
        )[n % 4]
        crop(
            sheet,
            left,
            top,
            left + 156,
            top + 176,
            lambda x=x, y=y, n=n, arms=arms: bust(
                sheet, x, y, 30, looks[n], turn=(0.4, -0.3, 0.2, -0.5)[n % 4], arms=arms
            ),
        )
        if n % 4 == 2:
            book(sheet, x, y + 72, TEAL, 0.6)
        if n % 4 == 0:
            sheet.ribbon([(left + 128, top + 176), (left + 128, top + 110)], 8, MOSS, shadow=2)
            for u in (-1, 1):
                sheet.oval(left + 128 + u * 15, top + 112, 18, 10, MOSS, turn=u * -35, shadow=2)
        for a, b, c, d in ((0, 0, 156, 9), (0, 167, 156, 176), (0, 0, 9, 176), (147, 0, 156, 176)):
            sheet.box(left + a, top + b, left + c, top + d, WHITE, shadow=2)
        sheet.box(left - 10, top + 174, left + 166, top + 188, CREAM, shadow=4)
    sheet.box(720, 700, 880, 880, TEAL, shadow=6)
    sheet.box(744, 722, 856, 790, MIST, shadow=2)
    sheet.oval(858, 812, 8, 8, MARIGOLD, shadow=2)
    for x in (470, 1000):
        sheet.box(x, 720, x + 150, 830, STRAW, shadow=2)
        sheet.box(x - 8, 826, x + 158, 842, CREAM, shadow=4)
    sheet.blob([(1005, 822), (1012, 785), (1040, 775), (1078, 790), (1092, 822)], INK, shadow=3)
    sheet.oval(1022, 776, 19, 17, INK, shadow=2)
    for u in (-10, 10):
        sheet.piece([(1022 + u - 7, 768), (1022 + u, 748), (1022 + u + 7, 768)], INK, shadow=0)
    sheet.hill([885, 880, 886, 880, 885], shade(MOSS, -0.12))
    return sheet


def crop(sheet, left, top, right, bottom, draw):
    """Draws and then puts back all that lies outside the frame."""
    scale = sheet.image.width / sheet.size[0]
    before = sheet.image.copy()
    draw()
    frame = tuple(round(side * scale) for side in (left, top, right, bottom))
    inside = sheet.image.crop(frame)
    sheet.image.paste(before)
    sheet.image.paste(inside, frame[:2])


def cockermouth_flood_streets():
    sheet = Sheet(SLATE)
    sheet.box(-20, -20, 1620, 200, shade(SLATE, 0.14), shadow=0)
    sheet.hill([380, 250, 360, 230, 380], shade(MOSS, -0.3))
    sheet.hill([430, 380, 400, 350, 420], MOSS)
    for i, (x, colour) in enumerate(
        ((-40, CREAM), (190, ROSE), (420, STRAW), (960, MIST), (1190, CREAM), (1420, BRICK))
    ):
        house(
            sheet, x, 640, 210, 230 + 20 * (i % 2), colour, lit=STRAW if i % 2 else MIST, door=TEAL
        )
    for i in range(70):
        x, y = (i * 211) % 1640, (i * 97) % 560
        sheet.ribbon([(x, y), (x - 12, y + 38)], 4, shade(MIST, 0.2), shadow=0)
    sheet.hill([640, 650, 640, 650, 640], SAND)
    sheet.hill([790, 770, 830, 775, 790], POOL)
    sheet.hill([850, 830, 880, 835, 850], TEAL)
    sheet.hill([930, 905, 950, 915, 930], DEEP)
    for x, turn, look in (
        (660, -0.5, who.JOAN),
        (900, 0.5, Look("fair", "dark", "short", MARIGOLD, beard=True)),
    ):
        standing(
            sheet,
            x,
            770,
            44,
            replace(look, top=MARIGOLD if x > 700 else BRICK),
            turn=turn,
            arms=(((-1.0, 1.9), (-1.6, 2.8), (-1.3, 3.5)), ((1.0, 1.9), (1.6, 2.8), (1.3, 3.5))),
            legs=DEEP,
        )
    sheet.box(560, 598, 1000, 650, shade(BRICK, -0.1), round_by=5, shadow=7)
    sheet.box(566, 604, 994, 614, shade(BRICK, 0.12), shadow=0)
    for x in (330, 1330):
        standing(
            sheet,
            x,
            745,
            38,
            (who.RUKHSANA if x < 800 else who.CAROL),
            turn=0.4 if x < 800 else -0.4,
            arms=AT_SIDE,
            legs=SLATE,
        )
    for n in range(4):
        sheet.oval(1140 + n * 46 - (n // 3) * 110, 738 - (n // 3) * 26, 30, 17, shade(SAND, -0.28))
    return sheet
