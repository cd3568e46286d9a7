"""Scenes round a table."""

from dataclasses import replace

from . import cast as who
from .figures import Look, bust
from .paper import (
    BRICK,
    CREAM,
    DEEP,
    MARIGOLD,
    MIST,
    MOSS,
    PLUM,
    POOL,
    SAND,
    SLATE,
    STRAW,
    TEAL,
    WHITE,
    Sheet,
    shade,
)
from .things import (
    bare_tree,
    cup,
    houses_in,
    paper_sheet,
    picture_on_wall,
    room,
    table,
    teapot,
    window,
)

DOWN = ((-1.15, 2.0), (-1.4, 2.7), (-0.75, 3.0))  # an arm that rests
REST = (DOWN, tuple((-u, v) for u, v in DOWN))


def holy_cross_time_bank():
    sheet = Sheet(CREAM)
    room(sheet, STRAW, SAND, at=760)
    sheet.box(480, 70, 1120, 370, WHITE, shadow=8)
    colours = (TEAL, MARIGOLD, BRICK, MOSS, PLUM, POOL)
    for row in range(5):
        sheet.ribbon([(515, 118 + row * 52), (600, 118 + row * 52)], 9, SLATE, shadow=0)
        for n in range(3 + (row * 5) % 7):
            sheet.oval(650 + n * 50, 118 + row * 52, 17, 17, colours[(row + n) % 6], shadow=2)
    people = (
        (180, 520, who.GWILYM, 0.5),
        (480, 480, who.AMINA, 0.3),
        (800, 470, who.OLU, -0.2),
        (1120, 482, who.CAROL, -0.4),
        (1420, 520, replace(who.BRYN, top=TEAL), -0.5),
    )
    for x, y, look, turn in people:
        bust(sheet, x, y, 76, look, turn=turn, arms=REST)
    table(sheet, 60, 1540, 740, colour=BRICK, depth=60)
    teapot(sheet, 640, 744, TEAL, 1.25)
    teapot(sheet, 1275, 744, MARIGOLD, 0.95)
    for x in (330, 470, 810, 960, 1120):
        cup(sheet, x, 750, WHITE if x % 20 else MIST)
    return sheet


def swindon_families():
    sheet = Sheet(CREAM)
    room(sheet, MIST, SAND, at=760)
    window(sheet, 520, 90, 1080, 400, sky="#dfe9e2", view=houses_in(sheet))
    picture_on_wall(sheet, 200, 130, 360, 300)
    bust(sheet, 330, 500, 84, Look("brown", "black", "bun", BRICK), turn=0.5, arms=REST)
    bust(sheet, 625, 560, 62, Look("brown", "black", "curly", STRAW), turn=0.3, arms=())
    bust(sheet, 830, 590, 54, Look("brown", "black", "bob", POOL, WHITE), turn=0.4, arms=())
    bust(
        sheet,
        1240,
        490,
        84,
        Look("fair", "grey", "short", DEEP, glasses=True),
        turn=-0.6,
        lean=-0.3,
        arms=(((-1.1, 2.0), (-2.0, 2.7), (-2.6, 2.0)), ((1.1, 2.0), (1.4, 2.7), (0.8, 3.0))),
    )
    table(sheet, 90, 1510, 745, colour=MARIGOLD, depth=56)
    cup(sheet, 480, 752)
    cup(sheet, 1090, 752, POOL)
    paper_sheet(sheet, 880, 764, wide=170, turn=12)
    for i, colour in enumerate((BRICK, TEAL, MOSS)):
        sheet.ribbon([(700 + i * 42, 742), (745 + i * 42, 756)], 9, colour, shadow=2)
    return sheet


def derry_interview_panel():
    sheet = Sheet(CREAM)
    room(sheet, POOL, SAND, at=770)
    sheet.box(-20, -20, 1620, 250, shade(POOL, 0.12), shadow=0)
    picture_on_wall(sheet, 730, 90, 930, 330, BRICK)
    for x, look, turn in (
        (190, who.CAOIMHE, 0.6),
        (450, Look("brown", "black", "short", STRAW), 0.5),
        (710, Look("fair", "fair", "long", PLUM), 0.55),
    ):
        bust(sheet, x, 485, 78, look, turn=turn, arms=REST)
    bust(
        sheet,
        1330,
        480,
        84,
        Look("pale", "dark", "short", SLATE, beard=True),
        turn=-0.6,
        arms=(((-1.1, 2.0), (-2.0, 2.9), (-2.5, 2.3)), ((1.1, 2.0), (1.4, 2.7), (0.8, 3.0))),
    )
    table(sheet, 50, 1550, 745, colour=WHITE, depth=56)
    sheet.box(968, 640, 1040, 750, shade(MIST, 0.2), round_by=16)
    sheet.box(974, 690, 1034, 746, POOL, round_by=12, shadow=0)
    for x in (905, 1100):
        sheet.box(x - 20, 700, x + 20, 750, shade(MIST, 0.2), round_by=6, shadow=3)
    for x in (250, 480, 700):
        paper_sheet(sheet, x, 764, wide=110, turn=10, colour=CREAM)
    return sheet


def write_it_up():
    sheet = Sheet(CREAM)
    room(sheet, MARIGOLD, BRICK, at=800)

    def winter(left, top, right, bottom):
        sheet.box(left, top + (bottom - top) * 0.72, right, bottom, WHITE, shadow=3)
        for x, high in (
            (left + 110, 300),
            (left + 320, 360),
            (right - 330, 330),
            (right - 120, 280),
        ):
            bare_tree(sheet, x, bottom - 70, high)

    window(sheet, 270, 60, 1330, 520, sky="#cfdde0", view=winter)
    bust(
        sheet,
        440,
        480,
        92,
        Look("fair", "white", "short", TEAL),
        turn=0.6,
        arms=(((1.1, 2.0), (2.2, 2.6), (2.7, 1.6)), ((-1.1, 2.0), (-1.4, 2.7), (-0.7, 3.0))),
    )
    bust(
        sheet,
        1150,
        490,
        92,
        who.RUKHSANA,
        turn=-0.6,
        arms=(((-1.1, 2.0), (-1.9, 2.9), (-1.6, 3.3)), ((1.1, 2.0), (1.4, 2.7), (0.7, 3.0))),
    )
    table(sheet, 150, 1450, 785, colour=CREAM, depth=58)
    paper_sheet(sheet, 985, 806, wide=190, turn=-14)
    sheet.ribbon([(1000, 792), (1042, 742)], 9, BRICK, shadow=3)
    cup(sheet, 640, 792, POOL)
    cup(sheet, 1290, 792, WHITE)
    for i, colour in enumerate((MOSS, PLUM, TEAL)):
        sheet.box(745, 772 - i * 20, 885 - i * 12, 790 - i * 20, colour, round_by=4, shadow=3)
    return sheet
