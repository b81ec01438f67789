"""Known tags and speakers of the newsroom, passed to the reader as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Known:
    """The newsroom's own tags, and the names of speakers on its register."""

    tags: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


NOTHING: Final = Known()
