"""Reports made of real words, as many as wanted and the same in every run."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from articles.models import Report
from articles.models.body import from_paragraphs

WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
MIXED = [
    "Ａ股",
    "COVID-19",
    "5G",
    "12309",
    "２０１９年",
    "7月17日",
    "98.6%",
    "Ｗｅｂ３",
    "①",
    "（2021）3号",
    "VR",
]
SURNAMES = [*"孙王姜何穆葛刘习单仇𠮷曾区解", "欧阳", "司马"]
GIVEN = [*"刚伟彬松𬭚玥立", "明远", "书芹", "海鹰", "建林", "明翔", "梓涵", "𠮷祥", "思远", "国庆"]
MARKS = "，，，。。；：、“”（）《》 "


def make_reports(count: int, *, paragraphs: int = 4, words: int = 40, seed: int = 1) -> list[Report]:
    """So many published reports, a minute apart, saved but not indexed."""
    random = Random(seed)  # noqa: S311 - the same texts in every run are the point
    now = timezone.now()
    return Report.objects.bulk_create(
        Report(
            title="".join(_words(random, 6))[:60],
            body=from_paragraphs(["".join(_words(random, words)) for _ in range(paragraphs)]),
            status=Report.Status.PUBLISHED,
            live_from=now - timedelta(minutes=number),
            first_published_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    )


def _words(random: Random, count: int) -> Iterator[str]:
    """Words with Zipf's frequencies, rare ones, names and numbers, with marks here and there."""
    for _ in range(count):
        kind = random.random()
        if kind < 0.06:
            yield random.choice(SURNAMES) + random.choice(GIVEN)
        elif kind < 0.09:
            yield random.choice(MIXED)
        elif kind < 0.4:  # thousands of rare words, out of the beginning of one and the end of another
            yield random.choice(WORDS)[:1] + random.choice(WORDS)[-1:]
        else:
            yield WORDS[int(random.paretovariate(0.6) - 1) % len(WORDS)]
        if random.random() < 0.2:
            yield random.choice(MARKS)
