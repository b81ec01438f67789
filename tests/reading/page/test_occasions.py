"""At what kind of event something was said."""

from __future__ import annotations

import tomllib

import pytest

from articles.models import Report
from articles.reading.page.occasions import find_occasion, kinds
from tests.reading.labels import GOLD, HERE, reports_of

LABELS = tomllib.loads((HERE / "occasions.toml").read_text(encoding="utf-8"))
FLOORS = {"gold": 93, "unseen": 80}  # of a hundred reports; raised when the reader gets better, never lowered


@pytest.mark.parametrize("folder", FLOORS)
def test_the_occasions_of_the_labelled_reports_are_found(folder: str) -> None:
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
        ("市检察院调研座谈会召开", [], "座谈会"),  # of several in a title the last
        ("检察开放日", ["市检察院召开会议。"], "开放日"),  # the title before the opening
        ("检察有话说", ["市检察院开展调研，并召开座谈会。"], "调研"),  # of several in an opening the first
        ("公益诉讼有话说", ["案子办结了。", "又一年。", "他在接受采访时说，要公开。"], "采访"),
        ("市檢察院召開座談會", [], "座谈会"),
        ("公益诉讼有话说", ["他走进会议室，学习会议精神。"], None),
        ("《听证会》上映", ["引起社会上的关注。"], None),
        ("人民代表大会代表说法", [], None),
        ("", [], None),
    ],
)
def test_title_opening_and_turns_of_the_story_tell(
    title: str, paragraphs: list[str], occasion: str | None
) -> None:
    assert find_occasion(title, paragraphs) == occasion


def test_the_database_holds_the_name_of_every_kind() -> None:
    assert max(map(len, kinds())) <= Report._meta.get_field("occasion").max_length
