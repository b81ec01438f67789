"""Files in groups: one query asks for all the files of a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Generic, TypedDict, TypeVar

from django.db.models import Exists, Max, OuterRef

from articles.intake.near_duplicates import Likeness, sample
from articles.models import Provenance, SourceText
from articles.reading.draft import Reading
from articles.reading.parallel import InputFile

GROUP_FILES = 100  # files of one transaction; their readings are in memory
GROUP_BYTES = 1_000_000

T = TypeVar("T")


class HasReports(TypedDict):
    """What sources_of() adds to a source text."""

    has_reports: bool


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    StoredSource = WithAnnotations[SourceText, HasReports]


@dataclass(frozen=True)
class UnseenFile:
    """A file that was read and whose bytes are not stored yet."""

    input: InputFile
    reading: Reading

    @cached_property
    def samples(self) -> list[set[int]]:
        """The sample of each of its reports."""
        return [sample(paragraph.text for paragraph in draft.body) for draft in self.reading.reports]


class Lookahead(Generic[T]):
    """Iterate over files, looking up a group of them ahead: stored bytes are not read again."""

    def __init__(
        self, files: Iterable[InputFile], outcome_of: Callable[[InputFile, StoredSource], T]
    ) -> None:
        self._files, self._outcome_of = files, outcome_of
        self._sources: dict[str, StoredSource] = {}

    def __iter__(self) -> Iterator[InputFile]:
        for group in groups(self._files, lambda file: file):
            self._sources = sources_of(group)
            yield from group

    def seen(self, file: InputFile) -> T | None:
        """The outcome of the file that was given last, if its bytes are stored."""
        source = None if file.error else self._sources.get(digest_of(file.raw))
        return self._outcome_of(file, source) if source else None


def groups(items: Iterable[T], file_of: Callable[[T], InputFile]) -> Iterator[list[T]]:
    """Divide the files into groups that fit in memory; no two files of a group share a name or bytes."""
    group: list[T] = []
    keys: set[tuple[str, ...]] = set()
    size = 0
    for item in items:
        file = file_of(item)
        own = {("name", file.name), ("bytes", digest_of(file.raw))}
        full = len(group) == GROUP_FILES or size + len(file.raw) > GROUP_BYTES
        if group and (full or not own.isdisjoint(keys)):
            yield group
            group, keys, size = [], set(), 0
        group.append(item)
        keys |= own
        size += len(file.raw)
    if group:
        yield group


def sources_of(files: Iterable[InputFile]) -> dict[str, StoredSource]:
    """The source texts with the same bytes, by digest; `has_reports` tells whether reports came of them."""
    digests = [digest_of(file.raw) for file in files if not file.error]
    reports = Exists(Provenance.objects.filter(source=OuterRef("pk")))
    stored = SourceText.objects.filter(sha256__in=digests).annotate(has_reports=reports)
    return {source.sha256: source for source in stored.defer("raw", "removed").order_by()}


def earlier_versions(files: Iterable[UnseenFile], likeness: Likeness) -> dict[str, SourceText]:
    """The earlier version of each file, by file name. Names are used again: it must hold the same report."""
    by_name = {unseen.input.name: unseen for unseen in files}
    last = SourceText.objects.filter(file_name__in=by_name).order_by().values("file_name")
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
        if any((origin.pk, likeness.most_similar(values)) in made for values in by_name[name].samples)
    }


def earlier_version(name: str, reading: Reading) -> SourceText | None:
    """The earlier version of one file."""
    unseen = UnseenFile(InputFile(name), reading)
    return earlier_versions([unseen], Likeness(unseen.samples)).get(name)


def digest_of(raw: bytes) -> str:
    """SHA-256 (hex) of a file."""
    return sha256(raw).hexdigest()
