"""What the permanent records say: stored without a language, read in the reader's."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import workflow
from articles.editorial.checks import findings_of
from articles.editorial.checks.fixing import fix
from articles.editorial.checks.kinds import KINDS, name_of_kind
from articles.editorial.messages import MESSAGES, in_words, remark, sentence
from articles.models import AuditEntry
from tests.builders import make_ready, make_report, make_signed, make_submitted

WRONG = "会议在市检查院召开 。"


def test_a_code_of_another_version_gives_the_code():
    assert sentence("not_known_here", {}) == "not_known_here"


def test_a_list_of_values_is_joined():
    assert sentence("finding_dismissed", {"words": ["甲", "乙"]}).endswith("甲、乙")


def test_a_code_fits_its_column():
    longest = AuditEntry._meta.get_field("code").max_length
    assert [code for code in MESSAGES if len(code) > longest] == []


def test_every_kind_of_finding_has_a_name_in_both_languages():
    for language in ("zh-hans", "en"):
        with override(language):
            assert [code for code in KINDS if not name_of_kind(code)] == []


@pytest.mark.django_db
def test_a_line_about_changed_words_is_read_in_either_language(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:1])
    report.title = "改了"
    report.save()
    with override("en"):
        line = workflow.revalidate_signatures(report, reporter)
    assert (line.reason, line.code) == ("", "words_not_signed")
    with override("en"):
        english = remark(line)
    with override("zh-hans"):
        assert remark(line) != english


@pytest.mark.django_db
def test_a_schedule_stands_in_the_record_as_a_time_beside_the_reason(final_reviewer):
    report = make_ready()
    line = workflow.transition(
        report, "publish", by=final_reviewer, live_from=timezone.now() + timedelta(days=1), reason="按计划"
    )
    assert (line.code, line.reason) == ("goes_live_at", "按计划")
    with override("en"):
        assert remark(line).startswith("To go live at ")


@pytest.mark.django_db
def test_a_fix_is_recorded_by_the_codes_of_its_kinds(reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    with override("en"):
        fixed = fix(report, lambda finding: True, by=reporter)
    revision, entry = report.revisions.first(), AuditEntry.objects.latest("pk")
    assert revision.values["kinds"] == sorted(
        {each.code for each in fixed}, key=revision.values["kinds"].index
    )
    assert (in_words(revision), in_words(revision)) == (in_words(entry), sentence("fixed", revision.values))


@pytest.mark.django_db
def test_a_release_is_recorded_by_the_code_of_its_kind(reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    released = dict.fromkeys(workflow.errors_of(report), "原文如此")
    line = workflow.transition(report, "submit", by=reporter, released=released)
    [error] = [each for each in findings_of(report) if each.key in released]
    assert line.findings == [
        {"key": error.key, "code": error.code, "words": error.words, "reason": "原文如此"}
    ]


@pytest.mark.django_db
def test_the_audit_log_of_a_transition_keeps_the_action_not_its_name(reporter):
    with override("en"):
        make_submitted(by=reporter)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.code, entry.values) == ("transition", {"action": "submit"})
