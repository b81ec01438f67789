"""Facets of the search: section, year, occasion, speaker, organisation, tag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Appearance, Organisation, Section, Speaker, Tag, TaggedReport
from articles.models.fields import of_known_year
from articles.models.reports import ReportQuerySet

from .counting import Counted, Value, printed_year

#: Facets that narrow the statements themselves, not their reports alone.
OF_THE_SPEAKER = {"speaker", "organisation"}


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow search results.

    `condition` narrows reports to those with a value. `count` gives the top values of some results.
    `print_value` gives the name of a value, None where there is none; label() asks who may know it.
    """

    name: str
    title: Promise
    condition: Callable[[str], Q]
    count: Callable[[Counted], list[Value]]
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


def _of_section(key: int) -> Q:
    return Q(section=key)


def _of_speaker(key: int) -> Q:
    return Q(pk__in=Appearance.objects.filter(speaker=key).order_by().values("report"))


def _of_organisation(key: int) -> Q:
    return Q(pk__in=Appearance.objects.filter(organisation=key).order_by().values("report"))


def _of_tag(key: int) -> Q:
    return Q(pk__in=TaggedReport.objects.filter(tag=key).values("content_object"))


def _of_year(year: str) -> Q:
    """Reports whose printed date is in the year, in the time zone of the newsroom."""
    if not _is_year(year):
        return Q(pk__in=[])
    first, next_first = (timezone.make_aware(datetime(int(year) + more, 1, 1)) for more in (0, 1))
    return Q(shown_at__gte=first, shown_at__lt=next_first) & of_known_year()


def _year(year: str) -> str | None:
    """The year as it is printed; None for a text that is no year."""
    return printed_year(year) if _is_year(year) else None


def _is_year(year: str) -> bool:
    return year.isascii() and year.isdigit() and len(year) == 4 and 1 < int(year) < 9999


def _of_occasion(kind: str) -> Q:
    return Q(occasion=kind)


def occasions_of(rows: QuerySet[Any], path: str = "") -> list[Value]:
    """Count the occasions of reports, the most frequent first; `path` leads from `rows` to the reports."""
    named = rows.order_by().exclude(**{f"{path}occasion": ""}).values_list(f"{path}occasion")
    counted = named.annotate(number=Count("pk"))
    return [Value(kind, kind, number) for kind, number in sorted(counted, key=lambda row: (-row[1], row[0]))]


def _of_rows(
    name: str,
    title: Promise,
    model: type[Model],
    narrow: Callable[[int], Q],
    count: Callable[[Counted], list[Value]],
) -> Facet:
    """A facet whose values are the rows of a model.

    The key of the row is looked up first: by it a database knows how many reports have the value.
    """

    def found(slug: str, column: str) -> Any:
        return model._default_manager.filter(slug=slug).values_list(column, flat=True).first()

    def condition(slug: str) -> Q:
        key = found(slug, "pk")
        return Q(pk__in=[]) if key is None else narrow(key)

    return Facet(name, title, condition, count, lambda slug: found(slug, "name"), is_row=True)


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        _of_rows("section", _("Section"), Section, _of_section, Counted.sections),
        Facet("year", _("Year"), _of_year, Counted.years, _year),
        Facet("occasion", _("Occasion"), _of_occasion, Counted.occasions, str),
        _of_rows("speaker", _("Speaker"), Speaker, _of_speaker, Counted.speakers),
        _of_rows("organisation", _("Organisation"), Organisation, _of_organisation, Counted.organisations),
        _of_rows("tag", _("Tag"), Tag, _of_tag, Counted.tagged),
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
