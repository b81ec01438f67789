"""Pictures as the public gets them: upright, in several widths, without what the camera wrote into them.

The file that was uploaded is kept as it came and never sent out. A rendition is made of it when somebody
first asks, and kept below renditions/ in MEDIA_ROOT, which may be emptied at any time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from django.conf import settings
from django.core.files import File

from articles.models import Photo

if TYPE_CHECKING:
    from PIL import Image

#: Those of a phone, of a column, of a column on a fine screen; what is wider is sent no wider.
WIDTHS = (480, 960, 1600)
#: More than any camera makes; what is larger would fill the memory of the machine.
MOST_PIXELS = 64_000_000
#: Format of the file → the endings that its name may have.
ENDINGS = {
    "JPEG": frozenset({"jpg", "jpeg"}),
    "PNG": frozenset({"png"}),
    "GIF": frozenset({"gif"}),
    "WEBP": frozenset({"webp"}),
}
#: Ending of a rendition → its format and how it is written.
KINDS: dict[str, tuple[str, dict[str, int]]] = {
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
    "png": ("PNG", {"optimize": True}),
}
#: The square of a right angle: orientations that turn a picture on its side.
ON_ITS_SIDE = frozenset({5, 6, 7, 8})
ORIENTATION = 0x0112


class NoPicture(ValueError):
    """The file is no picture that a page can show."""


class TooLarge(NoPicture):
    """The picture has too many pixels."""


def size_of(file: BinaryIO | File[bytes]) -> tuple[int, int]:
    """Width and height as a reader sees it, upright; raises NoPicture. Reads no more than the header."""
    file.seek(0)
    with _opened(file) as image:
        width, height = image.size
        turned = image.getexif().get(ORIENTATION) in ON_ITS_SIDE
    file.seek(0)
    return (height, width) if turned else (width, height)


def format_of(file: BinaryIO | File[bytes]) -> str:
    """JPEG, PNG, GIF or WEBP, as the content says; raises NoPicture."""
    file.seek(0)
    with _opened(file) as image:
        kind = image.format or ""
    file.seek(0)
    return kind


def size(photo: Photo) -> tuple[int, int] | None:
    """Width and height of a photo: as stored, else out of its file; None where it can't be shown."""
    if photo.width and photo.height:
        return photo.width, photo.height
    with suppress(NoPicture, OSError), photo.file.storage.open(_name_of(photo)) as file:
        return size_of(file)
    return None


def widths(width: int) -> list[int]:
    """The widths in which a picture is sent out, the smallest first."""
    return sorted({min(each, width) for each in WIDTHS})


def plain_kind(name: str) -> str:
    """The kind of rendition that every browser and every share card knows: drawings stay sharp as PNG."""
    return "png" if name.lower().endswith((".png", ".gif")) else "jpg"


def widest(photo: Photo) -> tuple[int, str]:
    """Width and kind of the rendition for share cards and other programs; raises NoPicture."""
    shown = size(photo)
    if not shown:
        raise NoPicture
    return widths(shown[0])[-1], plain_kind(_name_of(photo))


def rendition(photo: Photo, width: int, kind: str) -> Path:
    """The file to send; raises NoPicture where the photo is none, or has no rendition like that."""
    shown, name = size(photo), _name_of(photo)
    if not shown or width not in widths(shown[0]) or kind not in {"webp", plain_kind(name)}:
        raise NoPicture
    path = Path(settings.MEDIA_ROOT, "renditions", name, f"{width}.{kind}")
    storage = photo.file.storage
    since = storage.get_modified_time(name).timestamp()
    if not path.exists() or path.stat().st_mtime < since:
        with storage.open(name) as file:
            _keep(path, _written(file, width, kind))
    return path


def delete(name: str) -> None:
    """Delete the renditions of a file that is deleted itself."""
    shutil.rmtree(Path(settings.MEDIA_ROOT, "renditions", name), ignore_errors=True)


def _name_of(photo: Photo) -> str:
    """The name of the file below MEDIA_ROOT; "" where there is none."""
    return photo.file.name or ""


def _opened(file: BinaryIO | File[bytes]) -> Image.Image:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only who draws a picture loads the library

    try:
        image = Image.open(cast("IO[bytes]", file), formats=tuple(ENDINGS))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise NoPicture from error
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise TooLarge
    return image


def _written(file: BinaryIO | File[bytes], width: int, kind: str) -> bytes:
    """The picture in this width and kind: the pixels alone, in the colours of a screen."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - likewise

    name, options = KINDS[kind]
    with _opened(file) as image:
        try:
            image.draft("RGB", (width, width))  # of a JPEG, no more is decoded than is needed
            upright = ImageOps.exif_transpose(image)
            drawn = _in_screen_colours(upright)
        except (OSError, SyntaxError, ValueError) as error:  # cut off, or broken inside
            raise NoPicture from error
    height = max(1, round(drawn.height * width / drawn.width))
    drawn = drawn.resize((width, height), Image.Resampling.LANCZOS)
    if kind == "jpg":
        drawn = _on_white(drawn)
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    written = BytesIO()
    bare.save(written, name, **options)
    return written.getvalue()


def _in_screen_colours(image: Image.Image) -> Image.Image:
    from PIL import ImageCms  # noqa: PLC0415 - likewise

    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"} and mode == "RGB":
        with suppress(ImageCms.PyCMSError, OSError):
            screen = ImageCms.createProfile("sRGB")
            if converted := ImageCms.profileToProfile(image, BytesIO(profile), screen, outputMode="RGB"):
                return converted
    return image.convert(mode)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    from PIL import Image  # noqa: PLC0415 - likewise

    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _keep(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: another process may be making or sending it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)
