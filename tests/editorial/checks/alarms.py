"""Count false alarms: findings in good text. Run `python -m tests.editorial.checks.alarms`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings

django.setup()  # as a command; in a test it is done already

from articles.editorial.checks import Finding, Manuscript, StatementText, run  # noqa: E402 - models want Django set up
from articles.editorial.checks.lists import terms  # noqa: E402
from articles.editorial.checks.manuscript import Person  # noqa: E402
from articles.reading.page.punctuation import restore  # noqa: E402
from articles.reading.pipeline import read  # noqa: E402
from tests.reading.labels import GOLD, pairs  # noqa: E402


@dataclass(slots=True)
class Alarms:
    """Number of characters checked, and the findings in them."""

    characters: int = 0
    found: list[tuple[str, Finding]] = field(default_factory=list)

    def of_level(self, *levels: str) -> list[tuple[str, Finding]]:
        return [(name, finding) for name, finding in self.found if finding.level in levels]

    @property
    def per_thousand(self) -> float:
        """Warnings and errors per thousand characters."""
        return 1000 * len(self.of_level("warning", "error")) / self.characters


def count(gold: Path = GOLD) -> Alarms:
    """Run the checks over the seeds as read, and over the labelled bodies."""
    alarms = Alarms()
    for name, manuscript in manuscripts(gold):
        alarms.characters += len(manuscript.text)
        alarms.found += ((name, finding) for finding in run(manuscript))
    return alarms


def manuscripts(gold: Path = GOLD) -> Iterator[tuple[str, Manuscript]]:
    """Name and manuscript of each text, with its punctuation restored."""
    for path in sorted((settings.BASE_DIR / "seeds").glob("*.txt")):
        for draft in read(path.read_bytes()).reports:
            yield f"seeds/{path.name}", _manuscript(draft.as_json())
    for pair in pairs(gold):
        for report in pair.reports:
            yield pair.name, _manuscript(report)


def _manuscript(report: dict) -> Manuscript:
    """Manuscript of a labelled report."""

    def wide(text: str | None) -> str:
        return restore(text or "")[0]

    start, end = (*report["event_dates"], "", "")[:2]
    printed = report["published_at"]
    return Manuscript(
        title=wide(report["title"]),
        paragraphs=tuple(map(wide, report["body"])),
        event_start=start,
        event_end=end,
        published_on=datetime.fromisoformat(printed).date() if printed else None,
        is_repost=bool(report["source"]),
        statements=tuple(
            StatementText(n, s["speaker"], wide(s["text"])) for n, s in enumerate(report["statements"])
        ),
        people=tuple(
            Person(p["name"], tuple(map(wide, p["titles"])), wide(p["organisation"]), p["speaks"])
            for p in report["people"]
        ),
        credits=tuple(credit["name"] for credit in report["credits"]),
        wordings=terms("words", "word"),
    )


def main() -> None:
    """Print each warning and error, then the totals."""
    alarms = count(*map(Path, sys.argv[1:2]))
    for name, finding in alarms.of_level("warning", "error"):
        print(f"{finding.level:8} {finding.code:24} {name} {finding.place} {finding.words[:40]!r}")
    print(Counter(finding.code for _name, finding in alarms.of_level("hint")))
    levels = Counter(str(finding.level) for _name, finding in alarms.found)
    print(f"{alarms.characters} characters, {dict(levels)}, {alarms.per_thousand:.2f} a thousand characters")


if __name__ == "__main__":
    main()
