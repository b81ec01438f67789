"""The steps above a report: done, current, ahead."""

import pytest

from tests.builders import make_published, make_signed, make_withdrawn

pytestmark = pytest.mark.django_db


def marks(client, report):
    page = client.get(f"/admin/articles/report/{report.pk}/change/")
    return [step.mark for step in page.context["steps"]]


def test_the_steps_show_where_a_report_is(desk, reporter, signers):
    report = make_signed(by=reporter, signers=signers[:1])
    assert marks(desk, report) == ["done", "done", "now", "ahead", "ahead", "ahead"]


def test_a_stage_that_nobody_signed_is_not_shown_as_signed(desk):
    assert marks(desk, make_published()) == ["done", "unsigned", "unsigned", "unsigned", "done", "now"]


def test_a_withdrawn_report_stands_behind_the_last_step(desk):
    assert marks(desk, make_withdrawn())[-2:] == ["done", "now"]
