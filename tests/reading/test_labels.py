"""The labels themselves: what they claim stands in their texts."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from .labels import EXAMPLES, GOLD, NEWSROOMS, OFFICES, UNSEEN, Pair, Report, fold, pairs

PAIRS = [*pairs(GOLD), *pairs(EXAMPLES), *pairs(NEWSROOMS), *pairs(OFFICES), *pairs(UNSEEN)]
REPORTS = [
    pytest.param(pair, report, id=f"{pair.name}-{number}")
    for pair in PAIRS
    for number, report in enumerate(pair.reports)
]
each_report = pytest.mark.parametrize(("pair", "report"), REPORTS)

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
    r"([两三四五六])(?:个|点|项|条|句|件)?(?:方面|要求|希望|窍门|意见|事|不放过|[\"“].[\"”])"
)


def printed(pair: Pair) -> str:
    return fold(pair.raw.decode("utf-8-sig"))


def body_of(report: Report) -> str:
    return fold("".join(report["body"]))


def date_of(text: str) -> date:
    """A label's date; where no year can be had, a leap year stands in for it."""
    return date.fromisoformat(text.replace("--", "2000-", 1) if text.startswith("--") else text)


def test_there_are_labelled_files() -> None:
    assert len(PAIRS) >= 50


@each_report
def test_a_label_has_every_field(pair: Pair, report: Report) -> None:
    assert KEYS | {"statements", "tags"} <= set(report)


@each_report
def test_every_paragraph_stands_in_the_text(pair: Pair, report: Report) -> None:
    text = printed(pair)
    assert [p for p in report["body"] if fold(p) not in text] == []


@each_report
def test_no_paragraph_is_given_twice(pair: Pair, report: Report) -> None:
    assert len(set(report["body"])) == len(report["body"])


@each_report
def test_every_statement_stands_in_the_body(pair: Pair, report: Report) -> None:
    body = body_of(report)
    assert [s["text"] for s in report["statements"] if fold(s["text"]) not in body] == []


@each_report
def test_every_person_is_named_in_the_body(pair: Pair, report: Report) -> None:
    body = body_of(report)
    assert [p["name"] for p in report["people"] if fold(p["name"]) not in body] == []


@each_report
def test_no_person_is_given_twice(pair: Pair, report: Report) -> None:
    names = [fold(p["name"]) for p in report["people"]]
    assert len(set(names)) == len(names)


@each_report
def test_every_title_stands_in_the_body(pair: Pair, report: Report) -> None:
    body = body_of(report)
    titles = [title for person in report["people"] for title in person["titles"]]
    assert [title for title in titles if fold(title) not in body] == []


@each_report
def test_the_speakers_are_those_who_have_a_statement(pair: Pair, report: Report) -> None:
    speaking = {p["name"] for p in report["people"] if p["speaks"]}
    assert speaking == {s["speaker"] for s in report["statements"] if not s.get("optional")}


@each_report
def test_every_speaker_is_among_the_people(pair: Pair, report: Report) -> None:
    assert {s["speaker"] for s in report["statements"]} <= {p["name"] for p in report["people"]}


@each_report
def test_points_are_marked_or_announced(pair: Pair, report: Report) -> None:
    counted = [s for s in report["statements"] if s["points"]]
    assert [s["text"] for s in counted if not shows_points(s)] == []


def shows_points(statement: Report) -> bool:
    """Whether the text has as many markers as points, or announces a list that separates as many items."""
    text, points = statement["text"], statement["points"]
    if len(MARKER.findall(text)) == points:
        return True
    return ANNOUNCED.search(text) is not None and text.count(";") + text.count("；") >= points - 1


@each_report
def test_the_publication_date_can_be_read(pair: Pair, report: Report) -> None:
    published = report["published_at"]
    assert published is None or datetime.fromisoformat(published)


@each_report
def test_the_event_has_no_date_or_a_beginning_and_an_end(pair: Pair, report: Report) -> None:
    dates = [date_of(text) for text in report["event_dates"]]
    assert len(dates) in {0, 2}
    assert dates == sorted(dates)


@each_report
def test_the_event_is_not_after_publication(pair: Pair, report: Report) -> None:
    published, dates = report["published_at"], report["event_dates"]
    if published and dates:
        assert date_of(dates[1]) <= datetime.fromisoformat(published).date()


@each_report
@pytest.mark.parametrize("field", ["title", "section", "source"])
def test_what_names_the_report_stands_in_the_text(pair: Pair, report: Report, field: str) -> None:
    assert fold(report[field]) in printed(pair)


@each_report
def test_every_credit_stands_in_the_text(pair: Pair, report: Report) -> None:
    text = printed(pair)
    assert [c for c in report["credits"] if fold(c["name"]) not in text or not c["role"]] == []


@each_report
def test_there_are_as_many_tags_as_an_editor_gives(pair: Pair, report: Report) -> None:
    assert 3 <= len(report["tags"]) <= 8
