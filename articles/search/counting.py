"""What the facets count: a few columns of some results, read once for all facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import pgettext

from articles.models import Appearance, Report, Statement, TaggedReport
from articles.models.fields import YEAR_UNKNOWN
from articles.models.prepared import Prepared

SHOWN = 6  # values of each facet
EACH_ROW = ("", "__slug", "__name")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its key in the query string, its printed label, and how many rows have it."""

    key: str
    label: str
    number: int = 0


class Counted:
    """Reports by their keys, and what their facets are; three queries, each when it is first needed."""

    #: The models with the columns of a report, of its people and of its tags; paths to the key of a result.
    report: tuple[type[Model], str, str] = (Report, "pk", "")
    people: tuple[type[Model], str, str] = (Appearance, "report", "")
    tags: tuple[type[Model], str, str] = (TaggedReport, "content_object", "")

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = keys

    def sections(self) -> list[Value]:
        return _top((row[0], row[1:4]) for row in self._reports)

    def years(self) -> list[Value]:
        """The newest first; without those of reports whose year is unknown."""
        moments = (row[5] for row in self._reports if not row[6].startswith(YEAR_UNKNOWN))
        years = Counter(f"{timezone.localtime(moment):%Y}" for moment in moments if moment)
        return [
            Value(year, printed_year(year), number) for year, number in sorted(years.items(), reverse=True)
        ][:SHOWN]

    def occasions(self) -> list[Value]:
        kinds = Counter(row[4] for row in self._reports if row[4])
        ordered = sorted(kinds.items(), key=lambda found: (-found[1], found[0]))
        return [Value(kind, kind, number) for kind, number in ordered][:SHOWN]

    def speakers(self) -> list[Value]:
        return _top((row[0], row[1:4]) for row in self._people)

    def organisations(self) -> list[Value]:
        return _top((row[0], row[4:7]) for row in self._people)

    def tagged(self) -> list[Value]:
        return _top((row[0], row[1:4]) for row in self._rows(*self.tags, "tag"))

    @cached_property
    def _reports(self) -> list[tuple[Any, ...]]:
        return self._rows(*self.report, "section", others=("occasion", "shown_at", "event_start"))

    @cached_property
    def _people(self) -> list[tuple[Any, ...]]:
        return self._rows(*self.people, "speaker", "organisation")

    def _rows(
        self, model: type[Model], key: str, path: str, *names: str, others: Iterable[str] = ()
    ) -> list[tuple[Any, ...]]:
        """The key of each result; of each row that is named its key, slug and name; other columns."""
        return _columns(model, key, path, names, tuple(others)).rows(list(self.keys))


@lru_cache(maxsize=16)
def _columns(
    model: type[Model], key: str, path: str, names: tuple[str, ...], others: tuple[str, ...]
) -> Prepared[Any]:
    columns = [f"{path}{name}{part}" for name in names for part in EACH_ROW]
    columns += [f"{path}{name}" for name in others]
    lookup = "pk__among" if key == "pk" else f"{key}__pk__among"
    return Prepared(
        lambda keys: model._default_manager.filter(**{lookup: keys}).order_by().values_list(key, *columns),
        list,
    )


class CountedStatements(Counted):
    """Statements by their keys: a speaker counts those they made."""

    report = (Statement, "pk", "appearance__report__")
    people = (Statement, "pk", "appearance__")
    tags = (TaggedReport, "content_object__appearances__statements", "")


def _top(found: Iterable[tuple[int, tuple[Any, ...]]]) -> list[Value]:
    """The rows that most results have, each result once; ties by their keys."""
    rows = Counter(row for _result, row in set(found) if row[0] is not None)
    ordered = sorted(rows.items(), key=lambda counted: (-counted[1], counted[0][0]))
    return [Value(slug, name, number) for (_key, slug, name), number in ordered[:SHOWN]]


def printed_year(year: str) -> str:
    return pgettext("year", "%(year)s") % {"year": year}
