"""What a changed file proposes for its report."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.intake import Importer
from articles.intake.proposal import NothingToAccept, accept, proposals, set_aside
from articles.intake.rewriting import with_paragraphs
from articles.models import AuditEntry, Report, Revision, SourceText, Statement
from tests.intake.texts import BODY, make_text

ADDED = "穆书琴副检察长表示，要把好事办好。"
NEW_BODY = (BODY[0].replace("座谈会", "推进会"), *BODY[1:], ADDED)


@pytest.fixture
def changed(db):
    """The source of a file that came again with other words."""
    importer = Importer()
    importer.add("a.txt", make_text())
    importer.add("a.txt", make_text("安平市检察院召开公益诉讼推进会", body=NEW_BODY))
    return SourceText.objects.get(replaces__isnull=False)


def changes(source):
    """The proposed changes by their kinds."""
    return {change.kind: change for change in proposals(source)[0].changes}


def take(source, kind):
    return accept(source, Report.objects.get(), changes(source)[kind].key)


def test_what_the_file_changed_is_proposed(changed):
    found = [(change.kind, change.old, change.new) for change in proposals(changed)[0].changes]
    assert found[:3] == [
        ("title", ("安平市检察院召开公益诉讼座谈会",), ("安平市检察院召开公益诉讼推进会",)),
        ("paragraphs", (BODY[0],), (NEW_BODY[0],)),
        ("paragraphs", (), (ADDED,)),
    ]


def test_a_change_that_is_accepted_changes_nothing_else(changed):
    take(changed, "title")
    report = Report.objects.get()
    assert (report.title, report.paragraphs) == ("安平市检察院召开公益诉讼推进会", list(BODY))


def test_every_change_can_be_accepted_after_the_other(changed):
    while left := [each for each in proposals(changed)[0].changes if each.can_be_accepted]:
        accept(changed, Report.objects.get(), left[0].key)
    assert Report.objects.get().paragraphs == list(NEW_BODY)
    assert Statement.objects.filter(text__endswith=ADDED, appearance__name="穆书琴").count() == 1


def test_what_an_editor_changed_and_the_file_did_not_is_not_proposed(changed):
    report = Report.objects.get()
    report.source = "编辑填的来源"
    report.save()
    assert "source" not in changes(changed)


def test_words_that_an_editor_changed_are_not_replaced_by_a_click(changed):
    report = Report.objects.get()
    report.body = report.body.replace("7月17日", "7月17日上午")
    report.save()
    change = next(each for each in proposals(changed)[0].changes if each.old == (BODY[0],))
    assert not change.can_be_accepted
    with pytest.raises(NothingToAccept):
        accept(changed, report, change.key)


def test_what_is_accepted_is_proposed_no_more(changed):
    take(changed, "title")
    assert "title" not in changes(changed)


def test_a_change_that_is_gone_changes_nothing(changed):
    with pytest.raises(NothingToAccept):
        accept(changed, Report.objects.get(), "0" * 16)
    assert not AuditEntry.objects.filter(code="proposal_accepted").exists()


def test_a_change_is_accepted_once(changed):
    key = changes(changed)["title"].key
    accept(changed, Report.objects.get(), key)
    with pytest.raises(NothingToAccept):
        accept(changed, Report.objects.get(), key)


def test_accepting_is_a_revision_and_an_audit_entry(changed, chief):
    accept(changed, Report.objects.get(), changes(changed)["title"].key, by=chief)
    entry = AuditEntry.objects.get(code="proposal_accepted")
    assert (Revision.objects.latest("number").code, entry.by, entry.values["kind"]) == (
        "proposal_accepted",
        chief,
        "title",
    )


def test_nobody_accepts_what_they_may_not_edit(changed, stranger):
    with pytest.raises(PermissionDenied):
        accept(changed, Report.objects.get(), changes(changed)["title"].key, by=stranger)
    assert "title" in changes(changed)


def test_nobody_sets_aside_what_they_may_not_file(changed, stranger):
    with pytest.raises(PermissionDenied):
        set_aside(changed, by=stranger)
    changed.refresh_from_db()
    assert changed.closed_at is None


def test_the_rest_is_set_aside_once(changed, chief):
    set_aside(changed, by=chief)
    set_aside(changed, by=chief)
    assert AuditEntry.objects.filter(code="proposal_set_aside").count() == 1


def test_a_file_that_replaces_none_proposes_nothing(changed):
    assert proposals(changed.replaces) == []


@pytest.mark.parametrize(
    ("place", "count", "texts", "result"),
    [
        (1, 1, ["新"], "<p>一</p><p>新</p><p>三</p>"),
        (1, 1, [], "<p>一</p><p>三</p>"),
        (0, 0, ["新"], "<p>新</p><p>一</p><p>二<strong>粗</strong></p><p>三</p>"),
        (3, 0, ["新", "四"], "<p>一</p><p>二<strong>粗</strong></p><p>三</p><p>新</p><p>四</p>"),
        (0, 2, ["新"], "<p>新</p><p>三</p>"),
        (0, 1, ["新", "又"], "<p>新</p><p>又</p><p>二<strong>粗</strong></p><p>三</p>"),
        (0, 1, ["<b>&"], "<p>&lt;b&gt;&amp;</p><p>二<strong>粗</strong></p><p>三</p>"),
    ],
)
def test_paragraphs_are_exchanged_and_the_others_left(place, count, texts, result):
    assert with_paragraphs("<p>一</p><p>二<strong>粗</strong></p><p>三</p>", place, count, texts) == result
