"""One-click fixes of stored reports, and what was dismissed before them."""

import pytest

from articles.editorial.checks import findings_of
from articles.editorial.checks.dismissals import CannotDismiss, dismissals_of
from articles.editorial.checks.fixing import CannotFix, fix
from articles.editorial.workflow import dismiss, show_again
from articles.models import SearchEntry
from tests.builders import make_photo, make_report, make_statement

pytestmark = pytest.mark.django_db


def of(code):
    return lambda finding: finding.code == code


def only(report, code, place):
    """The finding of this kind in this place."""
    [finding] = [each for each in findings_of(report) if (each.code, each.place) == (code, place)]
    return finding


def test_fix_replaces_the_words_and_keeps_the_markup():
    report = make_report(body="<p>会议<strong>,要</strong>加强,协作。</p>")
    first = next(each for each in findings_of(report) if each.code == "half_width_marks")
    fix(report, lambda finding: finding.key == first.key)
    assert report.body == "<p>会议<strong>，要</strong>加强,协作。</p>"


def test_all_of_a_kind_are_fixed_together(chief):
    report = make_report("市检查院:开会", paragraphs=["检查院,检察长。", "他说,好。"], summary="会议,召开")
    fixed = fix(report, of("half_width_marks"), by=chief)
    assert (len(fixed), report.title, report.summary, report.paragraphs) == (
        4,
        "市检查院：开会",
        "会议，召开",
        ["检查院，检察长。", "他说，好。"],
    )


def test_a_statement_changes_with_the_body():
    report = make_report(paragraphs=["孙刚表示,要加强,协作。。"])
    statement = make_statement(report, "要加强,协作。")
    fix(report, lambda finding: finding.fix is not None)
    statement.refresh_from_db()
    assert (report.paragraphs, statement.text) == (["孙刚表示，要加强，协作。"], "要加强，协作。")


def test_fixed_words_are_indexed():
    report = make_report(paragraphs=["市检查院召开会议。"])
    fix(report, of("procuratorate_names"))
    assert "市检察院" in SearchEntry.objects.get(report=report).text


def test_fix_is_recorded_as_a_revision(chief):
    report = make_report(paragraphs=["市检查院召开会议。"])
    fix(report, of("procuratorate_names"), by=chief)
    assert [revision.by for revision in report.revisions.order_by("number")] == [None, chief]


def test_fix_of_missing_words_is_refused():
    report = make_report(paragraphs=["市检查院召开会议。"])
    key = only(report, "procuratorate_names", "paragraph:0").key
    report.body = "<p>市检察院召开会议。</p>"
    report.save()
    with pytest.raises(CannotFix):
        fix(report, lambda finding: finding.key == key)


def test_paragraph_of_a_statement_is_not_deleted():
    report = make_report("要加强协作", paragraphs=["要加强协作", "散会。"])
    make_statement(report, "要加强协作")
    with pytest.raises(CannotFix):
        fix(report, of("title_in_body"))
    report.refresh_from_db()
    assert report.paragraphs == ["要加强协作", "散会。"]


def test_fix_that_makes_the_title_too_long_is_refused():
    report = make_report("人大副主任" * 40)
    with pytest.raises(CannotFix):
        fix(report, of("congress_posts"))


def test_a_caption_is_fixed():
    report = make_report()
    photo = make_photo(report, caption="会场,全景", alt="会场")
    fix(report, of("half_width_marks"))
    photo.refresh_from_db()
    assert photo.caption == "会场，全景"


class TestDismissals:
    @pytest.fixture
    def report(self, db):
        return make_report(paragraphs=["会议,召开。", "时间待定。检查院。"])

    def test_dismissal_has_account_and_words(self, report, reporter):
        finding = only(report, "to_be_decided", "paragraph:1")
        dismiss(report, [finding.key], by=reporter)
        [row] = dismissals_of(report).values()
        assert (row.key, row.words, row.by, row.by_name) == (finding.key, "待定", reporter, "reporter")

    def test_second_dismissal_adds_nothing(self, report, reporter):
        finding = only(report, "to_be_decided", "paragraph:1")
        for _time in range(2):
            dismiss(report, [finding.key], by=reporter)
        assert report.dismissals.count() == 1

    def test_an_error_is_not_dismissed(self, report, reporter):
        finding = only(report, "procuratorate_names", "paragraph:1")
        with pytest.raises(CannotDismiss):
            dismiss(report, [finding.key], by=reporter)

    def test_unknown_finding_is_not_dismissed(self, report, reporter):
        with pytest.raises(CannotDismiss):
            dismiss(report, ["0" * 16], by=reporter)

    def test_dismissal_is_revoked(self, report, reporter):
        finding = only(report, "to_be_decided", "paragraph:1")
        dismiss(report, [finding.key], by=reporter)
        show_again(report, finding.key, by=reporter)
        assert dismissals_of(report) == {}

    def test_dismissal_holds_for_one_version(self, report, reporter):
        dismiss(report, [only(report, "to_be_decided", "paragraph:1").key], by=reporter)
        report.body += "<p>又写了一段。</p>"
        report.save()
        assert dismissals_of(report) == {}

    def test_dismissal_survives_a_fix_of_other_words(self, report, reporter):
        dismiss(report, [only(report, "to_be_decided", "paragraph:1").key], by=reporter)
        fix(report, of("half_width_marks"))
        assert [row.words for row in dismissals_of(report).values()] == ["待定"]
