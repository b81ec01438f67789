"""The bodies that a report names, and the fullest form of each."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from articles.reading import organisations
from articles.reading.names import HAN

PRINTED: Final = re.compile(
    f"[{HAN}]{{1,24}}?(?:检察院|法院|人大常委会|政协|[局厅组]|委员会|[市县区州]院|大学|学院|医院|公司|[省市县区州]委)"
)
COURT: Final = re.compile("(?P<place>.*?)(?P<kind>(?:人民|中级人民|高级人民)?(?:检察院|法院)|院)$")
OURS: Final = frozenset(["我院", "本院", "该院", "我局", "本局", "该局", "我市院"])


class Bodies:
    """`attached` are the bodies printed beside a person; `text` is the levelled text."""

    def __init__(self, text: str, attached: Collection[str]) -> None:
        self.attached = set(attached)
        self.printed = _printed(text) + [a for a in attached if a not in OURS]

    def own(self, kind: re.Pattern[str]) -> str | None:
        """The body of this kind whose people need no body beside their names."""
        fitting = [b for b in self.printed if kind.search(b) and len(b) > 2]
        free = [
            b for b in fitting if b not in self.attached and not any(a.endswith(b) for a in self.attached)
        ]
        return next(iter(free or fitting), None)

    def fullest(self, body: str) -> str:
        """The longest form printed of this body: 市院 → 武汉市人民检察院, where only one fits."""
        if body in OURS:
            return self.own(re.compile("院$" if body.endswith("院") else "局$")) or body
        fuller = {
            b for b in self.printed if len(b) > len(body) and (b.endswith(body) or _same_court(body, b))
        }
        longest = max(fuller, key=len, default=body)
        return longest if all(longest.endswith(b) or _same_court(b, longest) for b in fuller) else body


def _printed(text: str) -> list[str]:
    found: dict[str, None] = {}
    for match in PRINTED.finditer(text):
        name = match.group()
        name = name[organisations.without_lead(name) :]
        if organisations.split(name)[0] == name:
            found.setdefault(name)
    return list(found)


def _same_court(short: str, full: str) -> bool:
    """Is 市院, 县检察院 or 洪山区检察院 a short form of the full name?"""
    a, b = COURT.fullmatch(short), COURT.fullmatch(full)
    if a is None or b is None or b["kind"] == "院" or not a["place"]:
        return False
    return b["place"].endswith(a["place"]) and (a["kind"] == "院" or a["kind"][-3:] == b["kind"][-3:])
