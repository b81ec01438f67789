"""Several reports in one file."""

from __future__ import annotations

from tests.reading.make import LEAD, SENTENCE, make_reading

FIRST = ("北渡法院诉前调解化解百户纠纷", "2020-10-13  作者:管彤  阅读 133", LEAD)
SECOND = (
    "北渡区人大代表接待日收集民意",
    "2020-10-14  作者:步清  阅读 98",
    "10月12日，全区二十六个联络站开门迎客。",
)


def titles(*lines: str) -> list[str]:
    return [report.title for report in make_reading(*lines).reports]


def test_a_title_with_metadata_starts_another_report() -> None:
    assert titles(*FIRST, *SECOND) == [FIRST[0], SECOND[0]]


def test_each_report_has_its_own_values() -> None:
    reports = make_reading(*FIRST, *SECOND).reports
    assert [(r.published_at, r.credits[0].name) for r in reports] == [
        ("2020-10-13", "管彤"),
        ("2020-10-14", "步清"),
    ]


def test_a_title_with_dateline_after_a_by_line_starts_another_report() -> None:
    assert titles(FIRST[0], LEAD, "(供稿:管彤)", SECOND[0], SECOND[2]) == [FIRST[0], SECOND[0]]


def test_a_sub_heading_starts_no_report() -> None:
    assert titles(*FIRST, "聚焦主责主业办案", SENTENCE) == [FIRST[0]]


def test_a_repeated_page_starts_no_report() -> None:
    assert titles(*FIRST, *FIRST) == [FIRST[0]]


def test_two_reports_are_a_problem() -> None:
    assert "two_reports" in {problem.code for problem in make_reading(*FIRST, *SECOND).problems}


def test_the_greeting_of_a_site_is_no_report_before_the_first() -> None:
    assert len(titles("阳原县人民法院网上大厅！今天是：", *FIRST)) == 1


def test_a_greeting_is_not_the_title() -> None:
    assert titles("阳原县人民法院欢迎您！今天是：", *FIRST) == [FIRST[0]]
