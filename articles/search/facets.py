"""What results can be narrowed by: section, year, occasion, speaker, organisation, tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from articles.models import Appearance, Organisation, Report, Section, Speaker, Statement, Tag, TaggedReport
from articles.models.fields import of_known_year

SHOWN = 6  # values of each facet
#: Facets that narrow the statements themselves, not their reports alone.
OF_THE_SPEAKER = {"speaker", "organisation"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: as it stands in an address, as it is printed, and how many reports have it."""

    key: str
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """`condition` narrows reports to those with a value, `count` gives the values most of some reports have,
    `count_said` those most of some statements have (a person's are those they said); both take keys. `label`
    is how a value is printed; None where there is no such value."""

    name: str
    title: Promise
    condition: Callable[[str], Q]
    count: Callable[[Sequence[int]], list[Value]]
    count_said: Callable[[Sequence[int]], list[Value]]
    label: Callable[[str], str | None]


def _of_section(slug: str) -> Q:
    return Q(section__slug=slug)


def _of_speaker(slug: str) -> Q:
    return Q(pk__in=Appearance.objects.filter(speaker__slug=slug).order_by().values("report"))


def _of_organisation(slug: str) -> Q:
    return Q(pk__in=Appearance.objects.filter(organisation__slug=slug).order_by().values("report"))


def _of_tag(slug: str) -> Q:
    return Q(pk__in=TaggedReport.objects.filter(tag__slug=slug).values("content_object"))


def _of_year(year: str) -> Q:
    """By the date that a report shows, in the newsroom's own time; none, where the year is unknown."""
    if not _is_year(year):
        return Q(pk__in=[])
    first, next_first = (timezone.make_aware(datetime(int(year) + more, 1, 1)) for more in (0, 1))
    return Q(shown_at__gte=first, shown_at__lt=next_first) & of_known_year()


def _year(year: str) -> str | None:
    """A year as it is printed, None where it is none."""
    return pgettext("year", "%(year)s") % {"year": year} if _is_year(year) else None


def _is_year(year: str) -> bool:
    return year.isascii() and year.isdigit() and len(year) == 4 and 1 < int(year) < 9999


def _most(model: type[Model], path: str) -> Callable[[Sequence[int]], list[Value]]:
    """Counts the rows of `model` by what stands at `path`; of equals the one that was entered first."""

    def count(keys: Sequence[int]) -> list[Value]:
        rows = model.objects.filter(**{f"{path}__in": keys}).annotate(number=Count(path, distinct=True))
        return [
            Value(*row)
            for row in rows.order_by("-number", "pk").values_list("slug", "name", "number")[:SHOWN]
        ]

    return count


def _years(keys: Sequence[int]) -> list[Value]:
    dated = Report.objects.filter(of_known_year(), pk__in=keys)
    return _years_of(dated.values_list("shown_at", flat=True))


def _years_said(keys: Sequence[int]) -> list[Value]:
    dated = Statement.objects.filter(of_known_year("appearance__report__"), pk__in=keys)
    return _years_of(dated.values_list("appearance__report__shown_at", flat=True))


def _years_of(moments: QuerySet) -> list[Value]:
    moments = moments.order_by()
    years = Counter(f"{timezone.localtime(moment):%Y}" for moment in moments if moment)
    return [
        Value(year, _year(year) or year, number)
        for year, number in sorted(years.items(), reverse=True)[:SHOWN]
    ]


def _of_occasion(kind: str) -> Q:
    return Q(occasion=kind)


def _occasions(keys: Sequence[int]) -> list[Value]:
    return occasions_of(Report.objects.filter(pk__in=keys))[:SHOWN]


def _occasions_said(keys: Sequence[int]) -> list[Value]:
    return occasions_of(Statement.objects.filter(pk__in=keys), "appearance__report__")[:SHOWN]


def occasions_of(rows: QuerySet, path: str = "") -> list[Value]:
    """The occasions of the rows' reports, which stand at `path`, most frequent first."""
    found = rows.order_by().exclude(**{f"{path}occasion": ""}).values_list(f"{path}occasion")
    counted = found.annotate(number=Count("pk"))
    return [Value(kind, kind, number) for kind, number in sorted(counted, key=lambda row: (-row[1], row[0]))]


def _name(model: type[Model]) -> Callable[[str], str | None]:
    return lambda slug: model.objects.filter(slug=slug).values_list("name", flat=True).first()


def _of_rows(name: str, title: Promise, narrow: Callable[[str], Q], model: type[Model], report: str) -> Facet:
    """A facet whose values are the rows of a model; `report` is the way from there to reports."""
    people = report.removesuffix("__report")
    said = f"{people}__statements" if people != report else f"{report}__appearances__statements"
    return Facet(name, title, narrow, _most(model, report), _most(model, said), _name(model))


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        _of_rows("section", _("Section"), _of_section, Section, "reports"),
        Facet("year", _("Year"), _of_year, _years, _years_said, _year),
        Facet("occasion", _("Occasion"), _of_occasion, _occasions, _occasions_said, str),
        _of_rows("speaker", _("Speaker"), _of_speaker, Speaker, "appearances__report"),
        _of_rows("organisation", _("Organisation"), _of_organisation, Organisation, "appearances__report"),
        _of_rows("tag", _("Tag"), _of_tag, Tag, "taggings__content_object"),
    )
}


def condition(chosen: Mapping[str, str]) -> Q:
    """The condition that a report has each of the values: name of the facet → key of the value."""
    found = Q()
    for name, key in chosen.items():
        found &= FACETS[name].condition(key)
    return found


def said_by(chosen: Mapping[str, str]) -> Q:
    """The condition that a statement of such a report is of the chosen person or organisation."""
    return Q(**{f"appearance__{name}__slug": chosen[name] for name in OF_THE_SPEAKER & chosen.keys()})
