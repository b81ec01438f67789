"""Three-way merge of snapshots: base, theirs and mine. An editor decides each conflict.

Fields collide one by one, the body by paragraphs, parts by rows and their columns. Nothing that anybody typed
is dropped unless an editor chose so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from articles.editorial.history import pairs
from articles.editorial.history.compare import (
    Pair,
    blocks_pairs,
    label_of,
    row_pair,
    text_of,
    text_pair,
)
from articles.editorial.history.pairs import Key, Row, by
from articles.editorial.history.rows import Names, credits_of, people_of, photos_of
from articles.editorial.history.runs import blocks_of
from articles.editorial.history.threefold import bare, chunks, once, spoken, triples
from articles.editorial.history.wording import Wording, wording_of, written
from articles.models import Appearance, Credit, Photo, Statement
from articles.models.body import top_blocks
from articles.models.snapshots import Snapshot, put_in_places

THEIRS, MINE, BOTH, WRITTEN = "theirs", "mine", "both", "written"
#: Fields that only make sense together.
TOGETHER = (("event_start", "event_end"),)
STATEMENTS_OF_ONE = (by("text"), by("order"))
MISSING: Any = object()


@dataclass(frozen=True)
class Conflict:
    """Something that both changed in different ways: theirs on the left, mine on the right.

    `wording` is a text to rewrite, where the conflict is of plain paragraphs.
    """

    key: str
    label: str
    pairs: tuple[Pair, ...]
    may_be_both: bool = False
    wording: Wording | None = None


@dataclass
class Merge:
    """A merged snapshot. `choices` decide the conflicts by their keys; mine stands where one has no choice.

    `texts` are the rewritten texts, by the keys of the conflicts for which WRITTEN was chosen.
    """

    base: Snapshot
    theirs: Snapshot
    mine: Snapshot
    choices: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.names = Names.of(self.base, self.theirs, self.mine)
        self.snapshot = {
            "fields": self._fields() | {"body": self._body()},
            "cover": self._value("cover", self.base["cover"], self.theirs["cover"], self.mine["cover"]),
            "tags": self._tags(),
            **{part: put_in_places(self._part(part)) for part in ("credits", "appearances")},
            "photos": self._part("photos"),
        }
        put_in_places([said for row in self.snapshot["appearances"] for said in row["statements"]])

    @property
    def undecided(self) -> list[Conflict]:
        """The conflicts without a choice."""
        return [conflict for conflict in self.conflicts if not self.chosen(conflict)]

    def chosen(self, conflict: Conflict) -> str:
        """The choice for a conflict; WRITTEN where its text was rewritten without one; "" where neither."""
        wording = conflict.wording
        text = self.texts.get(conflict.key, "").strip() if wording else ""
        is_new = wording is not None and bool(text) and text.splitlines() != wording.text.splitlines()
        choice = self.choices.get(conflict.key) or (WRITTEN if is_new else "")
        may = {THEIRS: True, MINE: True, BOTH: conflict.may_be_both, WRITTEN: bool(text)}
        return choice if may.get(choice) else ""

    def _choose(self, conflict: Conflict) -> str:
        self.conflicts.append(conflict)
        return self.chosen(conflict) or MINE

    def _pick_side(self, base: Any, theirs: Any, mine: Any, conflict: Any) -> Any:
        """The value that stands; where both changed it, `conflict()` makes the conflict."""
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        return theirs if self._choose(conflict()) == THEIRS else mine

    # --- Fields and tags ----------------------------------------------------------------------------

    def _value(self, name: str, base: Any, theirs: Any, mine: Any) -> Any:
        def conflict() -> Conflict:
            shown = (text_of(name, theirs, self.names), text_of(name, mine, self.names))
            return Conflict(name, label_of(name), (text_pair(*shown),))

        return self._pick_side(base, theirs, mine, conflict)

    def _fields(self) -> Snapshot:
        sides = [snapshot["fields"] for snapshot in (self.base, self.theirs, self.mine)]
        merged: Snapshot = {}
        for names in TOGETHER:
            base, theirs, mine = (tuple(side.get(name, "") for name in names) for side in sides)
            settled = self._pick_side(base, theirs, mine, partial(self._together, names))
            merged |= dict(zip(names, settled, strict=True))
        for name in sides[2]:
            if name not in merged and name != "body":
                merged[name] = self._value(name, *(side.get(name, "") for side in sides))
        return {name: merged.get(name) for name in sides[2]}

    def _together(self, names: Sequence[str]) -> Conflict:
        theirs, mine = (snapshot["fields"] for snapshot in (self.theirs, self.mine))
        shown = tuple(text_pair(theirs[name], mine[name], label_of(name)) for name in names)
        return Conflict(names[0], label_of(names[0]), shown)

    def _tags(self) -> list[str]:
        base, theirs, mine = (set(snapshot["tags"]) for snapshot in (self.base, self.theirs, self.mine))
        return sorted((theirs | mine) - (base - theirs) - (base - mine))

    # --- The body -----------------------------------------------------------------------------------

    def _body(self) -> str:
        sides = (top_blocks(snapshot["fields"]["body"]) for snapshot in (self.base, self.theirs, self.mine))
        stretches = enumerate(chunks(*sides))
        return "".join(html for place, stretch in stretches for html in self._paragraphs(place, *stretch))

    def _paragraphs(self, place: int, base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        shown = blocks_pairs(*(blocks_of("".join(side)) for side in (theirs, mine)))
        conflict = Conflict(
            f"body-{place}",
            label_of("body"),
            tuple(shown),
            may_be_both=True,
            wording=wording_of(base, theirs, mine),
        )
        choice = self._choose(conflict)
        if choice == WRITTEN:
            return written(self.texts[conflict.key], base, theirs, mine)
        return {THEIRS: theirs, MINE: mine, BOTH: [*theirs, *mine]}[choice]

    # --- Rows ---------------------------------------------------------------------------------------

    def _part(self, part: str) -> list[Row]:
        says, keys, name = PARTS[part]
        sides = (says(snapshot, self.names) for snapshot in (self.base, self.theirs, self.mine))
        rows = self._merge_rows(part, str(name), keys, *sides)
        for row in rows:
            row.pop("says")
        return once(rows, keys[0]) if part != "photos" else rows

    def _merge_rows(
        self, path: str, label: str, keys: Sequence[Key], base: list[Row], *sides: list[Row]
    ) -> list[Row]:
        """Merged rows: of both sides, combined; of one side, kept unless the other removed it."""
        theirs, mine = sides
        found: list[Row] = []
        for number, (old, one, other) in enumerate(triples(base, theirs, mine, keys)):
            key = f"{path}-{number}"
            if one and other:
                found.append(self._merge_row(key, label, old or {}, one, other))
            elif left := one or other:
                if old is None:
                    found.append(left)
                elif bare(left) != bare(old):
                    shown = Conflict(key, label, (row_pair(one, other),))
                    if self._choose(shown) == (THEIRS if one else MINE):
                        found.append(left)
        return found

    def _merge_row(self, path: str, label: str, base: Row, theirs: Row, mine: Row) -> Row:
        def pick(name: str) -> Any:
            def conflict() -> Conflict:
                kind = name.removesuffix("_id")
                shown = [
                    self.names.get(kind, row[name]) if kind != name else str(row[name])
                    for row in (theirs, mine)
                ]
                return Conflict(f"{path}-{name}", f"{label}：{mine['says']}", (text_pair(*shown),))

            return self._pick_side(base.get(name, MISSING), theirs[name], mine[name], conflict)

        row = {name: pick(name) for name in mine if name not in {"order", "says", "statements"}}
        if "order" in mine:
            row["order"] = mine["order"] if mine["order"] != base.get("order") else theirs["order"]
        row["says"] = mine["says"]
        if "statements" in mine:
            said = [spoken(side) for side in (base, theirs, mine)]
            name = str(Statement._meta.verbose_name)
            row["statements"] = self._merge_rows(
                f"{path}-said", f"{name} {mine['name']}", STATEMENTS_OF_ONE, *said
            )
            for statement in row["statements"]:
                statement.pop("says")
        return row


PARTS = {
    "credits": (credits_of, pairs.CREDITS, Credit._meta.verbose_name),
    "photos": (photos_of, pairs.PHOTOS, Photo._meta.verbose_name),
    "appearances": (people_of, pairs.APPEARANCES, Appearance._meta.verbose_name),
}


def merge(
    base: Snapshot,
    theirs: Snapshot,
    mine: Snapshot,
    choices: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Merge:
    """Merge two changes of `base`; see Merge."""
    return Merge(base, theirs, mine, choices or {}, texts or {})
