"""The parameters of a search: text, kind of result, order, and the chosen values of facets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from articles.models.reports import ReportQuerySet

from .counting import Value
from .facets import FACETS, Facet, condition
from .find import NEWEST, RELEVANCE

REPORTS, STATEMENTS = "reports", "statements"
SORTS, KINDS = (RELEVANCE, NEWEST), (REPORTS, STATEMENTS)
#: Parameters of a query string, in the order of query_string().
NAMES = ("q", *FACETS, "sort", "kind")
LONGEST_KEY = 120  # characters of a facet's value


@dataclass(frozen=True)
class SearchParams:
    """The parameters of a search. A query string with wrong values gives the defaults."""

    text: str = ""
    sort: str = RELEVANCE
    kind: str = REPORTS
    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_query(cls, values: Mapping[str, str]) -> SearchParams:
        """Read the values of a query string: q, sort, kind, and one for each facet."""
        clean = {name: value.replace("\0", "").strip() for name, value in values.items()}
        return cls(
            clean.get("q", ""),
            _one_of(SORTS, clean.get("sort")),
            _one_of(KINDS, clean.get("kind")),
            {name: clean[name][:LONGEST_KEY] for name in FACETS if clean.get(name)},
        )

    def narrow(self, reports: ReportQuerySet) -> ReportQuerySet:
        """The reports that have every chosen value."""
        return reports.filter(condition(self.chosen))

    def query_string(self) -> str:
        """The query string with "?"; from_query() of its values gives equal parameters."""
        values = ({"q": self.text} if self.text or not self.chosen else {}) | dict(self.chosen)
        if self.sort != SORTS[0]:
            values["sort"] = self.sort
        if self.kind != KINDS[0]:
            values["kind"] = self.kind
        return f"?{urlencode(values)}"

    def facet_query_string(self) -> str:
        """The query string of the chosen values alone; "" for none."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""

    def with_text(self, text: str) -> SearchParams:
        return replace(self, text=text)

    def with_sort(self, sort: str) -> SearchParams:
        return replace(self, sort=sort)

    def with_kind(self, kind: str) -> SearchParams:
        return replace(self, kind=kind)

    def with_value(self, facet: str, key: str) -> SearchParams:
        return replace(self, chosen={**self.chosen, facet: key})

    def without(self, facet: str) -> SearchParams:
        return replace(self, chosen={name: key for name, key in self.chosen.items() if name != facet})

    def heading(self, reports: ReportQuerySet) -> str:
        """The words and the chosen values in one line: 公益诉讼 · 2024 · 孙刚."""
        labels = (label for _facet, label, _wider in self.chosen_values(reports))
        return " · ".join(filter(None, (self.text, *labels)))

    def chosen_values(self, reports: ReportQuerySet) -> Iterator[tuple[Facet, str, SearchParams]]:
        """(facet, label, the parameters without it) for each chosen value.

        A value that none of `reports` has is its own label.
        """
        for name, key in self.chosen.items():
            yield FACETS[name], FACETS[name].label(key, reports) or key, self.without(name)


@dataclass(frozen=True)
class Choice:
    """A value of a facet, and the parameters that narrow the results to it."""

    value: Value
    params: SearchParams


def _one_of(known: tuple[str, ...], wanted: str | None) -> str:
    return wanted if wanted in known else known[0]
