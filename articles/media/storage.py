"""Uploaded files on disk: none stays without a row or a revision that names it.

Files saved inside unsaved_on_error() are deleted again where the block fails. Files of deleted reports are
deleted when the deletion is committed. What a killed process leaves behind is removed by sweep(), which
`manage.py tidy` calls.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models import Q

from articles.media import renditions
from articles.models import Autosave, Photo, Report, Revision

RENDITIONS = "renditions"
#: Files younger than this are left alone by sweep(): somebody may be about to name them.
UNNAMED_FOR = timedelta(days=1)
ROWS_AT_ONCE = 500
#: The files that were saved in the innermost unsaved_on_error() of this thread.
_saved: ContextVar[list[str] | None] = ContextVar("saved", default=None)


class MediaStorage(FileSystemStorage):
    """Files below MEDIA_ROOT; the renditions of a file are deleted with it."""

    def _save(self, name: str, content: Any) -> str:
        if hasattr(content, "temporary_file_path"):
            # Django would move the upload's own file, and an act that is tried again would have none.
            content = File(content.file, content.name)
        name = super()._save(name, content)  # type: ignore[misc]  # django-stubs leave it out
        saved = _saved.get()
        if saved is not None:
            saved.append(name)
        return name

    def delete(self, name: str) -> None:
        super().delete(name)
        renditions.delete(name)


@contextmanager
def unsaved_on_error() -> Iterator[None]:
    """Delete the files that are saved in the block where it fails; to be put around a transaction."""
    outer, names = _saved.get(), list[str]()
    token = _saved.set(names)
    with ExitStack() as failed:
        failed.callback(_delete_each, names)
        try:
            yield
        finally:
            _saved.reset(token)
        failed.pop_all()
    if outer is not None:
        outer += names


def _delete_each(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def files_of(reports: Iterable[int]) -> set[str]:
    """The files that these reports and their revisions name, and no other report does.

    To be asked before the reports are deleted, with the reports locked; remove_unnamed() takes the answer.
    A working copy and its original share files; other reports never do.
    """
    ids = set(reports)
    rows = Report.objects.filter(pk__in=ids).values_list("pk", "copy_of")
    families = {original or pk for pk, original in rows}
    family = Q(pk__in=families) | Q(copy_of__in=families)
    others = set(Report.objects.filter(family).exclude(pk__in=ids).values_list("pk", flat=True))
    names = _named_by(ids) - (_named_by(others) if others else set())
    return names - _in_rows(names, besides=ids)


def remove_unnamed(names: Collection[str]) -> None:
    """Delete these files and their renditions when the transaction is committed, unless a row names them."""
    for name in set(names) - _in_rows(names):
        transaction.on_commit(partial(default_storage.delete, name))


def sweep(*, older: timedelta = UNNAMED_FOR) -> dict[str, int]:
    """Delete files that no row and no revision names, and renditions of files that are gone; gives how many.

    Files younger than `older` stay.
    """
    root = Path(default_storage.path(""))
    before = time.time() - older.total_seconds()
    old = {
        path.relative_to(root).as_posix()
        for path in _files_below(root, before)
        if not _is_rendition(path, root)
    }
    unnamed = old - _in_rows(old)
    unnamed -= _in_snapshots(unnamed)
    for name in unnamed:
        default_storage.delete(name)
    stale = [path for path in _files_below(root / RENDITIONS, before) if not _has_original(path, root)]
    for path in stale:
        path.unlink(missing_ok=True)
    _remove_empty_folders(root)
    return {"files that nothing names": len(unnamed), "renditions of files that are gone": len(stale)}


def _named_by(reports: Collection[int]) -> set[str]:
    """The names of files in the photos and revisions of reports."""
    names = set(Photo.objects.filter(report__in=reports).values_list("file", flat=True))
    revisions = (
        Revision.objects.filter(report__in=reports).order_by().values_list("snapshot__photos", flat=True)
    )
    return (names | {photo["file"] for photos in revisions.iterator() for photo in photos or ()}) - {""}


def _in_rows(names: Collection[str], *, besides: Collection[int] = ()) -> set[str]:
    """Those of the names that photos have, not counting the photos of some reports."""
    found: set[str] = set()
    wanted = sorted(names)
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        some = wanted[start : start + ROWS_AT_ONCE]
        rows = Photo.objects.filter(file__in=some).exclude(report__in=besides)
        found.update(rows.order_by().values_list("file", flat=True))
    return found


def _in_snapshots(names: Collection[str]) -> set[str]:
    """Those of the names that any revision or autosave has. Reads the photos of all of them."""
    if not names:
        return set()
    found: set[str] = set()
    for model in (Revision, Autosave):
        rows = model.objects.filter(snapshot__isnull=False).order_by()
        for photos in rows.values_list("snapshot__photos", flat=True).iterator(ROWS_AT_ONCE):
            found |= {photo["file"] for photo in photos or ()}
    return found & set(names)


def _files_below(folder: Path, before: float) -> Iterator[Path]:
    """Every file that was written before a moment."""
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # deleted meanwhile
            if path.is_file() and path.stat().st_mtime < before:
                yield path


def _is_rendition(path: Path, root: Path) -> bool:
    return path.is_relative_to(root / RENDITIONS)


def _has_original(path: Path, root: Path) -> bool:
    """Whether a file below renditions/ is a whole rendition of a file that is there."""
    original = path.parent.relative_to(root / RENDITIONS)
    return "." in path.name and (root / original).is_file()


def _remove_empty_folders(root: Path) -> None:
    for folder, _folders, _files in os.walk(root, topdown=False):
        if Path(folder) != root:
            with suppress(OSError):  # not empty
                os.rmdir(folder)
