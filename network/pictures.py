"""Uploaded pictures, decoded and encoded anew: nothing of the file that came in is kept.

So a picture cannot be a script, a page or an archive as well, and does not say where it was
taken: EXIF, GPS, XMP, comments and colour profiles are left behind.

Within the request a picture becomes two plain files at once (`encoded`). Behind it the larger
one is encoded in several widths, as AVIF and as WebP (`renditions`), which takes a second.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,image/heif"  # for <input accept>
NAMED = "JPEG, PNG, WebP, AVIF, HEIC or GIF"
MOST_MEGABYTES = 12
MOST_PIXELS = 50_000_000
LEAST_SIDE = 32  # pixels: anything smaller is a dot or a counter
LARGE, SMALL = 1600, 640  # the longest side, in pixels
WIDTHS = (160, 320, 640, 960)  # of renditions, in pixels; the whole width of the large file besides
ENDINGS = ("avif", "webp")  # of renditions, the smaller files first
# Said to be a picture by its beginning; an SVG may hold scripts.
DRAWING = (b"<svg", b"<?xml")

# Said to Pillow too, which looks at the size before it decodes anything.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# Only the main picture of a file; libheif's own limits on size and depth stand.
pillow_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=2
)


class PictureError(ValueError):
    """We cannot take this file; the message is for the person who chose it."""


@dataclass(frozen=True)
class Picture:
    """One picture as two files (bytes) of at most LARGE and SMALL pixels.

    They are JPEGs, which everything shows, other sites and old browsers too; one that can be
    seen through is WebP. `ending` says which.
    """

    large: bytes
    small: bytes
    ending: str


def encoded(file):
    """The Picture of an open file, turned as its EXIF says; an animation gives its first frame.

    Raises PictureError when it is too large, too small, damaged, or of another format.
    """
    file.seek(0, 2)
    if file.tell() > MOST_MEGABYTES * 1024 * 1024:
        raise PictureError(f"This picture is larger than {MOST_MEGABYTES} MB. Make it smaller.")
    file.seek(0)
    if file.read(200).lstrip().lower().startswith(DRAWING):
        raise PictureError(f"We cannot take drawings as SVG. Save it as a PNG. {_formats()}")
    file.seek(0)
    try:
        image = _decoded(file)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(_too_many_pixels()) from None
    except Exception:
        # Decoders raise whatever a damaged file makes them stumble over, from OSError to IndexError.
        raise PictureError(f"We cannot read this as a picture. {_formats()}") from None
    large, ending = _within(image, LARGE), "webp" if image.mode == "RGBA" else "jpg"
    return Picture(
        large=_file(large, ending, quality=90),
        small=_file(_within(large, SMALL), ending, quality=80),
        ending=ending,
    )


def widths_for(width):
    """The widths in pixels, least first, in which a picture of this width is shown; never wider."""
    return [each for each in WIDTHS if each * 1.2 <= width] + [width]


def renditions(file):
    """Yields (width, ending, bytes) for each width and each of ENDINGS, from a file of ours."""
    with Image.open(file, formats=("JPEG", "WEBP")) as image:
        image.load()
        for width in widths_for(image.width):
            height = max(1, round(image.height * width / image.width))
            resized = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
            yield width, "avif", _avif(resized)
            yield width, "webp", _file(resized, "webp", quality=80, method=4)


def _decoded(file):
    """The pixels alone, as RGB or RGBA, at least as large as we need."""
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(_too_many_pixels())
    if min(image.size) < LEAST_SIDE:
        raise PictureError(f"This picture is too small: {image.width} by {image.height} pixels.")
    # A JPEG is decoded at no more than it takes: at a half, a quarter or an eighth.
    share = min(1, LARGE / max(image.size))
    image.draft("RGB", (round(image.width * share), round(image.height * share)))
    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits of grey
    # Smaller first: each later step then has less to do.
    image = _within(image, LARGE) if image.mode in ("RGB", "L", "CMYK") else image
    image = _in_srgb(image, profile)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.info.clear()
    return image


def _in_srgb(image, profile):
    """Its colours without their profile, which phones and cameras use for wider gamuts."""
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return image  # a damaged profile: the colours as they are


def _within(image, side):
    share = side / max(image.size)
    if share >= 1:
        return image
    size = tuple(max(1, round(each * share)) for each in image.size)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _file(image, ending, *, quality, method=0):
    out = BytesIO()
    if ending == "jpg":
        image.save(out, "JPEG", quality=quality)
    else:
        image.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()


def _avif(image):
    out = BytesIO()
    # One thread: the site answers on the other processors meanwhile.
    image.save(out, "AVIF", quality=55, speed=6, max_threads=1)
    return out.getvalue()


def _formats():
    return f"Choose a {NAMED} file."


def _too_many_pixels():
    return f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller."
