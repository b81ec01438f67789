"""The occasion of a report."""

from __future__ import annotations

import tomllib

import pytest

from articles.models import Report
from articles.reading.page.occasions import find_occasion, kinds
from tests.reading.labels import GOLD, HERE, reports_of

LABELS = tomllib.loads((HERE / "occasions.toml").read_text(encoding="utf-8"))
FLOORS = {
    "gold": 93,
    "unseen": 80,
}  # percent of the reports; raised when the reader gets better, never lowered


@pytest.mark.parametrize("folder", FLOORS)
def test_occasions_of_labelled_reports_reach_their_floor(folder: str) -> None:
    wanted = [kind for kinds in LABELS[folder].values() for kind in kinds]
    found = [
        find_occasion(report["title"], report["body"]) or ""
        for name in LABELS[folder]
        for report in reports_of(GOLD.parent / folder / f"{name}.json")
    ]
    right = sum(a == b for a, b in zip(wanted, found, strict=True))
    assert 100 * right / len(wanted) >= FLOORS[folder]


@pytest.mark.parametrize(
    ("title", "paragraphs", "occasion"),
    [
        ("市检察院调研座谈会召开", [], "座谈会"),  # the last of several in a title
        ("检察开放日", ["市检察院召开会议。"], "开放日"),  # the title before the opening
        ("检察有话说", ["市检察院开展调研，并召开座谈会。"], "调研"),  # the first of several in an opening
        ("公益诉讼有话说", ["案子办结了。", "又一年。", "他在接受采访时说，要公开。"], "采访"),
        ("市檢察院召開座談會", [], "座谈会"),
        ("公益诉讼有话说", ["他走进会议室，学习会议精神。"], None),
        ("《听证会》上映", ["引起社会上的关注。"], None),
        ("人民代表大会代表说法", [], None),
        ("", [], None),
    ],
)
def test_the_occasion_comes_from_title_opening_or_body(
    title: str, paragraphs: list[str], occasion: str | None
) -> None:
    assert find_occasion(title, paragraphs) == occasion


def test_every_kind_fits_the_database_field() -> None:
    assert max(map(len, kinds())) <= Report._meta.get_field("occasion").max_length
