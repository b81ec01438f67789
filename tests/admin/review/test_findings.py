"""The findings panel: what it shows, and what its buttons do for whom."""

import pytest
from django.urls import reverse

from articles.editorial.checks import findings_of
from articles.models import Dismissal, Report, WordRule
from tests.admin.forms import posted
from tests.builders import make_photo, make_published, make_report

pytestmark = pytest.mark.django_db


def form_of(report):
    return reverse("admin:articles_report_change", args=[report.pk])


def page_of(report):
    return reverse("admin:articles_report_findings", args=[report.pk])


def key_of(report, code):
    return next(finding.key for finding in findings_of(report) if finding.code == code)


@pytest.fixture
def report(reporter):
    return make_report(author=reporter, paragraphs=["检查院召开会议,时间待定。", "他说,好。"])


def test_the_panel_is_grouped_by_weight_with_counts_on_top(report, desk):
    panel = desk.get(form_of(report)).context["panel"]
    assert [(group.level, group.code, len(group.entries)) for group in panel.groups] == [
        ("error", "procuratorate_names", 1),
        ("warning", "half_width_marks", 2),
        ("warning", "to_be_decided", 1),
    ]
    assert [(level, number) for level, _name, number in panel.counts] == [("error", 1), ("warning", 3)]


def test_finding_shows_place_context_advice_and_legal_basis(report, desk):
    [group] = [each for each in desk.get(form_of(report)).context["panel"].groups if each.level == "error"]
    [entry] = group.entries
    assert (entry.where, entry.before, entry.words, entry.after) == (
        "第1段",
        "",
        "检查院",
        "召开会议,时间待定。",
    )
    assert "人民检察院组织法" in group.legal_basis


def test_findings_page_shows_the_same_panel(report, desk):
    assert "检查院" in desk.get(page_of(report)).content.decode()


def test_a_report_without_findings_says_so(desk):
    assert "检查未发现问题" in desk.get(form_of(make_report())).content.decode()


def test_fix_replaces_the_words_of_one_finding(report, enter, reporter):
    answer = enter(reporter).post(page_of(report), {"fix": key_of(report, "procuratorate_names")})
    report.refresh_from_db()
    assert answer.headers["Location"] == f"{form_of(report)}#findings"
    assert report.paragraphs == ["检察院召开会议,时间待定。", "他说,好。"]


def test_fix_replaces_all_findings_of_a_kind(report, desk):
    desk.post(page_of(report), {"fix_kind": "half_width_marks-warning"})
    report.refresh_from_db()
    assert report.paragraphs == ["检查院召开会议，时间待定。", "他说，好。"]


def test_dismissed_finding_is_not_fixed_with_its_kind(report, desk):
    desk.post(page_of(report), {"dismiss": key_of(report, "half_width_marks")})
    desk.post(page_of(report), {"fix_kind": "half_width_marks-warning"})
    report.refresh_from_db()
    assert report.paragraphs == ["检查院召开会议,时间待定。", "他说，好。"]


def test_fix_of_words_that_are_gone_is_refused(report, desk):
    key = key_of(report, "procuratorate_names")
    desk.post(page_of(report), {"fix": key})
    answer = desk.post(page_of(report), {"fix": key}, follow=True)
    assert "这些字句已不在原处" in answer.content.decode()


def test_fix_makes_an_open_form_outdated(report, desk):
    opened = desk.get(form_of(report))
    desk.post(page_of(report), {"fix": key_of(report, "procuratorate_names")})
    desk.post(form_of(report), posted(opened, title="新标题"))
    report.refresh_from_db()
    assert report.paragraphs[0].startswith("检察院")


def test_warning_is_dismissed_and_shown_again(report, desk):
    key = key_of(report, "to_be_decided")
    desk.post(page_of(report), {"dismiss": key})
    dismissed = desk.get(form_of(report)).context["panel"].dismissed
    desk.post(page_of(report), {"again": key})
    assert [entry.finding.key for entry in dismissed] == [key]
    assert desk.get(form_of(report)).context["panel"].dismissed == []


def test_error_can_not_be_dismissed(report, desk):
    desk.post(page_of(report), {"dismiss": key_of(report, "procuratorate_names")})
    assert not Dismissal.objects.exists()


def test_findings_page_redirects_to_itself(report, desk):
    answer = desk.post(page_of(report), {"dismiss": key_of(report, "to_be_decided"), "next": "page"})
    assert answer.headers["Location"] == page_of(report)


def test_fix_is_403_without_permission_to_edit(reporter, enter):
    report = make_published(author=reporter, paragraphs=["检查院召开会议。"])
    answer = enter(reporter).post(page_of(report), {"fix": key_of(report, "procuratorate_names")})
    report.refresh_from_db()
    assert (answer.status_code, report.paragraphs) == (403, ["检查院召开会议。"])


@pytest.mark.parametrize("act", ["dismiss", "again"])
def test_dismissal_is_403_without_permission_to_edit_or_sign(act, reporter, enter):
    report = make_published(author=reporter, paragraphs=["时间待定。"])
    answer = enter(reporter).post(page_of(report), {act: key_of(report, "to_be_decided")})
    assert answer.status_code == 403


def test_signer_dismisses_a_warning(report, enter, first_reviewer):
    Report.objects.filter(pk=report.pk).update(status="first_review")
    enter(first_reviewer).post(page_of(report), {"dismiss": key_of(report, "to_be_decided")})
    assert Dismissal.objects.get().by == first_reviewer


@pytest.mark.parametrize("act", ["fix", "fix_kind", "dismiss", "again"])
def test_every_act_is_refused_to_a_stranger(act, report, enter, stranger):
    answer = enter(stranger).post(page_of(report), {act: key_of(report, "to_be_decided")})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_a_save_says_how_many_errors_there_are(report, desk):
    opened = desk.get(form_of(report))
    answer = desk.post(form_of(report), posted(opened), follow=True)
    assert "检查发现1处错误" in answer.content.decode()


def test_every_place_has_a_name(desk):
    report = make_report("标题,一", summary="摘要,二", event_start="--10-30")
    make_photo(report, caption="会场,三", alt="会场")
    panel = desk.get(form_of(report)).context["panel"]
    places = {entry.where for group in panel.groups for entry in group.entries}
    assert places == {"标题", "摘要", "图片", "事件日期"}


def test_editor_adds_a_word_rule(enter, first_reviewer, report):
    values = {"wrong": "会议", "right": "大会", "legal_basis": "本单位规定", "level": "hint", "active": "on"}
    enter(first_reviewer).post(reverse("admin:articles_wordrule_add"), values)
    assert WordRule.objects.filter(wrong="会议").exists()
    assert "word_list" in {finding.code for finding in findings_of(report)}


def test_word_rule_with_equal_forms_is_refused(desk):
    values = {"wrong": "会议", "right": "会议", "legal_basis": "本单位规定", "level": "hint"}
    answer = desk.post(reverse("admin:articles_wordrule_add"), values)
    assert "正确写法与错误写法相同" in answer.content.decode()
