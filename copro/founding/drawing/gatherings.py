"""Scenes of people who have come together in a room, and of one that they have left."""

from dataclasses import replace

from . import cast as who
from .figures import Look, bust, from_behind, seated, standing
from .paper import (
    BRICK,
    CREAM,
    DEEP,
    INK,
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
    WHITE,
    Sheet,
    shade,
)
from .things import cup, hills_in, houses_in, room, table, teapot, window

DOWN = ((-1.15, 2.0), (-1.4, 2.7), (-0.75, 3.0))  # an arm that rests
REST = (DOWN, tuple((-u, v) for u, v in DOWN))


def merthyr_lung_clinic():
    sheet = Sheet(CREAM)
    room(sheet, PAPER, LEAF, at=700)
    window(sheet, 360, 70, 1240, 430, sky="#d7e6e4", view=hills_in(sheet, POOL, MOSS, LEAF))
    up = (((-1.0, 1.9), (-2.0, 0.9), (-2.5, -0.7)), ((1.0, 1.9), (2.0, 0.9), (2.5, -0.7)))
    standing(sheet, 800, 905, 66, who.NIA, arms=up, legs=DEEP)
    row = (
        (150, 770, who.GWILYM, 0.6, BRICK),
        (390, 735, Look("pale", "white", "bob", PLUM), 0.5, SAND),
        (1210, 735, Look("brown", "grey", "short", MARIGOLD, beard=True), -0.5, SAND),
        (1450, 770, who.JOAN, -0.6, BRICK),
    )
    for x, seat, look, turn, chair in row:
        half = (((-1.0, 1.9), (-1.75, 1.2), (-1.85, 0.0)), ((1.0, 1.9), (1.75, 1.2), (1.85, 0.0)))
        seated(sheet, x, seat, 62, look, turn=turn, chair=chair, arms=half)
    sheet.box(545, 800, 650, 822, BRICK, round_by=8)
    sheet.ribbon([(597, 822), (597, 940)], 14, shade(BRICK, -0.3))
    teapot(sheet, 597, 802, TEAL, 0.62)
    return sheet


def hartlepool_job_club():
    sheet = Sheet(SAND)
    room(sheet, STRAW, SLATE, at=720)
    sheet.piece([(980, 720), (1290, 720), (1010, 1000), (560, 1000)], shade(SLATE, 0.18), shadow=0)

    def evening(*frame):
        sheet.oval(1072, 205, 44, 44, STRAW, shadow=2)
        hills_in(sheet, BRICK, PLUM)(*frame)

    window(sheet, 960, 100, 1300, 480, sky=ROSE, view=evening)
    sheet.box(150, 130, 760, 480, shade(SAND, -0.25), shadow=7)
    sheet.box(168, 148, 742, 462, SAND, shadow=0)
    notes = (WHITE, MARIGOLD, MIST, WHITE, ROSE, LEAF, WHITE, STRAW, POOL)
    for i, colour in enumerate(notes):
        x, y = 205 + (i % 5) * 108, 180 + (i // 5) * 140 + (i * 37) % 26
        sheet.box(x, y, x + 82, y + 96, colour, shadow=4, lean=(i % 3 - 1) * 5)
        sheet.oval(x + 41, y + 8, 7, 7, BRICK, shadow=2)
        for n in range(3):
            sheet.ribbon(
                [(x + 14, y + 34 + n * 18), (x + 66 - n * 9, y + 34 + n * 18)],
                4,
                shade(colour, -0.35),
                shadow=0,
            )
    for x, count in ((300, 6), (520, 4)):
        for n in range(count):
            level = 870 - n * 40
            sheet.box(
                x - 74,
                level - 74,
                x - 60,
                level + (76 if n == 0 else 10),
                shade(TEAL, -0.25),
                shadow=2,
            )
            sheet.box(
                x + 60,
                level - 4,
                x + 72,
                level + (76 if n == 0 else 10),
                shade(TEAL, -0.25),
                shadow=2,
            )
            sheet.box(
                x - 76, level - 12, x + 76, level + 8, (TEAL, POOL)[n % 2], round_by=6, shadow=4
            )
        sheet.box(
            x - 78,
            870 - count * 40 - 76,
            x - 58,
            870 - count * 40 + 40,
            (POOL, TEAL)[count % 2],
            round_by=6,
        )
    table(sheet, 1080, 1480, 790, colour=BRICK, depth=40, bottom=960)
    teapot(sheet, 1230, 792, MIST, 1.1)
    cup(sheet, 1370, 794)
    return sheet


def launch():
    sheet = Sheet(TEAL)
    room(sheet, TEAL, DEEP, at=640)
    sheet.box(520, 50, 1080, 300, PAPER, shadow=8)
    for i, colour in enumerate((MARIGOLD, POOL, BRICK, MOSS)):
        sheet.oval(690 + i * 74, 150, 62, 62, colour, shadow=3)
    sheet.ribbon([(600, 252), (1000, 252)], 12, SAND, shadow=0)
    looks = (
        Look("fair", "dark", "short", SLATE),
        Look("pale", "grey", "short", MARIGOLD, glasses=True),
        Look("pale", "white", "bob", PLUM),
        Look("olive", "black", "short", CREAM),
        Look("fair", "fair", "short", BRICK),
    )
    for i, look in enumerate(looks):
        x = 380 + i * 210
        bust(
            sheet,
            x,
            405,
            50,
            look,
            turn=(0.4, 0.2, 0.0, -0.3, -0.5)[i],
            arms=(((-1.1, 2.0), (-1.9, 2.6), (-2.2, 1.7)), ((1.1, 2.0), (1.4, 2.6), (0.8, 2.9)))
            if i == 2
            else REST,
        )
    sheet.box(260, 560, 1340, 690, shade(SAND, 0.2), round_by=10, shadow=8)
    for i in range(5):
        sheet.box(355 + i * 210, 545, 405 + i * 210, 575, WHITE, shadow=3)
    backs = [
        Look(s, h, st, top, scarf=sc)
        for s, h, st, top, sc in (
            ("fair", "grey", "short", MOSS, PLUM),
            ("brown", "black", "bun", MARIGOLD, PLUM),
            ("olive", "dark", "scarf", POOL, ROSE),
            ("dark", "black", "short", BRICK, PLUM),
            ("pale", "red", "long", SLATE, PLUM),
            ("fair", "white", "short", PLUM, PLUM),
            ("brown", "black", "short", MIST, PLUM),
            ("pale", "dark", "long", STRAW, PLUM),
            ("dark", "grey", "bald", TEAL, PLUM),
        )
    ]
    for i in range(7):
        from_behind(sheet, 110 + i * 230, 795, 62, backs[(i * 4 + 2) % 9])
    for i in range(6):
        from_behind(sheet, 205 + i * 245, 905, 80, backs[i])
    return sheet


def london_roadshow():
    sheet = Sheet(CREAM)
    room(sheet, ROSE, SAND, at=660)
    window(sheet, 90, 80, 430, 400, sky="#f3dfc6", view=houses_in(sheet))
    window(sheet, 1170, 80, 1510, 400, sky="#f3dfc6", view=houses_in(sheet))
    talk = (((-1.0, 1.9), (-2.1, 2.3), (-2.7, 1.2)), ((1.0, 1.9), (2.1, 2.3), (2.7, 1.2)))
    seated(
        sheet,
        800,
        640,
        66,
        Look("pale", "dark", "bob", TEAL),
        turn=0.1,
        chair=MARIGOLD,
        arms=talk,
        legs=DEEP,
    )
    for x, seat, look, turn in ((420, 690, who.AMINA, 0.6), (1180, 690, who.DELROY, -0.6)):
        seated(sheet, x, seat, 62, look, turn=turn, chair=BRICK, arms=REST)
    for x, seat, look, turn in ((150, 770, who.GWILYM, 0.7), (1450, 770, who.PRIYA, -0.7)):
        seated(sheet, x, seat, 68, look, turn=turn, chair=BRICK, arms=REST)
    from_behind(sheet, 560, 880, 82, who.CAOIMHE)
    from_behind(sheet, 1040, 880, 82, replace(who.BRYN, beard=False))
    return sheet


def home_care():
    sheet = Sheet(CREAM)
    room(sheet, LEAF, SAND, at=600)
    for i in range(9):
        x = -40 + i * 200
        sheet.piece(
            [(x, 60), (x + 190, 60), (x + 95, 150)], (MARIGOLD, BRICK, TEAL, WHITE)[i % 4], shadow=4
        )
    sheet.ribbon([(-40, 62), (800, 74), (1640, 62)], 8, SLATE, shadow=2)
    for x, y, look, turn in (
        (240, 330, who.MORAG, 0.5),
        (460, 310, who.JEROME, 0.3),
        (1150, 310, who.NADIA, -0.3),
        (1370, 330, who.GWILYM, -0.5),
    ):
        bust(sheet, x, y, 56, look, turn=turn, arms=REST)
    sheet.oval(350, 560, 270, 62, WHITE, shadow=8)
    sheet.oval(1260, 560, 270, 62, WHITE, shadow=8)
    for x in (270, 430, 1180, 1330):
        cup(sheet, x, 566, POOL)
    for x, look, turn in ((430, who.SIAN_WYN, 0.6), (1180, who.OLU, -0.6)):
        bust(sheet, x, 560, 84, look, turn=turn, lean=0.3 if turn > 0 else -0.3, arms=REST)
    bust(sheet, 150, 610, 80, who.JOAN, turn=0.7, arms=REST)
    bust(sheet, 1460, 610, 80, who.CAROL, turn=-0.7, arms=REST)
    sheet.oval(800, 905, 620, 120, BRICK, shadow=10)
    sheet.blob(
        [(690, 880), (720, 770), (800, 745), (880, 770), (910, 880), (800, 900)], DEEP, shadow=8
    )
    sheet.oval(800, 825, 44, 40, MIST, shadow=3)
    for i in range(8):
        x, y = (
            (826, 825),
            (818, 844),
            (800, 851),
            (782, 844),
            (774, 825),
            (782, 806),
            (800, 799),
            (818, 806),
        )[i]
        sheet.oval(x, y, 7, 7, DEEP, shadow=0)
    sheet.ribbon([(672, 790), (682, 722), (800, 700), (918, 722), (928, 790)], 44, INK, shadow=6)
    for x in (350, 500, 1100, 1250):
        cup(sheet, x, 905)
    return sheet
