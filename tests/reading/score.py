"""Score the reader on labelled files: `python -m tests.reading.score DIR [DIR …] [--detail]`.

Every measure is a percentage. With `--min people=96` (repeatable; `mean` is a measure too) the exit status
is 1 if the measure is lower. Wrong arguments exit with 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from articles.reading.pipeline import read

from .labels import Pair, Report, fold, pairs
from .measures import Overlap, Share

SHARES = ("reports", "title", "section", "published_at", "event_dates", "source", "points")
OVERLAPS = ("body", "credits", "people", "titles", "organisations", "speakers", "statements", "tags")
TO_THE_MINUTE = len("2024-01-31T08:00")
HEAD = 12  # characters that identify one of a speaker's statements

Note = Callable[[str], None]


class Scores:
    """The measures over any number of reports."""

    def __init__(self, note: Note | None = None) -> None:
        self.shares = {name: Share() for name in SHARES}
        self.overlaps = {name: Overlap() for name in OVERLAPS}
        self.note: Note = note or (lambda line: None)

    def percents(self) -> dict[str, float]:
        """Every measure by name, and their mean."""
        all_of_them = {name: value.percent for name, value in (self.shares | self.overlaps).items()}
        return all_of_them | {"mean": sum(all_of_them.values()) / len(all_of_them)}

    def table(self) -> str:
        """The measures, one per line."""
        lines = [f"{name:14} {value}" for name, value in (self.shares | self.overlaps).items()]
        return "\n".join([*lines, f"{'mean':14}    {self.percents()['mean']:5.1f}"])

    def add_file(self, wanted: Sequence[Report], found: Sequence[Report]) -> None:
        """Score one file; its reports are compared in order, extra ones count against the reader."""
        self.shares["reports"].add(len(wanted) == len(found))
        for number, label in enumerate(wanted):
            self.add_report(label, found[number] if number < len(found) else {})
        for extra in found[len(wanted) :]:
            self.overlaps["people"].count(0, 0, len(extra["people"]))
            self.overlaps["body"].count(0, 0, len(extra["body"]))

    def add_report(self, label: Report, found: Report) -> None:
        """Score one report against its label."""
        self._facts(label, found)
        self._compare("body", label["body"], found.get("body", []))
        self._compare("credits", names(label.get("credits", [])), names(found.get("credits", [])))
        self._compare("people", set(names(label["people"])), set(names(found.get("people", []))))
        self._compare("tags", label.get("tags", []), found.get("tags", []))
        self._titles(label, found)
        self._speakers(label, found)
        self._spans(label, found)
        self._points(label, found)

    def _facts(self, label: Report, found: Report) -> None:
        for name in ("title", "section", "source"):
            if name != "title" or label["title"]:
                self._ask(name, fold(label.get(name)), fold(found.get(name)))
        self._ask("published_at", minute(label.get("published_at")), minute(found.get("published_at")))
        self._ask("event_dates", label["event_dates"], found.get("event_dates", []))

    def _ask(self, name: str, wanted: object, got: object) -> None:
        self.shares[name].add(wanted == got)
        if wanted != got:
            self.note(f"{name}: label {wanted!r} read {got!r}")

    def _compare(self, name: str, wanted: Iterable[str], got: Iterable[str]) -> None:
        gold, have = [fold(w) for w in wanted], [fold(g) for g in got]
        self.overlaps[name].add(gold, have)
        for missed in sorted(set(gold) - set(have)):
            self.note(f"{name} missed: {missed[:60]}")
        for extra in sorted(set(have) - set(gold)):
            self.note(f"{name} extra:  {extra[:60]}")

    def _titles(self, label: Report, found: Report) -> None:
        """Titles and organisations of the labelled people; a title may include its organisation or not."""
        others = {fold(p["name"]): p for p in found.get("people", [])}
        for person in label["people"]:
            other = others.get(fold(person["name"]), {})
            gold = [fold(t) for t in person["titles"]]
            have = [same_ending(fold(t), gold) for t in other.get("titles", [])]
            self._record("titles", person["name"], gold, have)
            if person.get("organisation"):
                gold = [fold(person["organisation"])]
                body = fold(other.get("organisation"))
                self._record("organisations", person["name"], gold, [same_ending(body, gold)] if body else [])

    def _record(self, name: str, person: str, gold: list[str], have: list[str]) -> None:
        self.overlaps[name].add(gold, have)
        if sorted(gold) != sorted(have):
            self.note(f"{name} of {person}: label {gold} read {have}")

    def _speakers(self, label: Report, found: Report) -> None:
        wanted = {fold(s["speaker"]) for s in firm(label)}
        either = {fold(s["speaker"]) for s in optional(label)} - wanted
        self._compare("speakers", wanted, {fold(s["speaker"]) for s in found.get("statements", [])} - either)

    def _spans(self, label: Report, found: Report) -> None:
        """Statements, by the characters of the body that each speaker gets."""
        body = fold("".join(label["body"]))
        wanted, _ = covered(body, firm(label))
        either, _ = covered(body, optional(label))
        got, outside = covered(body, found.get("statements", []))
        got -= either - wanted
        self.overlaps["statements"].count(len(wanted & got), len(wanted), len(got) + outside)

    def _points(self, label: Report, found: Report) -> None:
        for statement in firm(label):
            if statement["points"]:
                counts = [s["points"] for s in found.get("statements", []) if same_statement(statement, s)]
                self.shares["points"].add(statement["points"] in counts)
                if statement["points"] not in counts:
                    self.note(f"points of {statement['speaker']}: label {statement['points']} read {counts}")


def minute(published_at: str | None) -> str:
    """The time without seconds."""
    return (published_at or "")[:TO_THE_MINUTE]


def names(people: Iterable[Report]) -> list[str]:
    """The folded names of people or credits."""
    return [fold(p["name"]) for p in people]


def firm(label: Report) -> list[Report]:
    """The statements that must be found."""
    return [s for s in label["statements"] if not s.get("optional")]


def optional(label: Report) -> list[Report]:
    """The statements that may be found."""
    return [s for s in label["statements"] if s.get("optional")]


def same_ending(text: str, gold: Sequence[str]) -> str:
    """The label that `text` ends with, or that ends with `text`; else `text` itself."""
    return next((g for g in gold if text.endswith(g) or g.endswith(text)), text)


def same_statement(one: Report, other: Report) -> bool:
    """Whether both have the same speaker, and the start of one is part of the other."""
    a, b = fold(one["text"]), fold(other["text"])
    return fold(one["speaker"]) == fold(other["speaker"]) and (a[:HEAD] in b or b[:HEAD] in a)


def covered(body: str, statements: Iterable[Report]) -> tuple[set[tuple[str, int]], int]:
    """The (speaker, index) pairs that statements cover in the folded body, and how much is outside of it."""
    inside: set[tuple[str, int]] = set()
    outside = 0
    for statement in statements:
        whole = fold(statement["text"])
        pieces = [whole] if whole in body else [fold(p) for p in statement["text"].split("\n")]
        for piece in pieces:
            start = body.find(piece)
            if start < 0:
                outside += len(piece)
            else:
                speaker = fold(statement["speaker"])
                inside.update((speaker, index) for index in range(start, start + len(piece)))
    return inside, outside


def score(files: Iterable[Pair], note: Note | None = None) -> Scores:
    """Read and score the files; `note` is called for every difference."""
    scores = Scores(note and (lambda line: note(f"    {line}")))
    for pair in files:
        if note:
            note(f"  {pair.name}")
        scores.add_file(pair.reports, read(pair.raw).as_json(pair.name)["reports"])
    return scores


def floor(text: str) -> tuple[str, float]:
    """Parse `people=96` for argparse."""
    name, value = text.split("=")
    if name not in (*SHARES, *OVERLAPS, "mean"):
        raise ValueError(name)
    return name, float(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.score", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--detail", action="store_true", help="print every difference")
    parser.add_argument("--min", action="append", default=[], type=floor, metavar="MEASURE=VALUE")
    options = parser.parse_args(arguments)
    files = [pair for folder in options.folders for pair in pairs(folder)]
    if not files:
        parser.error("no NAME.txt with its NAME.json in " + ", ".join(map(str, options.folders)))
    scores = score(files, print if options.detail else None)
    print(scores.table())
    percents = scores.percents()
    short = [
        f"{name} {percents[name]:.1f} < {value:g}" for name, value in options.min if percents[name] < value
    ]
    if short:
        print("short of:", ", ".join(short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
