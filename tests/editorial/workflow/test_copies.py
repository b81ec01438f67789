"""Working copies: a published report is revised on a copy, which replaces it after the reviews."""

import pytest
from django.db import IntegrityError, transaction

from articles import search
from articles.editorial import workflow
from articles.editorial.checks import Level, findings_of
from articles.editorial.checks.dismissals import dismissals_of
from articles.models import Report
from articles.models.body import from_paragraphs
from tests.builders import (
    make_appearance,
    make_photo,
    make_published,
    make_report,
    make_section,
    make_statement,
    sign,
)

pytestmark = pytest.mark.django_db

Status = Report.Status


def make_copy(report, by):
    workflow.transition(report, "revise", by=by)
    return Report.objects.get(copy_of=report)


def rewrite(report, text="会议改在区检察院召开。"):
    report.body = from_paragraphs([text])
    report.save()


def pass_reviews(copy, author, signers):
    workflow.transition(copy, "submit", by=author)
    for signer in signers:
        sign(copy, signer)


def test_a_copy_says_what_the_report_says(reporter):
    report = make_published(section=make_section(), tags=["公益诉讼"], source="正义网")
    make_photo(report, caption="会场")
    make_statement(report, "会议在市检察院召开。")
    copy = make_copy(report, reporter)
    assert copy.version == report.version
    assert (copy.status, copy.author, list(copy.tags.names())) == (Status.DRAFT, reporter, ["公益诉讼"])


def test_the_page_stays_as_it_is_until_the_copy_is_published(reporter):
    report = make_published()
    rewrite(make_copy(report, reporter))
    assert list(Report.objects.published()) == [report]
    assert Report.objects.get(pk=report.pk).paragraphs == ["会议在市检察院召开。"]


def test_a_published_copy_changes_the_words_and_nothing_else(reporter, signers):
    report = make_published()
    before = (report.get_absolute_url(), report.number, report.first_published_at, report.updated_at)
    copy = make_copy(report, reporter)
    rewrite(copy)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    report.refresh_from_db()
    assert (report.get_absolute_url(), report.number, report.first_published_at) == before[:-1]
    assert (report.paragraphs, report.status) == (["会议改在区检察院召开。"], Status.PUBLISHED)
    assert report.updated_at > before[-1]


def test_a_published_copy_goes(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    assert list(Report.objects.all()) == [report]


def test_what_was_dismissed_on_the_copy_stays_dismissed(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    rewrite(copy, "会议,在市检察院召开。")
    finding = next(finding for finding in findings_of(copy) if finding.level != Level.ERROR)
    workflow.dismiss(copy, [finding.key], by=reporter)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    report.refresh_from_db()
    assert dismissals_of(report).keys() == {finding.key}


def test_the_search_finds_the_new_words_and_not_the_old(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    rewrite(copy, "绿水青山。")
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    found = [list(search.search(q, Report.objects.published()).page) for q in ("绿水青山", "市检察院召开")]
    assert found == [[report], []]


def test_people_keep_their_rows(reporter, signers):
    report = make_published()
    appearance = make_appearance(report)
    copy = make_copy(report, reporter)
    rewrite(copy)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    assert report.appearances.get() == appearance


def test_the_record_of_both_is_one(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    lines = [(line.action, line.of_copy) for line in report.transitions.all()]
    assert lines == [
        ("publish", False),
        ("revise", False),
        ("submit", True),
        *[("sign", True)] * 3,
        ("publish", True),
    ]
    assert report.sign_offs.count() == 3


def test_what_a_report_said_before_is_kept(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    rewrite(copy)
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    bodies = [revision.snapshot["fields"]["body"] for revision in report.revisions.order_by("number")]
    assert bodies == ["<p>会议在市检察院召开。</p>", "<p>会议改在区检察院召开。</p>"]


def test_who_wrote_the_report_does_not_sign_its_revision(reporter, first_reviewer):
    report = make_published(author=first_reviewer)
    copy = make_copy(report, reporter)
    workflow.transition(copy, "submit", by=reporter)
    assert "sign" not in workflow.legal_actions(copy, first_reviewer)


def test_a_second_copy_is_refused(reporter, first_reviewer):
    report = make_published()
    make_copy(report, reporter)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, "revise", by=first_reviewer)


def test_the_database_refuses_a_second_copy(reporter):
    report = make_published()
    make_copy(report, reporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_report(copy_of=report)


def test_the_database_refuses_a_copy_that_is_published(reporter):
    copy = make_copy(make_published(), reporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=copy.pk).update(
            status="published", live_from=copy.created_at, first_published_at=copy.created_at
        )


def test_a_copy_in_the_bin_makes_room_for_another(reporter):
    report = make_published()
    first = make_copy(report, reporter)
    workflow.transition(first, "bin", by=reporter)
    workflow.transition(report, "revise", by=reporter)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(first, "restore", by=reporter)


def test_a_copy_of_what_was_withdrawn_is_not_published(reporter, signers):
    report = make_published()
    copy = make_copy(report, reporter)
    pass_reviews(copy, reporter, signers)
    workflow.transition(report, "withdraw", by=signers[-1], reason="有误")
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(copy, "publish", by=signers[-1])


@pytest.mark.parametrize("action", ["revise", "archive"])
def test_what_changes_no_word_leaves_the_public_time_of_the_words_alone(action):
    report = make_published()
    before = Report.objects.get(pk=report.pk).public_modified_at
    workflow.transition(report, action)
    assert Report.objects.get(pk=report.pk).public_modified_at == before


def test_a_copy_that_is_published_moves_the_public_time_of_the_words(reporter, signers):
    report = make_published()
    before = Report.objects.get(pk=report.pk).public_modified_at
    copy = make_copy(report, reporter)
    copy.title = "新题"
    copy.save()
    pass_reviews(copy, reporter, signers)
    workflow.transition(copy, "publish", by=signers[-1])
    assert Report.objects.get(pk=report.pk).public_modified_at > before
