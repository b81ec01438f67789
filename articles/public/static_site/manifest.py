"""The list of all files, for a tool that copies what differs."""

from __future__ import annotations

from .folder import Folder, digest, write
from .state import State

#: A path holds nothing that JSON escapes: such a name is no file's.
LINE = '{"path": "%s", "sha256": "%s", "size": %d}\n'


def write_manifest(folder: Folder, state: State, maps: bytes) -> bool:
    """Write manifest.jsonl: one JSON object a line with path, sha256 and size, by path."""
    first = LINE % (folder.maps.name, digest(maps), len(maps))
    lines = state.lines(LINE.replace("%s", f"{folder.site.name}/%s", 1))
    return write(folder.manifest, "".join([first, *lines]).encode(), durable=True)
