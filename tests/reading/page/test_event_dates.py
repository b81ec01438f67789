"""The days of an event."""

from __future__ import annotations

import pytest

from articles.reading.page.dates import find_publication_date, parse_number
from articles.reading.page.event_dates import event_dates_from_dateline, find_event_dates

PUBLISHED = "2019-08-06T17:19"


@pytest.mark.parametrize(
    ("lead", "days"),
    [
        ("7月17日至19日,武汉市检察机关开展培训。", ("2019-07-17", "2019-07-19")),
        ("7月30日至8月2日,督察组现场检查。", ("2019-07-30", "2019-08-02")),
        ("7月17-19日,开展培训。", ("2019-07-17", "2019-07-19")),
        ("7月17日、18日,开展培训。", ("2019-07-17", "2019-07-18")),
        ("8月5日下午,召开会议。", ("2019-08-05", "2019-08-05")),
        ("2019年8月1日,召开会议。", ("2019-08-01", "2019-08-01")),
        ("2018年12月30日至2019年1月2日,走进苗寨。", ("2018-12-30", "2019-01-02")),
        ("二〇一九年八月六日,组织视察。", ("2019-08-06", "2019-08-06")),
        ("八月五日,组织视察。", ("2019-08-05", "2019-08-05")),
        ("为保护森林,8月2日,县检察院揭牌。", ("2019-08-02", "2019-08-02")),
        ("推进会5日在省会召开。", ("2019-08-05", "2019-08-05")),
        ("推进会31日在省会召开。", ("2019-07-31", "2019-07-31")),
        ("今天上午,召开发布会。", ("2019-08-06", "2019-08-06")),
        ("昨日,召开发布会。", ("2019-08-05", "2019-08-05")),
        ("近日,市检察院召开会议。", ()),
        ("近日,市检察院召开8月5日会议的总结会。", ()),
        ("截至7月31日,共办案46件。8月5日,召开会议。", ("2019-08-05", "2019-08-05")),
        ("《条例》自7月1日起施行。", ()),
        ("2月30日,召开会议。", ()),
        ("9月初的一个早晨,门还没开。", ()),
        ("今年8月,带队调研。", ()),
    ],
)
def test_event_dates_are_read_from_the_lead(lead: str, days: tuple[str, ...]) -> None:
    assert find_event_dates([lead], PUBLISHED) == days


@pytest.mark.parametrize(
    ("lead", "days"),
    [
        ("12月28日,召开会议。", ("2021-12-28", "2021-12-28")),
        ("12月30日至1月2日,走进苗寨。", ("2021-12-30", "2022-01-02")),
        ("1月3日,召开会议。", ("2022-01-03", "2022-01-03")),
    ],
)
def test_a_december_event_published_in_january_goes_back_a_year(lead: str, days: tuple[str, ...]) -> None:
    assert find_event_dates([lead], "2022-01-04") == days


@pytest.mark.parametrize(
    ("lead", "days"),
    [
        ("10月30日,视察公益诉讼工作。", ("--10-30", "--10-30")),
        ("12月30日至1月2日,走进苗寨。", ("--12-30", "--01-02")),
        ("2019年10月30日,视察。", ("2019-10-30", "2019-10-30")),
        ("今天上午,召开发布会。", ()),
    ],
)
def test_without_a_publication_the_year_stays_open(lead: str, days: tuple[str, ...]) -> None:
    assert find_event_dates([lead], None) == days


def test_the_second_paragraph_may_name_the_day() -> None:
    assert find_event_dates(["怎么办?", "8月5日,召开会议。"], PUBLISHED) == ("2019-08-05", "2019-08-05")


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("三十一", 31), ("十二", 12), ("二〇一九", 2019), ("07", 7)]
)
def test_chinese_numerals_are_numbers(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["2019-13-01", "12-30", "1.2.3", "第2019号", "20191340", ""])
def test_other_figures_are_no_date(text: str) -> None:
    assert find_publication_date(text) is None


def test_an_impossible_date_is_a_problem() -> None:
    found = find_publication_date("2021-02-30")
    assert found is not None
    assert found.iso is None


def test_a_later_paragraph_may_start_with_the_date() -> None:
    story = ["零下二十度，他按下遥控器。", "他守林子守了二十九年。", "11月28日，检察长带队来到林场。"]
    assert find_event_dates(story, "2022-11-30") == ("2022-11-28", "2022-11-28")


def test_an_old_date_in_a_later_paragraph_is_not_the_event() -> None:
    story = ["零下二十度，他按下遥控器。", "他守林子守了二十九年。", "3月5日，他领到了新帽子。"]
    assert find_event_dates(story, "2022-11-30") == ()


@pytest.mark.parametrize("lead", ["今天上午，论坛开幕。", "省公安厅12日宣布，制度已经建立。"])
def test_the_dateline_gives_the_month(lead: str) -> None:
    assert event_dates_from_dateline(lead, ["南屏网临水9月12日电(记者 于宙)"]) == ("--09-12", "--09-12")


def test_today_without_a_dateline_is_no_date() -> None:
    assert event_dates_from_dateline("今天上午，论坛开幕。", ["供稿:刘璐"]) == ()


def test_vague_words_in_a_quotation_do_not_count() -> None:
    assert find_event_dates(["“近年来首次下降。”处长温故5日在会上说。"], PUBLISHED) == (
        "2019-08-05",
        "2019-08-05",
    )
