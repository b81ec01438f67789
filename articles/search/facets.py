"""Facets of the search: section, year, occasion, speaker, organisation, tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from articles.models import Appearance, Organisation, Report, Section, Speaker, Statement, Tag, TaggedReport
from articles.models.fields import of_known_year
from articles.models.reports import ReportQuerySet

SHOWN = 6  # values of each facet
#: Facets that narrow the statements themselves, not their reports alone.
OF_THE_SPEAKER = {"speaker", "organisation"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its key in the query string, its printed label, and how many rows have it."""

    key: str
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow search results.

    `condition` narrows reports to those with a value. `count` gives the top values of reports,
    `count_statements` those of statements (a speaker counts the statements they made); both take keys.
    `print_value` gives the name of a value, None where there is none; label() asks who may know it.
    """

    name: str
    title: Promise
    condition: Callable[[str], Q]
    count: Callable[[Sequence[int]], list[Value]]
    count_statements: Callable[[Sequence[int]], list[Value]]
    print_value: Callable[[str], str | None]
    #: The value is a row whose name may be known from unpublished reports alone.
    is_row: bool = False

    def label(self, key: str, reports: ReportQuerySet) -> str | None:
        """The printed name of a value, as far as one of `reports` has it; None otherwise.

        `reports` are those that the reader may see: the name of a row is never told out of a draft.
        """
        if self.is_row and not reports.filter(self.condition(key)).exists():
            return None
        return self.print_value(key)


def _of_section(slug: str) -> Q:
    return Q(section__slug=slug)


def _of_speaker(slug: str) -> Q:
    return Q(pk__in=Appearance.objects.filter(speaker__slug=slug).order_by().values("report"))


def _of_organisation(slug: str) -> Q:
    return Q(pk__in=Appearance.objects.filter(organisation__slug=slug).order_by().values("report"))


def _of_tag(slug: str) -> Q:
    return Q(pk__in=TaggedReport.objects.filter(tag__slug=slug).values("content_object"))


def _of_year(year: str) -> Q:
    """Reports whose printed date is in the year, in the time zone of the newsroom."""
    if not _is_year(year):
        return Q(pk__in=[])
    first, next_first = (timezone.make_aware(datetime(int(year) + more, 1, 1)) for more in (0, 1))
    return Q(shown_at__gte=first, shown_at__lt=next_first) & of_known_year()


def _year(year: str) -> str | None:
    """The year as it is printed; None for a text that is no year."""
    return pgettext("year", "%(year)s") % {"year": year} if _is_year(year) else None


def _is_year(year: str) -> bool:
    return year.isascii() and year.isdigit() and len(year) == 4 and 1 < int(year) < 9999


def _top_values(model: type[Model], path: str) -> Callable[[Sequence[int]], list[Value]]:
    """Top values of this facet: count `path` per row of `model`; ties by pk."""

    def count(keys: Sequence[int]) -> list[Value]:
        rows = model._default_manager.filter(**{f"{path}__in": keys})
        counted = rows.annotate(number=Count(path, distinct=True)).order_by("-number", "pk")
        return [Value(*row) for row in counted.values_list("slug", "name", "number")[:SHOWN]]

    return count


def _years(keys: Sequence[int]) -> list[Value]:
    dated = Report.objects.filter(of_known_year(), pk__in=keys)
    return _years_of(dated.order_by().values_list("shown_at", flat=True))


def _years_of_statements(keys: Sequence[int]) -> list[Value]:
    dated = Statement.objects.filter(of_known_year("appearance__report__"), pk__in=keys)
    return _years_of(dated.order_by().values_list("appearance__report__shown_at", flat=True))


def _years_of(moments: Iterable[datetime | None]) -> list[Value]:
    years = Counter(f"{timezone.localtime(moment):%Y}" for moment in moments if moment)
    return [
        Value(year, _year(year) or year, number)
        for year, number in sorted(years.items(), reverse=True)[:SHOWN]
    ]


def _of_occasion(kind: str) -> Q:
    return Q(occasion=kind)


def _occasions(keys: Sequence[int]) -> list[Value]:
    return occasions_of(Report.objects.filter(pk__in=keys))[:SHOWN]


def _occasions_of_statements(keys: Sequence[int]) -> list[Value]:
    return occasions_of(Statement.objects.filter(pk__in=keys), "appearance__report__")[:SHOWN]


def occasions_of(rows: QuerySet[Any], path: str = "") -> list[Value]:
    """Count the occasions of reports, the most frequent first; `path` leads from `rows` to the reports."""
    named = rows.order_by().exclude(**{f"{path}occasion": ""}).values_list(f"{path}occasion")
    counted = named.annotate(number=Count("pk"))
    return [Value(kind, kind, number) for kind, number in sorted(counted, key=lambda row: (-row[1], row[0]))]


def _name_of(model: type[Model]) -> Callable[[str], str | None]:
    return lambda slug: model._default_manager.filter(slug=slug).values_list("name", flat=True).first()


def _of_rows(
    name: str, title: Promise, narrow: Callable[[str], Q], model: type[Model], to_reports: str
) -> Facet:
    """A facet whose values are the rows of a model; `to_reports` is the lookup from them to reports."""
    appearances = to_reports.removesuffix("__report")
    if appearances == to_reports:
        appearances = f"{to_reports}__appearances"
    counts = _top_values(model, to_reports), _top_values(model, f"{appearances}__statements")
    return Facet(name, title, narrow, *counts, _name_of(model), is_row=True)


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        _of_rows("section", _("Section"), _of_section, Section, "reports"),
        Facet("year", _("Year"), _of_year, _years, _years_of_statements, _year),
        Facet("occasion", _("Occasion"), _of_occasion, _occasions, _occasions_of_statements, str),
        _of_rows("speaker", _("Speaker"), _of_speaker, Speaker, "appearances__report"),
        _of_rows("organisation", _("Organisation"), _of_organisation, Organisation, "appearances__report"),
        _of_rows("tag", _("Tag"), _of_tag, Tag, "taggings__content_object"),
    )
}


def condition(chosen: Mapping[str, str]) -> Q:
    """The condition that a report has all values of `chosen`: name of the facet → key of the value."""
    every = Q()
    for name, key in chosen.items():
        every &= FACETS[name].condition(key)
    return every


def statement_condition(chosen: Mapping[str, str]) -> Q:
    """The condition that a statement was made by the chosen speaker, or for the chosen organisation."""
    return Q(**{f"appearance__{name}__slug": chosen[name] for name in OF_THE_SPEAKER & chosen.keys()})
