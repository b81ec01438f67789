"""A changed file proposes, piece by piece."""

import pytest

from articles.intake import Importer
from articles.intake.proposal import accept, proposals
from articles.intake.rewriting import with_paragraphs
from articles.models import Report, SourceText, Statement
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


def pieces(source):
    return {piece.kind: piece for piece in proposals(source)[0].pieces}


def take(source, kind):
    return accept(source, Report.objects.get().pk, pieces(source)[kind].key)


def test_what_the_file_changed_is_proposed(changed):
    found = [(piece.kind, piece.old, piece.new) for piece in proposals(changed)[0].pieces]
    assert found[:3] == [
        ("title", ("安平市检察院召开公益诉讼座谈会",), ("安平市检察院召开公益诉讼推进会",)),
        ("paragraphs", (BODY[0],), (NEW_BODY[0],)),
        ("paragraphs", (), (ADDED,)),
    ]


def test_a_piece_that_is_accepted_changes_that_alone(changed):
    take(changed, "title")
    report = Report.objects.get()
    assert (report.title, report.paragraphs) == ("安平市检察院召开公益诉讼推进会", list(BODY))


def test_every_piece_can_be_accepted_after_the_other(changed):
    while left := [p for p in proposals(changed)[0].pieces if p.can_be_accepted]:
        assert accept(changed, Report.objects.get().pk, left[0].key)
    assert Report.objects.get().paragraphs == list(NEW_BODY)
    assert Statement.objects.filter(text__endswith=ADDED, appearance__name="穆书琴").count() == 1


def test_what_an_editor_changed_and_the_file_did_not_is_no_piece(changed):
    report = Report.objects.get()
    report.source = "编辑填的来源"
    report.save()
    assert "source" not in pieces(changed)


def test_words_that_an_editor_changed_are_not_replaced_by_a_click(changed):
    report = Report.objects.get()
    report.body = report.body.replace("7月17日", "7月17日上午")
    report.save()
    piece = next(p for p in proposals(changed)[0].pieces if p.old == (BODY[0],))
    assert (piece.can_be_accepted, accept(changed, report.pk, piece.key)) == (False, None)


def test_what_is_accepted_is_proposed_no_more(changed):
    take(changed, "title")
    assert "title" not in pieces(changed)


def test_a_piece_that_is_gone_changes_nothing(changed):
    assert accept(changed, Report.objects.get().pk, "0" * 16) is None


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
