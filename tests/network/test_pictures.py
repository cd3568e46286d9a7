import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from network.pictures import LARGE, SMALL, PictureError, encoded, renditions, widths_for


def file_of(image, format="JPEG", **how):
    out = io.BytesIO()
    image.save(out, format, **how)
    return SimpleUploadedFile("anything", out.getvalue())


def uploaded(content):
    return SimpleUploadedFile("anything", content)


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"])
def test_accepted_formats_become_two_jpegs(format):
    picture = encoded(file_of(Image.new("RGB", (2000, 1000), "teal"), format))
    large, small = opened(picture.large), opened(picture.small)
    assert (large.format, large.size) == ("JPEG", (LARGE, LARGE // 2))
    assert (small.format, small.size) == ("JPEG", (SMALL, SMALL // 2))
    assert large.getpixel((9, 9)) == pytest.approx((0, 128, 128), abs=6)


def test_a_small_picture_is_not_enlarged():
    assert opened(encoded(file_of(Image.new("RGB", (300, 200)))).large).size == (300, 200)


def test_a_picture_is_turned_and_loses_its_exif_gps_and_comment():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn a quarter to the right
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)  # GPS latitude
    image = Image.new("RGB", (200, 100), "red")
    picture = encoded(file_of(image, exif=exif, comment=b"my address"))
    large = opened(picture.large)
    assert large.size == (100, 200)
    assert not large.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(large.info)
    assert b"my address" not in picture.large + picture.small


def test_xmp_and_png_text_are_left_behind():
    from_png = file_of(Image.new("RGB", (90, 90)), "PNG", pnginfo=_png_text("Author", "Amina"))
    assert b"Amina" not in encoded(from_png).large
    from_webp = file_of(Image.new("RGB", (90, 90)), "WEBP", xmp=b"<x>Amina</x>")
    assert b"Amina" not in encoded(from_webp).large


def _png_text(key, value):
    info = PngInfo()
    info.add_text(key, value)
    return info


def test_a_colour_profile_is_applied_and_left_behind():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = encoded(file_of(Image.new("RGB", (90, 90), (200, 30, 30)), icc_profile=profile))
    large = opened(picture.large)
    assert "icc_profile" not in large.info
    red, green, blue = large.convert("RGB").getpixel((40, 40))
    assert (red, green, blue) == pytest.approx((200, 30, 30), abs=8)


def test_a_damaged_colour_profile_does_no_harm():
    picture = encoded(file_of(Image.new("RGB", (90, 90), "teal"), icc_profile=b"nonsense" * 40))
    assert opened(picture.large).size == (90, 90)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_png_mode_is_read(mode):
    assert opened(encoded(file_of(Image.new(mode, (64, 64)), "PNG")).large).size == (64, 64)


def test_sixteen_bits_of_grey_keep_their_tones():
    grey = Image.new("I;16", (64, 64), 128 * 256)
    level = opened(encoded(file_of(grey, "PNG")).large).convert("L").getpixel((9, 9))
    assert abs(level - 128) < 4


def test_cmyk_is_read():
    assert opened(encoded(file_of(Image.new("CMYK", (64, 64)))).large).mode == "RGB"


def test_transparency_stays_as_webp():
    picture = encoded(file_of(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG"))
    assert picture.ending == "webp"
    large = opened(picture.large)
    assert (large.format, large.convert("RGBA").getpixel((5, 5))[3]) == ("WEBP", 0)
    for _, _, content in renditions(io.BytesIO(picture.large)):
        assert opened(content).convert("RGBA").getpixel((5, 5))[3] == 0


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    gif = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    large = opened(encoded(gif).large)
    assert getattr(large, "n_frames", 1) == 1
    assert large.convert("RGB").getpixel((9, 9))[0] > 200


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        SVG,
        b"%PDF-1.7\n%fake",
        b"PK\x03\x04" + b"\0" * 80,
        b"<html><body>hello</body></html>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x10\0\0\0WEBPVP8 ",
    ],
)
def test_what_is_no_picture_is_refused_with_the_formats_we_take(content):
    with pytest.raises(PictureError, match="JPEG, PNG"):
        encoded(uploaded(content))


@pytest.mark.parametrize("format", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused(format):
    with pytest.raises(PictureError, match="JPEG, PNG"):
        encoded(file_of(Image.new("RGB", (64, 64)), format))


def test_an_svg_is_refused_by_its_name():
    for svg in (SVG, b'  <?xml version="1.0"?>\n' + SVG):
        with pytest.raises(PictureError, match="SVG"):
            encoded(uploaded(svg))


def test_a_photo_of_an_iphone_is_turned_and_loses_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)  # GPS latitude
    image = Image.new("RGB", (300, 200), "red")
    heic = file_of(image, "HEIF", exif=exif.tobytes(), xmp=b"<x>Amina</x>").read()
    assert heic[4:12] == b"ftypheic"
    assert b"Apple" in heic
    picture = encoded(uploaded(heic))
    large = opened(picture.large)
    assert (large.format, large.size) == ("JPEG", (300, 200))
    assert large.getpixel((9, 9)) == pytest.approx((255, 0, 0), abs=8)
    assert not large.getexif()
    assert not any(word in picture.large + picture.small for word in (b"Apple", b"Amina"))


def test_a_heic_larger_than_we_take_is_refused_before_it_is_decoded():
    heic = bytearray(file_of(Image.new("RGB", (64, 64)), "HEIF").read())
    at = heic.index(b"ispe") + 8  # its size (ISO/IEC 23008-12, 6.5.3)
    heic[at : at + 8] = struct.pack(">II", 20_000, 20_000)
    with pytest.raises(PictureError, match="million pixels|cannot read"):
        encoded(uploaded(bytes(heic)))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_truncated_file_is_refused(format):
    whole = file_of(Image.effect_noise((400, 400), 90).convert("RGB"), format).read()
    with pytest.raises(PictureError):
        encoded(uploaded(whole[: len(whole) // 2]))


def test_what_follows_a_picture_is_not_kept():
    jpeg = file_of(Image.new("RGB", (64, 64))).read()
    picture = encoded(uploaded(jpeg + b"<script>alert(1)</script>PK\x03\x04"))
    assert b"script" not in picture.large + picture.small
    assert b"PK\x03\x04" not in picture.large + picture.small


def _png_claiming(width, height):
    """A PNG of a few bytes whose header claims a size."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 10_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(8000, 7000), (20_000, 20_000), (100_000, 100_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(PictureError, match="million pixels"):
        encoded(uploaded(_png_claiming(*size)))


def test_too_many_bytes_are_refused():
    jpeg = file_of(Image.new("RGB", (64, 64))).read()
    with pytest.raises(PictureError, match="12 MB"):
        encoded(uploaded(jpeg + b"\0" * 12 * 1024 * 1024))


def test_a_counter_of_one_pixel_is_refused():
    with pytest.raises(PictureError, match="too small: 1 by 1"):
        encoded(file_of(Image.new("RGB", (1, 1)), "GIF"))


JPEG = file_of(Image.effect_noise((120, 80), 60).convert("RGB"), exif=Image.Exif()).read()


@given(st.binary(max_size=60), st.integers(0, len(JPEG) - 1))
def test_no_damage_gives_anything_but_a_picture_or_a_clear_no(noise, at):
    damaged = JPEG[:at] + noise + JPEG[at + len(noise) :]
    try:
        large = encoded(uploaded(damaged)).large
    except PictureError:
        return
    assert opened(large).format == "JPEG"


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (40, [40]),
        (160, [160]),
        (330, [160, 330]),
        (900, [160, 320, 640, 900]),
        (1200, [160, 320, 640, 960, 1200]),
        (1600, [160, 320, 640, 960, 1600]),
    ],
)
def test_a_picture_is_never_shown_wider_than_it_is(width, widths):
    assert widths_for(width) == widths


def test_renditions_are_avif_and_webp_in_each_width():
    picture = encoded(file_of(Image.effect_noise((1000, 500), 60).convert("RGB")))
    made = {
        (width, ending): content for width, ending, content in renditions(uploaded(picture.large))
    }
    assert set(made) == {(w, e) for w in (160, 320, 640, 1000) for e in ("avif", "webp")}
    for (width, ending), content in made.items():
        rendition = opened(content)
        assert (rendition.format, rendition.size) == (ending.upper(), (width, width // 2))
        assert not rendition.getexif()
    assert len(made[640, "avif"]) < len(made[640, "webp"]) < len(picture.large)


def test_a_long_thin_picture_keeps_a_height():
    picture = encoded(file_of(Image.new("RGB", (9000, 40), "teal")))
    sizes = [opened(content).size for _, _, content in renditions(uploaded(picture.large))]
    assert min(height for _, height in sizes) >= 1
