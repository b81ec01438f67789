"""The list of all files, for a tool that copies what differs."""

from __future__ import annotations

from collections.abc import Iterable

from .folder import Folder, digest, write
from .state import File


def write_manifest(folder: Folder, files: Iterable[File], maps: bytes) -> bool:
    """Write manifest.jsonl: one JSON object a line with path, sha256 and size, by path."""
    lines = [_line(folder.maps.name, digest(maps), len(maps))]
    lines += [_line(f"{folder.site.name}/{file.path}", file.sha256, file.size) for file in files]
    return write(folder.manifest, "".join(lines).encode(), durable=True)


def _line(path: str, sha256: str, size: int) -> str:
    """A path holds nothing that JSON escapes: such a name is no file's."""
    return f'{{"path": "{path}", "sha256": "{sha256}", "size": {size}}}\n'
