"""A search as it stands in an address: the words, what they are looked for in, order, and what narrows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from articles.models.reports import ReportQuerySet

from .facets import FACETS, Facet, Value, condition
from .find import NEWEST, RELEVANCE

REPORTS, STATEMENTS = "reports", "statements"
SORTS, KINDS = (RELEVANCE, NEWEST), (REPORTS, STATEMENTS)
LONGEST_KEY = 120  # characters of a facet's value


@dataclass(frozen=True)
class Question:
    """What a reader asked. Anything in an address makes one: what it doesn't understand it leaves out."""

    text: str = ""
    sort: str = RELEVANCE
    kind: str = REPORTS
    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def asked(cls, values: Mapping[str, str]) -> Question:
        """Out of an address's values: q, sort, kind, and one for each facet."""
        clean = {name: value.replace("\0", "").strip() for name, value in values.items()}
        return cls(
            clean.get("q", ""),
            _one_of(SORTS, clean.get("sort")),
            _one_of(KINDS, clean.get("kind")),
            {name: clean[name][:LONGEST_KEY] for name in FACETS if clean.get(name)},
        )

    def narrow(self, reports: ReportQuerySet) -> ReportQuerySet:
        """Those of the reports that have every chosen value."""
        return reports.filter(condition(self.chosen))

    def address(self) -> str:
        """The query string that asks it; asked() of its values is the same question."""
        values = ({"q": self.text} if self.text or not self.chosen else {}) | dict(self.chosen)
        if self.sort != SORTS[0]:
            values["sort"] = self.sort
        if self.kind != KINDS[0]:
            values["kind"] = self.kind
        return f"?{urlencode(values)}"

    def choices(self) -> str:
        """The query string of what it is narrowed to alone; "" for nothing."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""

    def saying(self, text: str) -> Question:
        return replace(self, text=text)

    def sorted_by(self, sort: str) -> Question:
        return replace(self, sort=sort)

    def among(self, kind: str) -> Question:
        return replace(self, kind=kind)

    def narrowed(self, facet: str, key: str) -> Question:
        return replace(self, chosen={**self.chosen, facet: key})

    def widened(self, facet: str) -> Question:
        return replace(self, chosen={name: key for name, key in self.chosen.items() if name != facet})

    def heading(self, reports: ReportQuerySet) -> str:
        """The words and the chosen values in one line: 公益诉讼 · 2024 · 孙刚."""
        labels = (label for _facet, label, _wider in self.choices_made(reports))
        return " · ".join(filter(None, (self.text, *labels)))

    def choices_made(self, reports: ReportQuerySet) -> Iterator[tuple[Facet, str, Question]]:
        """(facet, label, the question without it) for each chosen value.

        A value that none of `reports` has is printed as it stands in the address.
        """
        for name, key in self.chosen.items():
            yield FACETS[name], FACETS[name].label(key, reports) or key, self.widened(name)


@dataclass(frozen=True)
class Choice:
    """A value of a facet to narrow the results by, and the question that does."""

    value: Value
    question: Question


def _one_of(known: tuple[str, ...], wanted: str | None) -> str:
    return wanted if wanted in known else known[0]
