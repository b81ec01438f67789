"""发稿审批单: the signatures and the record of a report on one page."""

import pytest

from articles.editorial import workflow
from tests.builders import make_published, make_report, make_signed, make_statement, sign

pytestmark = pytest.mark.django_db


def slip(client, report):
    return client.get(f"/admin/articles/report/{report.pk}/slip/")


def test_the_slip_shows_every_signature_with_its_opinion(desk, reporter, signers):
    report = make_signed("审批单的报道", by=reporter, signers=signers[:1])
    sign(report, signers[1], reason="事实清楚，同意刊发")
    text = slip(desk, report).text
    assert all(
        words in text for words in ("审批单的报道", report.number, "事实清楚，同意刊发", report.version)
    )


def test_unsigned_stage_is_blank(desk, reporter, signers):
    report = make_signed(by=reporter, signers=signers[:2])
    signatures = slip(desk, report).context["signatures"]
    assert [bool(signature) for _stage, signature in signatures] == [True, True, False]


def test_a_major_case_has_a_line_for_the_chief_procurator(desk):
    report = make_report(is_major_case=True)
    assert len(slip(desk, report).context["signatures"]) == 4


def test_signature_of_another_version_is_left_out(desk, reporter, first_reviewer):
    report = make_signed(by=reporter, signers=[first_reviewer])
    report.title = "改了标题"
    report.save()
    assert {signature for _stage, signature in slip(desk, report).context["signatures"]} == {None}


def test_released_error_is_shown_with_its_reason(desk, reporter):
    report = make_report(author=reporter)
    make_statement(report, "正文里没有的话。")
    released = dict.fromkeys(workflow.errors_of(report), "原文如此")
    workflow.transition(report, "submit", by=reporter, released=released)
    [(_move, finding)] = slip(desk, report).context["findings"]
    assert finding["reason"] == "原文如此"


def test_a_copy_has_the_number_and_the_record_of_its_original(desk, reporter):
    report = make_published()
    workflow.transition(report, "revise", by=reporter)
    page = slip(desk, report.copies.get())
    assert report.number in page.text
    assert [move.action for move in page.context["transitions"]] == ["publish", "revise"]
