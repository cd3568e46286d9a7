"""Uploaded pictures, decoded and encoded anew: nothing of the file that came in is kept.

So a picture cannot be a script, a page or an archive as well, and does not say where it was
taken: EXIF, GPS, XMP, comments and colour profiles are left behind.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"  # for <input accept>
MOST_MEGABYTES = 12
MOST_PIXELS = 50_000_000
LEAST_SIDE = 32  # pixels: anything smaller is a dot or a counter
LARGE, SMALL = 1600, 640  # the longest side, in pixels
QUALITY = 82
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")

# Said to Pillow too, which looks at the size before it decodes anything.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class PictureError(ValueError):
    """We cannot take this file; the message is for the person who chose it."""


@dataclass(frozen=True)
class Picture:
    """Two renditions as WebP files (bytes)."""

    large: bytes
    small: bytes


def encoded(file):
    """The Picture of an open file, turned as its EXIF says; an animation gives its first frame.

    Raises PictureError when it is too large, too small, damaged, or of another format.
    """
    file.seek(0, 2)
    if file.tell() > MOST_MEGABYTES * 1024 * 1024:
        raise PictureError(f"This picture is larger than {MOST_MEGABYTES} MB. Make it smaller.")
    file.seek(0)
    if file.read(12)[4:] in [b"ftyp" + brand for brand in HEIC_BRANDS]:
        raise PictureError("We cannot read HEIC yet. Save the photo as a JPEG and choose that.")
    file.seek(0)
    try:
        image = _decoded(file)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(_too_many_pixels()) from None
    except Exception:
        # Decoders raise whatever a damaged file makes them stumble over, from OSError to IndexError.
        raise PictureError(
            "We cannot read this as a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file."
        ) from None
    return Picture(large=_webp(image, LARGE), small=_webp(image, SMALL))


def _decoded(file):
    """The pixels alone, as RGB or RGBA, at least as large as we need."""
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(_too_many_pixels())
    if min(image.size) < LEAST_SIDE:
        raise PictureError(f"This picture is too small: {image.width} by {image.height} pixels.")
    image.draft("RGB", (LARGE, LARGE))  # a JPEG is decoded at no more than it takes
    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits of grey
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


def _webp(image, side):
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = BytesIO()
    smaller.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _too_many_pixels():
    return f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller."
