"""The labels are consistent with their texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

import pytest

from .labels import EXAMPLES, GOLD, NEWSROOMS, OFFICES, UNSEEN, Report, fold, pairs

FOLDERS = (GOLD, EXAMPLES, NEWSROOMS, OFFICES, UNSEEN)
#: Every labelled file with its folded text.
PAIRS = [(pair, fold(pair.raw.decode("utf-8-sig"))) for folder in FOLDERS for pair in pairs(folder)]

KEYS = {"title", "section", "published_at", "event_dates", "source", "credits", "body", "people"}
MARKER = re.compile(
    r"(?<![第一二三四五六七八九十])[一二三四五六七八九十][是要]"
    r"|第[一二三四五六七八九十](?=[,，]|要)"
    r"|其[一二三四五](?=[,，是])"
    r"|第[一二三四五六][件个条](?=[,，是])"
    r"|首先|其次|再次|最[后後](?=要)"
    r"|[(（][一二三四五六七八九十][)）]"
    r"|(?<!\d)\d[.．](?!\d)"
)
ANNOUNCED = re.compile(
    r"([两三四五六])(?:个|点|项|条|句|件)?(?:方面|要求|希望|窍门|意见|规矩|事|不放过|[\"“].[\"”])"
)


def not_in_body(report: Report, texts: list[str]) -> list[str]:
    body = fold("".join(report["body"]))
    return [text for text in texts if fold(text) not in body]


def twice(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


def date_of(text: str) -> date:
    """The date of a label; a leap year replaces an unknown year."""
    return date.fromisoformat(text.replace("--", "2000-", 1) if text.startswith("--") else text)


def wrong(rule: Callable[[str, Report], object]) -> dict[str, object]:
    """The findings of `rule` for all labelled reports, by file and report number."""
    return {
        f"{pair.name}-{number}": found
        for pair, text in PAIRS
        for number, report in enumerate(pair.reports)
        if (found := rule(text, report))
    }


def test_there_are_labelled_files() -> None:
    assert len(PAIRS) >= 50


def test_a_label_has_every_field() -> None:
    assert wrong(lambda _text, report: (KEYS | {"statements", "tags"}) - set(report)) == {}


def test_every_paragraph_stands_in_the_text() -> None:
    assert wrong(lambda text, report: [p for p in report["body"] if fold(p) not in text]) == {}


def test_no_paragraph_is_given_twice() -> None:
    assert wrong(lambda _text, report: twice(report["body"])) == {}


def test_every_statement_stands_in_the_body() -> None:
    assert wrong(lambda _text, report: not_in_body(report, [s["text"] for s in report["statements"]])) == {}


def test_every_person_is_named_in_the_body() -> None:
    assert wrong(lambda _text, report: not_in_body(report, [p["name"] for p in report["people"]])) == {}


def test_no_person_is_given_twice() -> None:
    assert wrong(lambda _text, report: twice([fold(p["name"]) for p in report["people"]])) == {}


def test_every_title_stands_in_the_body() -> None:
    def absent(_text: str, report: Report) -> list[str]:
        return not_in_body(report, [title for person in report["people"] for title in person["titles"]])

    assert wrong(absent) == {}


def test_the_speakers_are_those_who_have_a_statement() -> None:
    assert wrong(lambda _text, report: speaking(report) ^ heard(report)) == {}


def speaking(report: Report) -> set[str]:
    return {p["name"] for p in report["people"] if p["speaks"]}


def heard(report: Report) -> set[str]:
    return {s["speaker"] for s in report["statements"] if not s.get("optional")}


def test_every_speaker_is_among_the_people() -> None:
    def unknown(_text: str, report: Report) -> set[str]:
        return {s["speaker"] for s in report["statements"]} - {p["name"] for p in report["people"]}

    assert wrong(unknown) == {}


def test_points_are_marked_or_announced() -> None:
    def unmarked(_text: str, report: Report) -> list[str]:
        return [s["text"] for s in report["statements"] if s["points"] and not shows_points(s)]

    assert wrong(unmarked) == {}


def shows_points(statement: Report) -> bool:
    """Whether the text has as many markers as points, or announces a list of as many items."""
    text, points = statement["text"], statement["points"]
    if len(MARKER.findall(text)) == points:
        return True
    return ANNOUNCED.search(text) is not None and text.count(";") + text.count("；") >= points - 1


def test_the_publication_date_can_be_read() -> None:
    def unread(_text: str, report: Report) -> bool:
        published = report["published_at"]
        return published is not None and not datetime.fromisoformat(published)

    assert wrong(unread) == {}


def test_the_event_has_no_date_or_a_beginning_and_an_end() -> None:
    def neither(_text: str, report: Report) -> bool:
        dates = [date_of(text) for text in report["event_dates"]]
        return len(dates) not in {0, 2} or dates != sorted(dates)

    assert wrong(neither) == {}


def test_the_event_is_not_after_publication() -> None:
    def after(_text: str, report: Report) -> bool:
        published, dates = report["published_at"], report["event_dates"]
        return bool(published and dates) and date_of(dates[1]) > datetime.fromisoformat(published).date()

    assert wrong(after) == {}


@pytest.mark.parametrize("field", ["title", "section", "source"])
def test_title_section_and_source_stand_in_the_text(field: str) -> None:
    assert wrong(lambda text, report: fold(report[field]) not in text and report[field]) == {}


def test_every_credit_stands_in_the_text() -> None:
    def lacking(text: str, report: Report) -> list[Report]:
        return [c for c in report["credits"] if fold(c["name"]) not in text or not c["role"]]

    assert wrong(lacking) == {}


def test_there_are_as_many_tags_as_an_editor_gives() -> None:
    assert wrong(lambda _text, report: [] if 3 <= len(report["tags"]) <= 8 else report["tags"]) == {}
