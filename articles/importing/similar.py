"""Near-duplicates, by the share of character n-grams that two bodies have in common.

Whole n-gram sets are too large to keep, so a body is represented by those of its n-grams whose hash falls
into one class of SAMPLING ("mod p" sampling, Broder 1997): the same n-gram is kept or left out in every
text alike, which lets containment be estimated from the samples alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from django.db import connection
from django.db.models import Count

from articles.models import Report, Shingle

LENGTH = 6  # characters; shorter ones are shared by any two reports of one office
SAMPLING = 8  # one n-gram in so many is kept
MOST = 4000  # samples of one report, enough for 30,000 characters
SAME = 0.5  # share of the smaller sample that must be common
FEWEST = 5  # samples in common below which a share means nothing


def sample(paragraphs: Iterable[str]) -> set[int]:
    """The sampled n-grams of a body, as 63-bit numbers: punctuation, width and spaces don't count."""
    text = "".join(filter(str.isalnum, "".join(paragraphs)))
    grams = {text[at : at + LENGTH] for at in range(len(text) - LENGTH + 1)}
    values = (int.from_bytes(blake2b(gram.encode(), digest_size=8).digest()) >> 1 for gram in grams)
    return set(sorted(value for value in values if value % SAMPLING == 0)[:MOST])


def remember(report: Report, values: set[int]) -> None:
    """Store the sample of a report: some hundred small rows, which is why no instances are made of them."""
    table = connection.ops.quote_name(Shingle._meta.db_table)
    rows = [(report.pk, value) for value in values]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} (report_id, value) VALUES (%s, %s)", rows)  # noqa: S608 - its own name


def most_similar(values: set[int]) -> Report | None:
    """The report that shares most with a sample, if it shares enough to be the same one."""
    best = (
        Shingle.objects.filter(value__in=values)
        .values("report")
        .annotate(common=Count("pk"))
        .order_by("-common", "report")
        .first()
    )
    if not best or best["common"] < FEWEST:
        return None
    theirs = Shingle.objects.filter(report=best["report"]).count()
    if best["common"] < SAME * min(len(values), theirs):
        return None
    return Report.objects.get(pk=best["report"])
