"""Pictures as the public gets them."""

import os
from io import BytesIO

import pytest
from PIL import Image

from articles.media import renditions
from tests.builders import drawn, make_photo, make_report

pytestmark = pytest.mark.django_db

ORIENTATION, GPS = 0x0112, 0x8825
ON_ITS_RIGHT_SIDE = 6


def exif(**values):
    """What a camera writes: how it was held, and where."""
    written = Image.Exif()
    written[ORIENTATION] = values.get("orientation", 1)
    written.get_ifd(GPS)[1] = "N"
    return written


def photo(content, name="a.jpg"):
    return make_photo(make_report(), name, content=content)


def rendition(content, width, kind="jpg", name="a.jpg"):
    return Image.open(BytesIO(renditions.rendition(photo(content, name), width, kind).read_bytes()))


def test_a_picture_is_sent_out_in_widths_that_it_has():
    assert renditions.widths(1000) == [480, 960, 1000]


@pytest.mark.parametrize("width", [1600, 8000])
def test_a_large_picture_is_sent_no_wider_than_any_page_shows_it(width):
    assert renditions.widths(width) == [480, 960, 1600]


def test_a_picture_stands_upright():
    held = drawn(60, 40, "JPEG", exif=exif(orientation=ON_ITS_RIGHT_SIDE))
    shown = rendition(held, 40)
    assert shown.size == (40, 60)
    assert shown.getpixel((20, 5))[1] < 100 < shown.getpixel((20, 55))[1]  # the red half is above


def test_the_size_is_that_of_the_upright_picture():
    held = drawn(60, 40, "JPEG", exif=exif(orientation=ON_ITS_RIGHT_SIDE))
    assert renditions.size_of(BytesIO(held)) == (40, 60)


@pytest.mark.parametrize("kind", ["jpg", "webp"])
def test_nothing_that_the_camera_wrote_is_sent_out(kind):
    shown = rendition(drawn(60, 40, "JPEG", exif=exif(), comment=b"taken at home"), 60, kind)
    assert not shown.getexif()
    assert {"exif", "comment", "icc_profile", "xmp"} & set(shown.info) == set()


def test_colours_are_those_of_a_screen():
    content = BytesIO()
    Image.new("CMYK", (4, 4), (0, 255, 255, 0)).save(content, "JPEG")
    red, green, blue = rendition(content.getvalue(), 4).getpixel((1, 1))
    assert red - max(green, blue) > 100


def test_what_is_seen_through_is_white_where_it_can_not_be():
    content = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(content, "WEBP")
    assert min(rendition(content.getvalue(), 4, name="a.webp").getpixel((1, 1))) > 240


def test_a_drawing_keeps_what_is_seen_through():
    content = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(content, "PNG")
    assert rendition(content.getvalue(), 4, "png", name="a.png").getpixel((1, 1))[3] == 0


def test_a_rendition_is_made_once():
    kept = photo(drawn(60, 40, "JPEG"))
    first = renditions.rendition(kept, 60, "webp").stat().st_ino
    assert renditions.rendition(kept, 60, "webp").stat().st_ino == first


def test_a_rendition_of_a_file_that_was_replaced_is_made_anew():
    kept = photo(drawn(60, 40, "JPEG"))
    path = renditions.rendition(kept, 60, "webp")
    os.utime(path, (0, 0))
    assert renditions.rendition(kept, 60, "webp").stat().st_mtime > 0


@pytest.mark.parametrize("content", [b"", b"<svg/>", drawn(60, 40, "JPEG")[:200], drawn(60, 40, "BMP")])
def test_a_file_that_is_no_whole_picture_is_told(content):
    with pytest.raises(renditions.NoPicture):
        renditions.rendition(photo(content), 60, "webp")


def test_a_picture_that_would_fill_the_memory_is_not_opened(monkeypatch):
    monkeypatch.setattr(renditions, "MOST_PIXELS", 2399)
    with pytest.raises(renditions.TooLarge):
        renditions.size_of(BytesIO(drawn(60, 40)))


def test_a_photo_whose_file_is_lost_has_no_size():
    lost = photo(drawn(60, 40))
    lost.file.storage.delete(lost.file.name)
    assert renditions.size(lost) is None
