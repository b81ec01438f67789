"""Files taken a few at a time: what is asked of the database is asked for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from django.db.models import Exists, Max, OuterRef

from articles.intake.near_duplicates import Likeness, sample
from articles.models import Provenance, SourceText
from articles.reading.draft import Reading
from articles.reading.parallel import InputFile

TOGETHER = 50  # files of one transaction; what is read of them is in memory
MOST_TOGETHER = 1_000_000  # bytes of them

T = TypeVar("T")


@dataclass(frozen=True)
class Fresh:
    """A file that was read and did not come before."""

    arrival: InputFile
    reading: Reading

    @cached_property
    def samples(self) -> list[set[int]]:
        """Of each of its reports."""
        return [sample(paragraph.text for paragraph in draft.body) for draft in self.reading.reports]


class Ahead:
    """Files on their way to be read, looked up a few ahead, so that none is read that came before."""

    def __init__(
        self, arrivals: Iterable[InputFile], outcome_of: Callable[[InputFile, SourceText], T]
    ) -> None:
        self._arrivals, self._outcome_of = arrivals, outcome_of
        self._sources: dict[str, SourceText] = {}

    def __iter__(self) -> Iterator[InputFile]:
        for group in portions(self._arrivals, lambda arrival: arrival):
            self._sources = sources_of(group)
            yield from group

    def seen(self, arrival: InputFile) -> T | None:
        """What becomes of the file given last, if its bytes came before."""
        source = None if arrival.error else self._sources.get(digest_of(arrival.raw))
        return self._outcome_of(arrival, source) if source else None


def portions(items: Iterable[T], arrival_of: Callable[[T], InputFile]) -> Iterator[list[T]]:
    """The files a few at a time, no more of them than fit in memory, and none beside its namesake or copy."""
    group: list[T] = []
    marks: set[tuple[str, ...]] = set()
    size = 0
    for item in items:
        arrival = arrival_of(item)
        own = {("name", arrival.name), ("bytes", digest_of(arrival.raw))}
        full = len(group) == TOGETHER or size + len(arrival.raw) > MOST_TOGETHER
        if group and (full or not own.isdisjoint(marks)):
            yield group
            group, marks, size = [], set(), 0
        group.append(item)
        marks |= own
        size += len(arrival.raw)
    if group:
        yield group


def sources_of(arrivals: Iterable[InputFile]) -> dict[str, SourceText]:
    """What is stored of the same bytes, by their digest; whether reports came of it is `has_reports`."""
    digests = [digest_of(arrival.raw) for arrival in arrivals if not arrival.error]
    reports = Exists(Provenance.objects.filter(source=OuterRef("pk")))
    stored = SourceText.objects.filter(sha256__in=digests).annotate(has_reports=reports)
    return {source.sha256: source for source in stored.defer("raw", "removed").order_by()}


def earlier_versions(files: Iterable[Fresh], likeness: Likeness) -> dict[str, SourceText]:
    """For each file name the file that came before, if it held the same report: names are used again."""
    files = {fresh.arrival.name: fresh for fresh in files}
    last = SourceText.objects.filter(file_name__in=files).order_by().values("file_name")
    keys = [row["last"] for row in last.annotate(last=Max("pk"))]
    if not keys:
        return {}
    earlier = SourceText.objects.filter(pk__in=keys).defer("raw", "removed").select_related("replaces")
    origins = {source.file_name: source.replaces or source for source in earlier}
    of_origins = Provenance.objects.filter(source__in=list(origins.values()))
    made = set(of_origins.values_list("source_id", "report_id"))
    return {
        name: origin
        for name, origin in origins.items()
        if any((origin.pk, likeness.most_similar(values)) in made for values in files[name].samples)
    }


def earlier_version(file: str, reading: Reading) -> SourceText | None:
    """As earlier_versions, of one file."""
    fresh = Fresh(InputFile(file), reading)
    return earlier_versions([fresh], Likeness(fresh.samples)).get(file)


def digest_of(raw: bytes) -> str:
    """By which the same bytes are known again."""
    return sha256(raw).hexdigest()
