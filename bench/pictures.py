"""What pictures cost: seconds in the request and behind it, and bytes for each width.

    PYTHONPATH=. DEBUG=1 uv run --frozen python bench/pictures.py [FILE …]

Without files it takes a drawing of the founding content at 12 million pixels, with the grain of a
camera on it, as JPEG and as HEIC; give it photos of your own for figures of your own.
"""

import argparse
import io
import time
from pathlib import Path

from PIL import Image, ImageChops

from network.pictures import encoded, renditions

DRAWING = Path(__file__).parents[1] / "copro/founding/pictures/holy-cross-time-bank.webp"
TIMES = 5


def photo_like(width=4032, height=3024):
    """A drawing with noise in four sizes: harder to encode than most photos."""
    image = Image.open(DRAWING).convert("RGB").resize((width, height))
    for grain, strength in ((1, 14), (4, 18), (16, 22), (64, 20)):
        noise = Image.effect_noise((width // grain, height // grain), strength)
        noise = noise.resize((width, height))
        image = ImageChops.add(image, Image.merge("RGB", [noise] * 3), 1, -128)
    return image


def files_like_a_phones():
    image = photo_like()
    for kind, quality in (("JPEG", 90), ("HEIF", 60)):
        out = io.BytesIO()
        image.save(out, kind, quality=quality)
        yield kind, out.getvalue()


def measure(name, content):
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        picture = encoded(io.BytesIO(content))
        seconds.append(time.perf_counter() - began)
    print(f"{name}, {len(content) / 1e6:.1f} MB")
    print(f"  in the request {min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f} ms", end=": ")
    print(f"{len(picture.large):,} and {len(picture.small):,} bytes of {picture.ending}")
    began = time.perf_counter()
    made = list(renditions(io.BytesIO(picture.large)))
    print(f"  behind it {time.perf_counter() - began:.1f} s")
    for width, ending, rendition in made:
        print(f"  {width:>6} {ending} {len(rendition):>9,} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    given = [(file.name, file.read_bytes()) for file in parser.parse_args().files]
    for name, content in given or [*files_like_a_phones(), (DRAWING.name, DRAWING.read_bytes())]:
        measure(name, content)


if __name__ == "__main__":
    main()
