"""A sheet onto which pieces of coloured paper are laid, each with the soft shadow of its edge.

Lengths are in units of a sheet that is 1600 wide (portraits: 640); angles in degrees.
"""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

PAPER = "#f7f0e3"
CREAM = "#efe3cc"
SAND = "#e0cba8"
TEAL = "#1f5b60"
DEEP = "#123f45"
POOL = "#5f9a9a"
MIST = "#bcd6d1"
MARIGOLD = "#eda52f"
STRAW = "#f5cf7d"
BRICK = "#b9563b"
ROSE = "#dc9a84"
PLUM = "#6d3b52"
MOSS = "#6f8550"
LEAF = "#a3b37c"
INK = "#2b2622"
SLATE = "#4a5560"
WHITE = "#fdf9f1"

SHARPER = 2  # Drawn twice as large and scaled down: smooth edges.


def shade(colour, amount):
    """The colour made lighter (amount above 0, up to 1) or darker (below)."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    to = 255 if amount > 0 else 0
    return "#" + "".join(f"{round(p + (to - p) * abs(amount)):02x}" for p in parts)


def smooth(points, *, closed=True, steps=14):
    """A Catmull-Rom curve through the points."""
    n = len(points)
    result = []
    for i in range(n if closed else n - 1):
        if closed:
            a, b, c, d = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            result.append(
                tuple(
                    0.5
                    * (
                        2 * b[k]
                        + (c[k] - a[k]) * t
                        + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                        + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t**3
                    )
                    for k in (0, 1)
                )
            )
    return result if closed else [*result, points[-1]]


def oval(x, y, wide, high, turn=0):
    """The outline of an oval with these half axes."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    angles = [math.radians(a) for a in range(0, 360, 6)]
    flat = [(wide * math.cos(a), high * math.sin(a)) for a in angles]
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in flat]


class Sheet:
    def __init__(self, ground, *, size=(1600, 1000)):
        self.size = size
        self.image = Image.new("RGB", tuple(SHARPER * side for side in size), ground)

    def piece(self, outline, colour, *, shadow=5):
        """Lays a piece with this outline; `shadow` is how far it stands off the sheet."""
        points = [(x * SHARPER, y * SHARPER) for x, y in outline]
        rim = round(shadow * SHARPER * 2 + 4)
        left, top = (int(min(p[k] for p in points)) - rim for k in (0, 1))
        right, bottom = (int(max(p[k] for p in points)) + rim for k in (0, 1))
        left, top = max(left, -rim), max(top, -rim)
        right = min(right, self.image.width + rim)
        bottom = min(bottom, self.image.height + rim)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
        if shadow:
            drop = Image.new("L", mask.size, 0)
            drop.paste(mask, (0, round(shadow * SHARPER * 0.6)))
            drop = drop.filter(ImageFilter.GaussianBlur(shadow * SHARPER * 0.7))
            self.image.paste(INK, (left, top), drop.point(lambda value: value * 0.24))
        self.image.paste(colour, (left, top), mask)

    def blob(self, points, colour, *, shadow=5):
        self.piece(smooth(points), colour, shadow=shadow)

    def oval(self, x, y, wide, high, colour, *, turn=0, shadow=5):
        self.piece(oval(x, y, wide, high, turn), colour, shadow=shadow)

    def box(self, left, top, right, bottom, colour, *, shadow=5, round_by=0, lean=0):
        """A rectangle; `lean` moves its top edge sideways, as scissors do."""
        if not round_by:
            outline = [(left + lean, top), (right + lean, top), (right, bottom), (left, bottom)]
        else:
            r, corners = round_by, []
            for x, y, start in (
                (right - r, top + r, 270),
                (right - r, bottom - r, 0),
                (left + r, bottom - r, 90),
                (left + r, top + r, 180),
            ):
                angles = (math.radians(start + a) for a in range(0, 91, 10))
                corners += [(x + r * math.cos(a), y + r * math.sin(a)) for a in angles]
            outline = corners
        self.piece(outline, colour, shadow=shadow)

    def ribbon(self, points, width, colour, *, shadow=4, taper=1.0):
        """A strip along a curve through the points; it ends `taper` times as wide as it begins."""
        line = smooth(points, closed=False, steps=10) if len(points) > 2 else list(points)
        left, right = [], []
        last = len(line) - 1
        for i, (x, y) in enumerate(line):
            x0, y0 = line[max(i - 1, 0)]
            x1, y1 = line[min(i + 1, last)]
            length = math.hypot(x1 - x0, y1 - y0) or 1
            half = width / 2 * (1 + (taper - 1) * i / last)
            across = ((y0 - y1) / length * half, (x1 - x0) / length * half)
            left.append((x + across[0], y + across[1]))
            right.append((x - across[0], y - across[1]))
        start, end = (self._cap(left[i], right[i], line[i], line[k]) for i, k in ((0, 1), (-1, -2)))
        self.piece([*start, *left, *end[::-1], *right[::-1]], colour, shadow=shadow)

    @staticmethod
    def _cap(left, right, at, inner):
        radius = math.hypot(left[0] - at[0], left[1] - at[1])
        away = math.atan2(at[1] - inner[1], at[0] - inner[0])
        side = math.atan2(right[1] - at[1], right[0] - at[0])
        turn = 1 if math.sin(away - side) > 0 else -1
        angles = [side + turn * math.pi * i / 8 for i in range(9)]
        return [(at[0] + radius * math.cos(a), at[1] + radius * math.sin(a)) for a in angles]

    def hill(self, heights, colour, *, shadow=6):
        """Ground from the left edge to the right one, through heights at even steps."""
        wide, high = self.size
        step = wide / (len(heights) - 1)
        line = smooth(
            [
                (-60, heights[0]),
                *((i * step, y) for i, y in enumerate(heights)),
                (wide + 60, heights[-1]),
            ],
            closed=False,
        )
        self.piece([*line, (wide + 60, high + 60), (-60, high + 60)], colour, shadow=shadow)

    def finished(self, width):
        """The picture at this width, with the faint unevenness of real paper."""
        wide, high = self.image.size
        grain = Image.effect_noise((wide // 10, high // 10), 26).resize((wide, high), Image.BICUBIC)
        grain = grain.point(lambda value: max(0, min(255, 246 + (value - 128) // 9)))
        picture = ImageChops.multiply(self.image, Image.merge("RGB", (grain, grain, grain)))
        return picture.resize((width, round(width * high / wide)), Image.LANCZOS)
