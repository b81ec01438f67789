"""What the newsroom knows already, handed to the reader as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Known:
    """`tags`: the newsroom's own tags; `speakers`: names of people it has on its register."""

    tags: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


NOTHING: Final = Known()
