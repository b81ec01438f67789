"""Signatures: in order, each by another person, for exactly the version that was read."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from articles.editorial import workflow
from articles.models import Report, SignOff, Transition
from articles.models.body import from_paragraphs
from tests.builders import (
    make_report,
    make_signed,
    make_submitted,
    make_superuser,
    make_user,
    sign,
    signature,
)

pytestmark = pytest.mark.django_db

Status = Report.Status


def rewrite(report, text="会议改在区检察院召开。"):
    """Change the words, as no act would: without revalidating the signatures."""
    report.body = from_paragraphs([text])
    report.save()


def refused(*rows):
    """Whether the database itself refuses the last of these signatures."""
    for row in rows[:-1]:
        signature(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        signature(**rows[-1])
    return True


def test_three_signatures_in_their_order_make_a_report_ready(reporter, signers):
    report = make_submitted(by=reporter)
    states = []
    for signer in signers:
        sign(report, signer)
        states.append(report.status)
    assert states == [Status.SECOND_REVIEW, Status.FINAL_REVIEW, Status.READY]


def test_a_major_case_needs_the_chief_procurator_too(reporter, signers, procurator):
    report = make_signed(by=reporter, signers=signers, is_major_case=True)
    assert report.status == Status.CHIEF_REVIEW
    sign(report, procurator)
    assert report.status == Status.READY


def test_a_signature_keeps_who_when_and_of_what(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    sign(report, first_reviewer, reason="事实清楚")
    signed = report.sign_offs.get()
    assert (signed.stage, signed.by_name, signed.opinion) == ("first", "first", "事实清楚")
    assert (signed.version, signed.author) == (report.version, reporter)


def test_who_signs_another_stage_is_refused(reporter, second_reviewer):
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(make_submitted(by=reporter), second_reviewer)


@pytest.mark.parametrize("name", [*SignOff.TICKS, *SignOff.GATES])
def test_a_signature_needs_every_tick_and_gate(name, reporter, first_reviewer):
    checklist = replace(workflow.FULL_CHECKLIST, **{name: False})
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(make_submitted(by=reporter), "sign", by=first_reviewer, checklist=checklist)


def test_nobody_signs_their_own_report(first_reviewer):
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(make_submitted(by=first_reviewer), first_reviewer)


def test_nobody_signs_what_they_submitted_for_another(reporter, first_reviewer):
    report = make_report(author=reporter)
    workflow.transition(report, "submit", by=first_reviewer)
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, first_reviewer)


def test_nobody_signs_two_stages_superusers_neither(reporter):
    report, chief = make_submitted(by=reporter), make_superuser()
    sign(report, chief)
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, chief)


def test_a_superuser_does_not_sign_their_own(chief):
    report = make_submitted(by=chief)
    assert "sign" not in workflow.legal_actions(report, chief)


def test_the_administrator_signs_nothing(reporter, administrator):
    report = make_submitted(by=reporter)
    assert "sign" not in workflow.legal_actions(report, administrator)


def test_the_machine_signs_nothing(reporter):
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(make_submitted(by=reporter), None)


def test_the_words_signed_are_the_words_seen(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    seen = report.version
    rewrite(report)
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, first_reviewer, seen=seen)


# --- What the database holds by itself


def test_the_database_refuses_two_stages_of_a_version_by_one(reporter, first_reviewer):
    report = make_report(author=reporter)
    row = {"report": report, "by": first_reviewer}
    assert refused(row, row | {"stage": "second"})


def test_the_database_refuses_a_second_signature_of_a_stage(reporter, first_reviewer):
    report = make_report(author=reporter)
    row = {"report": report, "by": first_reviewer}
    assert refused(row, row | {"by": make_user()})


def test_the_database_refuses_an_author_who_signs(reporter):
    assert refused({"report": make_report(author=reporter), "by": reporter})


@pytest.mark.parametrize("name", [*SignOff.TICKS, *SignOff.GATES])
def test_the_database_refuses_a_signature_without_a_tick(name, reporter, first_reviewer):
    assert refused({"report": make_report(author=reporter), "by": first_reviewer, name: False})


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Transition, {"reason": "另一个理由"}),
        (Transition, {"to_status": "published"}),
        (SignOff, {"opinion": "同意"}),
        (SignOff, {"stage": "final"}),
    ],
)
def test_the_database_lets_nobody_rewrite_the_record(model, values, reporter, first_reviewer):
    make_signed(by=reporter, signers=[first_reviewer])
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**values)


@pytest.mark.parametrize("model", [Transition, SignOff])
def test_the_database_lets_nobody_put_another_name_into_the_record(model, reporter, first_reviewer):
    make_signed(by=reporter, signers=[first_reviewer])
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(by=make_user())


def test_an_account_that_goes_leaves_its_lines(reporter):
    report = make_submitted(by=reporter)
    reporter.delete()
    line = report.transitions.get()
    assert (line.by, line.by_name) == (None, "reporter")


# --- Words that change under review


def test_a_change_after_a_signature_goes_back_to_who_must_see_it_again(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:2])
    rewrite(report)
    workflow.revalidate_signatures(report, signers[2])
    line = report.transitions.last()
    assert report.status == Status.FIRST_REVIEW
    assert (line.action, line.from_status, line.by) == ("change", "final_review", signers[2])


def test_what_is_again_as_it_was_signed_goes_on(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:2])
    body = report.body
    rewrite(report)
    workflow.revalidate_signatures(report)
    report.body = body
    report.save()
    workflow.revalidate_signatures(report)
    assert report.status == Status.FINAL_REVIEW


def test_a_change_before_any_signature_moves_nothing(reporter):
    report = make_submitted(by=reporter)
    rewrite(report)
    assert workflow.revalidate_signatures(report) is None


def test_register_work_voids_no_signature(reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    report.tags.add("公益诉讼")
    assert (workflow.revalidate_signatures(report), report.status) == (None, Status.READY)


def test_nothing_is_published_on_a_stale_signature(reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    rewrite(report)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, "publish", by=signers[-1])
    assert Report.objects.get(pk=report.pk).status == Status.FIRST_REVIEW


def test_a_case_that_is_found_major_waits_for_the_chief_procurator(reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    report.is_major_case = True
    report.save()
    workflow.revalidate_signatures(report)
    assert report.status == Status.CHIEF_REVIEW


def test_a_signature_stands_when_the_same_words_come_back(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:1])
    workflow.transition(report, "return", by=signers[1], reason="请核实")
    workflow.transition(report, "submit", by=reporter)
    assert report.status == Status.SECOND_REVIEW
