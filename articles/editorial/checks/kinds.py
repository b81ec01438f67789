"""The kinds of findings by their codes: a permanent record stores the code alone."""

from __future__ import annotations

import sys
from typing import Final

from articles.editorial.checks import CHECKS
from articles.editorial.checks.finding import Kind

KINDS: Final[dict[str, Kind]] = {
    kind.code: kind
    for check in CHECKS
    for kind in vars(sys.modules[check.__module__]).values()
    if isinstance(kind, Kind)
}


def name_of_kind(code: str) -> str:
    """The name of a kind in the active language; of one that is not there any more, its code."""
    return str(KINDS[code].name) if code in KINDS else code
