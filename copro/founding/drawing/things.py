"""Things that stand in several scenes: tables, windows, trees, houses, cups, books."""

from .paper import (
    BRICK,
    CREAM,
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
    shade,
)


def room(sheet, wall, floor, *, at=690):
    sheet.box(-20, -20, 1620, at, wall, shadow=0)
    sheet.box(-20, at, 1620, 1020, floor, shadow=6)
    sheet.box(-20, at - 16, 1620, at, shade(wall, -0.12), shadow=0)


def window(sheet, left, top, right, bottom, *, sky=MIST, frame=WHITE, view=None):
    """A window; `view(left, top, right, bottom)` lays what is seen through it."""
    sheet.box(left, top, right, bottom, sky, shadow=0)
    if view:
        view(left, top, right, bottom)
    bar = 15
    for x in (left, (left + right) / 2 - bar / 2, right - bar):
        sheet.box(x, top, x + bar, bottom, frame, shadow=3)
    for y in (top, top + (bottom - top) * 0.42, bottom - bar):
        sheet.box(left, y, right, y + bar, frame, shadow=3)
    sheet.box(left - 26, bottom - 6, right + 26, bottom + 20, shade(frame, -0.06), shadow=5)


def hills_in(sheet, *colours):
    """A view of hills for a window."""

    def view(left, top, right, bottom):
        wide, high = right - left, bottom - top
        for i, colour in enumerate(colours):
            level = top + high * (0.5 + 0.2 * i)
            sheet.piece(
                [
                    (left, bottom),
                    (left, level),
                    (left + wide * 0.25, level - high * (0.2 - 0.06 * i)),
                    (left + wide * 0.5, level - high * 0.02),
                    (left + wide * 0.75, level - high * (0.12 + 0.05 * i)),
                    (right, level - high * 0.02),
                    (right, bottom),
                ],
                colour,
                shadow=2,
            )

    return view


def houses_in(sheet):
    """A view of a row of houses for a window."""

    def view(left, top, right, bottom):
        high = bottom - top
        step = (right - left) / 5
        for i, colour in enumerate((BRICK, CREAM, POOL, STRAW, ROSE)):
            x, level = left + i * step, top + high * (0.52 + 0.05 * (i % 2))
            sheet.box(x, level, x + step, bottom, colour, shadow=0)
            sheet.piece(
                [(x, level), (x + step / 2, level - high * 0.2), (x + step, level)],
                shade(colour, -0.3),
                shadow=2,
            )
            sheet.box(
                x + step * 0.35,
                level + high * 0.12,
                x + step * 0.65,
                level + high * 0.28,
                shade(colour, 0.45),
                shadow=0,
            )

    return view


def table(sheet, left, right, top, *, colour=SAND, depth=46, bottom=985):
    for x in (left + 70, right - 70):
        sheet.ribbon([(x, top + depth), (x, bottom)], 26, shade(colour, -0.32), shadow=4)
    sheet.box(left, top, right, top + depth, colour, round_by=14, shadow=9)
    sheet.box(
        left + 6,
        top + depth - 14,
        right - 6,
        top + depth,
        shade(colour, -0.14),
        shadow=0,
        round_by=6,
    )


def teapot(sheet, x, y, colour=TEAL, size=1.0):
    s = size
    sheet.ribbon(
        [(x + 40 * s, y - 40 * s), (x + 78 * s, y - 52 * s), (x + 90 * s, y - 88 * s)],
        20 * s,
        colour,
        taper=0.6,
    )
    sheet.ribbon(
        [
            (x - 42 * s, y - 66 * s),
            (x - 82 * s, y - 62 * s),
            (x - 78 * s, y - 22 * s),
            (x - 40 * s, y - 22 * s),
        ],
        12 * s,
        colour,
    )
    sheet.oval(x, y - 44 * s, 56 * s, 46 * s, colour)
    sheet.oval(x, y - 84 * s, 34 * s, 10 * s, shade(colour, 0.2), shadow=2)
    sheet.oval(x, y - 98 * s, 9 * s, 9 * s, shade(colour, 0.2), shadow=2)


def cup(sheet, x, y, colour=WHITE):
    sheet.ribbon(
        [(x + 18, y - 34), (x + 38, y - 30), (x + 34, y - 12), (x + 16, y - 10)],
        7,
        colour,
        shadow=2,
    )
    sheet.box(x - 22, y - 42, x + 22, y, colour, round_by=9, shadow=4)
    sheet.oval(x, y - 41, 21, 6, shade(colour, -0.18), shadow=0)


def paper_sheet(sheet, x, y, *, wide=80, turn=0, colour=WHITE, lines=True):
    """A sheet of paper lying on a table, seen flat."""
    sheet.piece(
        [
            (x - wide / 2 + turn, y - 16),
            (x + wide / 2 + turn, y - 16),
            (x + wide / 2, y),
            (x - wide / 2, y),
        ],
        colour,
        shadow=3,
    )
    if lines:
        for i in (0.35, 0.65):
            sheet.ribbon(
                [
                    (x - wide * 0.35 + turn * 0.5, y - 16 * i),
                    (x + wide * 0.3 + turn * 0.5, y - 16 * i),
                ],
                2,
                shade(colour, -0.35),
                shadow=0,
            )


def tree(sheet, x, ground, high, *, colour=MOSS):
    sheet.ribbon(
        [
            (x, ground),
            (x - high * 0.02, ground - high * 0.3),
            (x + high * 0.02, ground - high * 0.62),
        ],
        high * 0.1,
        SLATE,
        taper=0.5,
    )
    for i, (u, v, size) in enumerate(
        (
            (-0.2, 0.6, 0.22),
            (0.22, 0.58, 0.21),
            (-0.08, 0.82, 0.24),
            (0.16, 0.8, 0.2),
            (0.02, 0.64, 0.22),
        )
    ):
        tone = shade(colour, 0.1 * (i % 3) - 0.08)
        sheet.oval(x + u * high, ground - v * high, size * high, size * high * 0.86, tone, shadow=6)


def bare_tree(sheet, x, ground, high, *, colour=SLATE):
    """A tree in winter."""
    sheet.ribbon(
        [(x, ground), (x + high * 0.02, ground - high * 0.5), (x, ground - high)],
        high * 0.075,
        colour,
        taper=0.25,
    )
    for level, side, reach in (
        (0.4, -1, 0.3),
        (0.5, 1, 0.32),
        (0.62, -1, 0.24),
        (0.72, 1, 0.2),
        (0.8, -1, 0.13),
    ):
        start = (x + high * 0.01, ground - high * level)
        tip = (x + side * high * reach, ground - high * (level + reach * 0.9))
        middle = ((start[0] + tip[0]) / 2, (start[1] + tip[1]) / 2 + high * 0.03)
        sheet.ribbon([start, middle, tip], high * 0.032, colour, taper=0.35, shadow=3)


def house(sheet, left, ground, wide, high, colour, *, roof=None, door=PLUM, lit=WHITE):
    roof = roof or shade(colour, -0.35)
    sheet.box(left, ground - high, left + wide, ground, colour, shadow=5)
    sheet.piece(
        [
            (left - 12, ground - high),
            (left + wide / 2, ground - high - wide * 0.42),
            (left + wide + 12, ground - high),
        ],
        roof,
        shadow=5,
    )
    sheet.box(
        left + wide * 0.68,
        ground - high - wide * 0.42,
        left + wide * 0.8,
        ground - high - wide * 0.16,
        shade(roof, -0.15),
        shadow=2,
    )
    for u in (0.16, 0.6):
        sheet.box(
            left + wide * u,
            ground - high * 0.86,
            left + wide * (u + 0.24),
            ground - high * 0.58,
            lit,
            shadow=2,
        )
    sheet.box(left + wide * 0.58, ground - high * 0.42, left + wide * 0.84, ground, door, shadow=2)
    sheet.box(
        left + wide * 0.14,
        ground - high * 0.4,
        left + wide * 0.42,
        ground - high * 0.14,
        lit,
        shadow=2,
    )


def book(sheet, x, y, colour=BRICK, size=1.0):
    """An open book, held up."""
    s = size
    for side in (-1, 1):
        sheet.piece(
            [
                (x, y),
                (x + side * 46 * s, y - 14 * s),
                (x + side * 46 * s, y + 32 * s),
                (x, y + 46 * s),
            ],
            colour,
            shadow=4,
        )
        sheet.piece(
            [
                (x, y + 3 * s),
                (x + side * 41 * s, y - 9 * s),
                (x + side * 41 * s, y + 27 * s),
                (x, y + 39 * s),
            ],
            PAPER,
            shadow=0,
        )


def picture_on_wall(sheet, left, top, right, bottom, colour=LEAF):
    sheet.box(left, top, right, bottom, INK, shadow=4)
    sheet.box(left + 8, top + 8, right - 8, bottom - 8, CREAM, shadow=0)
    sheet.oval(
        (left + right) / 2,
        (top + bottom) / 2 + 8,
        (right - left) * 0.26,
        (bottom - top) * 0.22,
        colour,
        shadow=2,
    )
    sheet.oval((left + right) / 2 + 18, top + (bottom - top) * 0.32, 14, 14, MARIGOLD, shadow=0)
