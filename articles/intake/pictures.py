"""Store the pictures of a file with its reports: place and caption of each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile

from articles.media.renditions import NoPicture, size_of
from articles.models import Photo, Report
from articles.reading.draft import Draft, Picture, Reading

LONGEST_ALT = Photo._meta.get_field("alt").max_length


def shares(reading: Reading) -> list[tuple[Picture, ...]]:
    """The pictures of each report: from its first line down to the first line of the next report."""
    starts = [draft.body[0].lines[0] for draft in reading.reports]
    found: list[list[Picture]] = [[] for _ in starts]
    for picture in reading.pictures:
        begun = sum(start <= picture.line for start in starts)
        found[max(begun - 1, 0)].append(picture)
    return [tuple(pictures) for pictures in found]


def add_pictures(report: Report, draft: Draft, pictures: Sequence[Picture]) -> None:
    """Store the pictures as photos: in the photo of the caption right below (or above), or in a new one.

    To be called last in a transaction, inside unsaved_on_error().
    """
    if not pictures:
        return
    captions = {caption.line: photo for caption, photo in zip(draft.captions, _photos(report), strict=False)}
    for place, picture in enumerate(pictures):
        shared = place + 1 < len(pictures) and pictures[place + 1].line == picture.line
        photo = None if shared else captions.pop(picture.line, None) or captions.pop(picture.line - 1, None)
        photo = photo or Photo(report=report, before=_paragraphs_above(draft, picture))
        photo.alt = picture.alt[:LONGEST_ALT]
        with suppress(NoPicture):
            photo.width, photo.height = size_of(BytesIO(picture.data))
        photo.file.save(
            f"{sha256(picture.data).hexdigest()[:20]}.{picture.suffix}", ContentFile(picture.data)
        )


def _photos(report: Report) -> list[Photo]:
    return list(report.photos.order_by("pk"))


def _paragraphs_above(draft: Draft, picture: Picture) -> int:
    return sum(paragraph.lines[0] < picture.line for paragraph in draft.body)
