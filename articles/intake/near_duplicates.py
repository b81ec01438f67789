"""Find near-duplicates by the share of character n-grams that two bodies have in common.

Whole n-gram sets are too large to keep, so a body is represented by those of its n-grams whose hash falls
into one class of SAMPLING ("mod p" sampling, Broder 1997): the same n-gram is kept or left out in every
text alike, which lets containment be estimated from the samples alone. An n-gram that many reports share,
such as a set phrase of the office, is not kept again, so that a look-up costs the same at any size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from zlib import crc32

from django.db import connection
from django.db.models import Count

from articles.models import Report, Shingle
from articles.models.bulk import insert_rows

LENGTH = 6  # characters; shorter ones are shared by any two reports of one office
WIDTH = 4  # bytes of a character in UTF-32, where each has its place
SAMPLING = 8  # one n-gram in so many is kept
MOST = 4000  # samples of one report, enough for 30,000 characters
SAME = 0.5  # share of the smaller sample that must be common
FEWEST = 5  # samples in common below which a share means nothing
MOST_BEARERS = 40  # reports for which the same n-gram is kept
AT_ONCE = 10_000  # values in one query
#: Thousands of numbers go to the database as one text, 1,2,3: as values of their own each would cost more
#: than to find it.
FIND = {
    "postgresql": "value = ANY(string_to_array(%s, ',')::bigint[])",
    "sqlite": "value IN (SELECT value FROM json_each('[' || %s || ']'))",
}


def sample(paragraphs: Iterable[str]) -> set[int]:
    """The sampled n-grams of a body, as 63-bit numbers: punctuation, width and spaces don't count.

    A checksum tells which n-grams are kept: it costs a tenth of the hash that their numbers are made with.
    """
    text = "".join(filter(str.isalnum, "".join(paragraphs))).encode("utf-32-le")
    places = range(0, len(text) - LENGTH * WIDTH + 1, WIDTH)
    grams = {gram for at in places if not crc32(gram := text[at : at + LENGTH * WIDTH]) % SAMPLING}
    values = (int.from_bytes(blake2b(gram, digest_size=8).digest()) >> 1 for gram in grams)
    return set(sorted(values)[:MOST])


def most_similar(values: set[int]) -> Report | None:
    """The report that shares most with a sample, if enough to be a near-duplicate."""
    found = Likeness([values]).most_similar(values)
    return Report.objects.get(pk=found) if found else None


class Likeness:
    """The stored n-grams of some samples, looked up at once, and those of reports added meanwhile."""

    def __init__(self, samples: Sequence[set[int]]) -> None:
        self._bearers: dict[int, list[int]] = defaultdict(list)
        for value, report in _stored(set().union(*samples)):
            self._bearers[value].append(report)
        closest = map(self._closest, samples)
        close = {report for report, common in closest if common >= FEWEST}
        sizes = Shingle.objects.filter(report__in=close).values_list("report_id").annotate(Count("value"))
        self._sizes: dict[int, int] = dict(sizes) if close else {}
        self._new: list[tuple[int, int]] = []

    def most_similar(self, values: set[int]) -> int | None:
        """The key of the report that shares most with one of the samples, if enough."""
        report, common = self._closest(values)
        if common < FEWEST or common < SAME * min(len(values), self._sizes[report]):
            return None
        return report

    def add(self, report: int, values: set[int]) -> None:
        """Add another report with one of the samples; save() stores it."""
        kept = [value for value in sorted(values) if len(self._bearers[value]) < MOST_BEARERS]
        for value in kept:
            self._bearers[value].append(report)
        self._sizes[report] = len(kept)
        self._new += ((report, value) for value in kept)

    def save(self) -> None:
        """Store the added n-grams: some hundred small rows a report, so no model instances are made."""
        insert_rows(Shingle, ("report_id", "value"), self._new)
        self._new = []

    def _closest(self, values: set[int]) -> tuple[int, int]:
        """The report that shares most with a sample, the oldest of several, and how much that is."""
        shared = Counter(report for value in values for report in self._bearers.get(value, ()))
        return min(shared.items(), key=lambda found: (-found[1], found[0]), default=(0, 0))


def _stored(values: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stored values, each with a report that has it."""
    select = _of_table("SELECT value, report_id FROM {} WHERE ") + FIND[connection.vendor]
    left = iter(values)
    with connection.cursor() as cursor:
        while portion := list(islice(left, AT_ONCE)):
            cursor.execute(select, [_listed(portion)])
            yield from cursor.fetchall()


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _of_table(sql: str) -> str:
    return sql.format(connection.ops.quote_name(Shingle._meta.db_table))
